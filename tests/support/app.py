"""The screens without a browser, and ways to look at what they show."""

import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.element_tree import Block
from streamlit.util import calc_hash

from tests.support import ROOT
from tests.support.patience import PATIENCE

MAIN = ROOT / "pilots" / "screens" / "main.py"
PAGES = {
    "today/page.py": ("Wat vraagt vandaag aandacht?", "What needs attention today?"),
    "portfolio/page.py": ("Hoe staan de pilots ervoor?", "How are the pilots doing?"),
    "pilot/page.py": ("Hagendoornschool", "Hagendoornschool"),
    "reviews/page.py": ("Welke pilot vraagt om overleg?", "Which pilot needs a review?"),
    "review/page.py": ("Kijken we samen terug?", "Shall we look back together?"),
    "report/page.py": ("Welk verslag wil je lezen?", "Which report do you want to read?"),
    "progress/page.py": ("Wat kwam er van wat we beloofden?", "What came of our promises?"),
    "log/page.py": ("Wat gebeurde er?", "What happened?"),
    "databank/page.py": ("Wie kan wie helpen?", "Who can help whom?"),
    "register/page.py": (
        "Nieuwe pilot · stap 1 van 12",
        "New pilot · step 1 of 12",
    ),
    "manage/page.py": ("Hoe is deze tracker ingericht?", "How is this tracker set up?"),
}
"""The file of every page, with its title in Dutch and in English."""

ADDRESSES = {
    "portfolio/page.py": "pilots",
    "pilot/page.py": "pilot",
    "reviews/page.py": "overleg",
    "review/page.py": "vergadering",
    "report/page.py": "verslag",
    "progress/page.py": "voortgang",
    "log/page.py": "loggen",
    "databank/page.py": "databank",
    "register/page.py": "registreren",
    "manage/page.py": "beheer",
}
"""The address of every page but the first one, which has none."""

PLACES = {
    "Overzicht": "Overview",
    "Mensen": "People",
    "Acties": "Actions",
    "Uitkomsten": "Outcomes",
    "Verhalen": "Stories",
    "Tijdlijn": "Timeline",
    "Overleggen": "Reviews",
    "Verslagen": "Reports",
    "Geschiedenis": "History",
    "Parelketting": "String of pearls",
}
"""The places on the page of a pilot, in Dutch and in English. Each had a tab of its own, and links
of before hold its label."""


_look_again_and_again = local_script_runner.require_widgets_deltas


def wait_for_run(runner: local_script_runner.LocalScriptRunner, timeout: float = PATIENCE) -> None:
    """Wait until a run is over. Raises what Streamlit raises where that takes too long."""
    assert runner._script_thread
    runner._script_thread.join(timeout)
    _look_again_and_again(runner, 0 if runner._script_thread.is_alive() else timeout)


def new_app() -> AppTest:
    """The app before its first run."""
    return AppTest.from_file(str(MAIN), default_timeout=PATIENCE)


def open_app(language: str = "nl", **state: Any) -> AppTest:
    """The app after its first run; `state` is what the session begins with."""
    app = new_app()
    app.session_state["lang"] = language
    for key, value in state.items():
        app.session_state[key] = value
    return app.run()


def open_page(page: str, language: str = "nl", **state: Any) -> AppTest:
    """The app after its first run, which is of this page, as by a link."""
    app = new_app()
    if page in ADDRESSES:
        app._page_hash = calc_hash(ADDRESSES[page])
    app.session_state["lang"] = language
    if tab := state.pop("tab", None):  # a link of before, by the label of a tab that was
        app.query_params["tab"] = tab
    for key, value in state.items():
        app.session_state[key] = value
    return app.run()


def shown(part: AppTest | Block) -> str:
    """Everything the app shows, or a part of it, as a person would read it, in one text."""
    text = "\n".join(_texts(part._tree if isinstance(part, AppTest) else part))
    return re.sub(r"\\([^\w\s])", r"\1", text)


def _texts(node: Any) -> Iterator[str]:
    yield str(getattr(node, "proto", ""))
    for attribute in ("label", "value"):
        try:
            yield str(getattr(node, attribute, ""))
        except Exception:  # some elements have no value to read outside a browser
            continue
    for child in getattr(node, "children", {}).values():
        yield from _texts(child)


def field(app: AppTest, kind: str, ending: str) -> Any:
    """The input whose key ends like this: the start of the key changes with every form."""
    return next(w for w in app.get(kind) if (w.key or "").endswith(ending))


def submit(app: AppTest, form: str) -> Any:
    """The button that submits a form, by the form's key."""
    return next(
        button
        for button in app.button
        if (button.key or "").startswith(f"{form}.") and (button.key or "").endswith(".submit")
    )
