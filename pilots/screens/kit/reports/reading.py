"""A report on a page: its words, its charts to look at closely, its numbers when asked."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from pilots.access import Verb
from pilots.language import chosen, today
from pilots.queries import records
from pilots.reports import markdown, period
from pilots.reports.blocks import Block, Document, Numbers, Picture
from pilots.screens.kit import answers, markup, session
from pilots.screens.kit.pictures import drawing
from pilots.screens.kit.reports import figures
from schemas import Report

WIDTH = 820
"""Pixels: longer lines are hard to read. A phone makes them shorter."""

TITLE = 2
"""The level of a report's title on a page, which has a title of its own."""


def published(pilot_id: str, report: str) -> Document | None:
    """A published report, for who may read its pilot."""
    if not session.allowed(Verb.READ, pilot_id):
        return None
    return _made(
        "published",
        report,
        _now(),
        lambda: session.tracker().ask(period.published, period.for_funders(pilot_id), report),
    )


def preview(pilot_id: str, report: str) -> Document | None:
    """What would be published now, for who writes it."""
    said = answers.for_viewer(records.one, Report.table, report)
    if not isinstance(said, Report) or not session.allowed(Verb.READ_PERSONAL, pilot_id):
        return None
    return _made(
        "preview",
        report,
        _now(),
        lambda: session.tracker().ask(period.preview, period.for_funders(pilot_id), said, today()),
    )


def _now() -> tuple[Any, ...]:
    """What a report depends on besides itself: the place, the head, the language, the day."""
    place, head, *_scope = answers.cache_key()
    return (place, head, chosen(), today())


@st.cache_data(max_size="20MB", show_spinner=False)
def _made(
    which: str, report: str, now: Any, _make: Callable[[], Document | None]
) -> Document | None:
    """Read as a funder would, whoever looks: so everybody gets the same."""
    return _make()


def show(document: Document, key: str, top: int = TITLE) -> None:
    """The whole of a report; `key` tells it apart, `top` is the level of its title."""
    with st.container(width=WIDTH, key=f"report.{key}"):
        st.markdown(f"{'#' * top} {markup.escape(document.title)}")
        if document.publisher:
            st.caption(markup.escape(document.publisher))
        for n, block in enumerate(_joined(document.blocks)):
            match block:
                case Picture():
                    _picture(block, f"{key}.{n}")
                case Numbers():
                    _numbers(block, f"{key}.{n}")
                case _:
                    st.markdown(markdown.blocks(block, top, markup.escape))


def _joined(blocks: Sequence[Block]) -> Iterator[Picture | Numbers | Sequence[Block]]:
    """Words that follow each other are one element: each costs."""
    for words, some in groupby(blocks, lambda block: not isinstance(block, Picture | Numbers)):
        if words:
            yield list(some)
        else:
            yield from (block for block in some if isinstance(block, Picture | Numbers))


def _picture(picture: Picture, key: str) -> None:
    drawing.chart(lambda: figures.chart(picture.of), f"report.{key}", picture.alt, picture.of)


def _numbers(block: Numbers, key: str) -> None:
    drawing.numbers(
        lambda: {name: [row[n] for row in block.rows] for n, name in enumerate(block.header)},
        key=f"report.numbers.{key}",
    )
