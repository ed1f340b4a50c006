"""Beside the account of a pilot, and always in sight: how it stands, and what can be read."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots import evidence
from pilots.assessments.promises import promises_of
from pilots.language import _, day, today
from pilots.queries import progress
from pilots.queries import withdrawn as withdrawn_queries
from pilots.reports.blocks import Block, Heading
from pilots.reports.sections.withdrawn import outcomes_among
from pilots.screens.kit import answers, badges, markup
from pilots.screens.kit.reports import screen
from pilots.screens.progress.period import Period

_BESIDE = Path(__file__).with_name("in_short.css")
"""No theme keeps something in sight while the rest is scrolled."""

WIDTH = 330


def place() -> DeltaGenerator:
    """The container for it. Draw it before the account: in a narrow window it is then above it."""
    st.html(_BESIDE)
    return st.container(width=WIDTH, key="in_short")


def in_short(row: Mapping[str, Any], blocks: Iterable[Block], when: Period) -> None:
    """The pilot's last verdict, what came of its promises, and the contents."""
    with st.container(border=True, gap="small"):
        st.markdown(f"**{_('In short')}**")
        for review in answers.for_funder(progress.reviews, row["id"], **when.days)[:1]:
            judged_on = f":small[:gray[{day(review['held_on'])}]]"
            st.markdown(f"{badges.standing(review['status'])} {judged_on}")
        promises = answers.for_funder(promises_of, row["id"], when.until, today())
        gone = answers.for_funder(withdrawn_queries.withdrawn, row["id"])
        words = evidence.overall(promises, len(outcomes_among(gone, [row["id"]])))
        st.markdown(markup.escape(words))
        links = (
            f"- [{markup.escape(heading.text)}](#{_anchor(nth)})"
            for nth, (heading, _part) in enumerate(_parts(blocks))
            if heading
        )
        st.markdown("\n".join(links))


def draw_parts(blocks: Iterable[Block], place: screen.Place) -> None:
    """The account, each part of which can be reached from the contents."""
    for nth, (heading, part) in enumerate(_parts(blocks)):
        if heading:
            st.subheader(markup.escape(heading.text), anchor=_anchor(nth))
        screen.draw(part, place.within(f"part{nth}"))


def _anchor(nth: int) -> str:
    return f"part-{nth}"


def _parts(blocks: Iterable[Block]) -> Iterator[tuple[Heading | None, list[Block]]]:
    """The headings of the account, each with what stands below it."""
    heading = None
    for is_heading, some in groupby(
        blocks, lambda block: isinstance(block, Heading) and block.level == 1
    ):
        if is_heading:
            *_empty, heading = (block for block in some if isinstance(block, Heading))
        else:
            yield heading, list(some)
