"""The picture of a team's principles: kept or broken, check by check."""

import streamlit as st

from pilots import charts, evidence
from pilots.access import Permission
from pilots.language import _, number, short_day
from pilots.queries import principles as principles_queries
from pilots.screens.kit import answers, markup, session
from pilots.screens.kit.pictures import drawing

LAST = 12
"""The number of days that are drawn: what fits side by side on a desk."""

LAST_ON_PHONE = 5
"""The same on a phone; with more of them they would cover each other."""


def principles(pilot_id: str) -> None:
    """Each principle, each time it was checked; nothing where none was."""
    found = evidence.principles(answers.for_viewer(principles_queries.checks, pilot_id))
    if not found.texts:
        return
    drawn = found.latest(LAST_ON_PHONE if markup.on_phone() else LAST)
    question = _("Did we keep to our principles?")
    st.markdown(f"### {question}")
    st.markdown(markup.escape(found.sentence))
    drawing.chart(
        lambda: charts.principles_chart(drawn),
        f"principles.{pilot_id}",
        f"{question} {found.sentence}",
        len(drawn.days),
        clickable=True,
    )
    st.caption(_how_to_read(pilot_id, len(drawn.days), len(found.days)))
    checks = [
        (text, check)
        for text, row in zip(found.texts, found.checks, strict=True)
        for check in reversed(row)
    ]
    drawing.numbers(
        lambda: {
            _("Principle"): [text for text, _look in checks],
            _("Checked on"): [short_day(check.on) for _text, check in checks],
            _("Did we keep to it?"): [
                _("Kept") if check.kept else _("Broken") for _text, check in checks
            ],
            _("Example"): [check.example for _text, check in checks],
        },
        key="numbers.principles",
    )


def _how_to_read(pilot_id: str, drawn: int, times: int) -> str:
    """What the signs mean, what a click does, and where the earlier checks are."""
    words = [_("A tick means kept, a cross means broken.")]
    if session.allowed(Permission.RECORD, pilot_id):
        words.append(_("Choose a square to read or change its example."))
    else:
        words.append(_("Choose a square to read its example."))
    if drawn < times:
        words.append(_("These are the last {n} times; the table has all.", n=number(drawn)))
    return " ".join(words)
