"""The reports of a pilot, for its team: what is being written, and what was published."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.access import Permission
from pilots.language import _, today
from pilots.queries import records
from pilots.queries import report as report_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import lists, withdrawing
from pilots.screens.kit.reports import published, screen
from pilots.screens.pilot import compose_report
from schemas import Report, new_id

Row = RecordRow

NEW = ("title", "since", "until")
"""The fields of the form for a new report; the rest is written beside its numbers."""


def reports(pilot_id: str) -> None:
    """The report that is being written; else a list of all of them."""
    rows = answers.for_viewer(report_queries.of_pilot, pilot_id)
    _open_saved(forms.saved(_form(pilot_id)))
    writing = st.session_state.get(compose_report.WRITING)
    row = next((row for row in rows if row["id"] == writing and row["upto"] is None), None)
    if row and session.allowed(Permission.RECORD, pilot_id):
        compose_report.compose(row)
        return
    with st.container(horizontal=True, wrap=False, **markup.APART):
        st.markdown(f"### {_(Report.many)}")
        if session.allowed(Permission.RECORD, pilot_id) and st.button(
            _("New report"), icon=":material/add:", key="new_report"
        ):
            _begin(pilot_id)
    if not rows:
        st.info(_(Report.purpose), icon=":material/lightbulb:")
    offset = lists.pagination(Report.table, len(rows))
    with st.container(width=screen.WIDTH):
        for row in rows[offset : offset + lists.PAGE]:
            _card(row)
    compose_report.archive_published(pilot_id)


def _begin(pilot_id: str) -> None:
    """Open the form for a new report, over the page."""
    key = _form(pilot_id)
    forms.forget_saved(key)
    since, until = last_quarter(today())

    @st.dialog(_("New report"), width="medium")
    def show_form() -> None:
        session.start_fragment()
        title = _("Report on quarter {n} of {year}", n=until.month // 3, year=until.year)
        start = {"title": title, "since": since, "until": until}
        part = forms.Fieldset(Report, start=start, only=NEW, beside=("since", "until"))
        if ids := forms.draw(key, part, pilot_id=pilot_id, button=_("Begin this report")):
            _open_saved(ids)
            st.rerun()

    show_form()


def _form(pilot_id: str) -> str:
    """The key of the form for a new report."""
    return f"new.report.{pilot_id}"


def _open_saved(ids: Sequence[str]) -> None:
    """Go on with the report that was just saved, if one was."""
    if ids:
        st.session_state[compose_report.WRITING] = ids[0]


def last_quarter(today: date) -> tuple[date, date]:
    """The first and the last day of the last quarter that is over."""
    until = today.replace(month=today.month - (today.month - 1) % 3, day=1) - timedelta(days=1)
    return until.replace(month=until.month - 2, day=1), until


def _card(row: Row) -> None:
    with st.container(border=True, gap="small", key=f"card.{row['id']}"):
        st.markdown(
            f"{_badge(row)}\n\n{markup.titled(row['title'], ' · '.join(published.facts(row)))}"
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if row["upto"] is None:
                _draft(row)
            else:
                _published(row)


def _badge(row: Row) -> str:
    if row["upto"] is None:
        return f":gray-badge[:material/edit: {_('Being written')}]"
    if row["corrected"]:
        return f":gray-badge[:material/history: {_('Published, and corrected since')}]"
    return f":blue-badge[:material/lock: {_('Published')}]"


def _draft(row: Row) -> None:
    if not session.allowed(Permission.RECORD, row["pilot"]):
        return
    _button("write", row, _("Continue writing"), ":material/edit:", _write, main=True)
    withdrawing.button(Report, row)


def _published(row: Row) -> None:
    published.link(row["id"], _("Read the report"))
    if session.allowed(Permission.RECORD, row["pilot"]) and not row["corrected"]:
        _button("correct", row, _("Correct it in a new edition"), ":material/edit_note:", _correct)
    if session.allowed(Permission.MANAGE, row["pilot"]):
        withdrawing.button(Report, row)


def _button(
    name: str, row: Row, label: str, icon: str, on_click: Callable[[Row], None], main: bool = False
) -> None:
    st.button(
        label,
        icon=icon,
        key=f"{name}.{row['id']}",
        type="secondary" if main else "tertiary",
        on_click=on_click,
        args=(row,),
    )


# --- callbacks: each takes a row of the register, as it was on the screen ------------------


@flash.callback
def _write(row: Row) -> None:
    st.session_state[compose_report.WRITING] = row["id"]


@flash.callback
def _correct(row: Row) -> None:
    """Begin the next edition, with what this one says."""
    drafts = (
        other["id"]
        for other in answers.for_viewer(report_queries.of_pilot, row["pilot"])
        if other["follows"] == row["id"] and other["upto"] is None
    )
    if draft := next(drafts, None):
        st.session_state[compose_report.WRITING] = draft
        return
    report = answers.for_viewer(records.one, Report.table, row["id"])
    if not isinstance(report, Report):
        flash.say(_("This is no longer there. You can find it in the history."))
        return
    edition = next_edition(report)
    idempotency_key = str(uuid5(NAMESPACE_URL, f"{row['id']}/{row['_seq']}/correct"))
    (line,) = session.tracker().record(session.viewer(), edition, idempotency_key=idempotency_key)
    st.session_state[compose_report.WRITING] = line.subject
    flash.say(_("A new edition has been started. The one before stays as it is."), line.seq)


def next_edition(report: Report) -> Report:
    """A draft that corrects a published report: the same, but for what is different in it."""
    fields = report.body() | {"edition": report.edition + 1, "follows": report.id}
    for name in ("upto", "published_on", "changed"):
        fields.pop(name, None)
    return Report.read(new_id(), report.pilot, fields)
