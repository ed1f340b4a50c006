"""What a tap does is done whole, also when the browser asks for more meanwhile."""

import pytest
from streamlit.testing.v1 import AppTest

from pilots.tracker import Tracker


def page() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    from pilots.screens.kit import flash

    def ask_for_more(how: str) -> None:
        """As AppSession does when the browser sends something else."""
        requests = get_script_run_ctx().script_requests  # type: ignore[union-attr]
        if how == "again":
            requests.request_rerun(RerunData())  # type: ignore[union-attr]
        else:
            requests.request_stop()  # type: ignore[union-attr]

    def do(how: str) -> None:
        st.session_state["begun"] = True
        ask_for_more(how)
        st.session_state["done"] = True

    for how in ("again", "stop"):
        st.button(f"bare {how}", on_click=do, args=(how,))
        st.button(how, on_click=flash.callback(do), args=(how,))
    st.session_state["drawn"] = st.session_state.get("drawn", 0) + 1


@pytest.mark.parametrize("how", ["again", "stop"])
def test_what_a_tap_does_is_done_whole_when_the_browser_asks_for_more(
    app_tracker: Tracker, how: str
) -> None:
    app = AppTest.from_function(page).run()
    button = next(button for button in app.button if button.label == how)
    button.click().run()
    assert app.session_state["begun"]
    assert app.session_state["done"]
    drawn = {"again": 2, "stop": 1}  # what was asked for comes right after it
    assert app.session_state["drawn"] == drawn[how]


@pytest.mark.parametrize("how", ["again", "stop"])
def test_streamlit_itself_breaks_a_callback_off(app_tracker: Tracker, how: str) -> None:
    """Where it no longer does, `uninterrupted` can go."""
    app = AppTest.from_function(page).run()
    next(button for button in app.button if button.label == f"bare {how}").click().run()
    assert "begun" in app.session_state
    assert "done" not in app.session_state
