"""What a funder reads, made once and remembered until somebody records something.

It is read as a funder would, whoever looks: so everybody gets the same.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pilots.access import Permission
from pilots.language import chosen, today
from pilots.queries import records
from pilots.reports import period
from pilots.reports.blocks import Block, Document
from pilots.reports.board import board
from pilots.reports.funder_sections import for_funders, progress
from pilots.reports.sections.context import ReportContext
from pilots.screens.kit import answers, session
from schemas import Report


def of_progress(context: ReportContext) -> tuple[Block, ...]:
    """What there is to read of a pilot now; nothing for viewers who may not read it."""
    pilot_id = context.pilot_id
    if not session.allowed(Permission.READ, pilot_id):
        return ()
    blocks: tuple[Block, ...] = _made(
        ("progress", context, *_state()),
        lambda: session.tracker().ask(progress, for_funders(pilot_id), context),
    )
    return blocks


def of_board(context: ReportContext) -> Document | None:
    """The A4 for a board; None for viewers who may not read the pilot."""
    pilot_id = context.pilot_id
    if not session.allowed(Permission.READ, pilot_id):
        return None
    head = session.tracker().head
    document: Document = _made(
        ("board", context, *_state()),
        lambda: session.tracker().ask(board, for_funders(pilot_id), context, head),
    )
    return document


def published(pilot_id: str, report_id: str) -> Document | None:
    """A published report, for viewers who may read its pilot."""
    if not session.allowed(Permission.READ, pilot_id):
        return None
    document: Document | None = _made(
        ("published", report_id, *_state()),
        lambda: session.tracker().ask(period.published, for_funders(pilot_id), report_id),
    )
    return document


def preview(pilot_id: str, report_id: str) -> Document | None:
    """What would be published now, for its writer."""
    report = answers.for_viewer(records.one, Report.table, report_id)
    if not isinstance(report, Report) or not session.allowed(Permission.READ_PERSONAL, pilot_id):
        return None
    document: Document = _made(
        ("preview", report_id, *_state()),
        lambda: session.tracker().ask(period.preview, for_funders(pilot_id), report, today()),
    )
    return document


def _state() -> tuple[Any, ...]:
    """What all of this depends on: the place, the head, the language and the day."""
    place, head, *_scope = answers.cache_key()
    return (place, head, chosen(), today())


@st.cache_data(max_size="50MB", show_spinner=False)
def _made(key: Any, _make: Callable[[], Any]) -> Any:
    return _make()
