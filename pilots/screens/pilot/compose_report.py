"""Writing a report: the lead's words in a form, below it exactly what the funder will see."""

from dataclasses import replace

import streamlit as st

from pilots.access import Permission
from pilots.language import _, today
from pilots.queries.rows import RecordRow
from pilots.reports import vector
from pilots.screens.kit import flash, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import one_tap
from pilots.screens.kit.reports import documents, export, ready_to_share, screen
from schemas import Report

Row = RecordRow

WRITING = "writing"
"""The key in the session of the id of the report that is being written."""

PUBLISHED = "published"
"""The key in the session of the id of the report that was published in the run before."""

FIELDS = ("title", "since", "until", "summary", "happened", "learned", "ahead")
"""In the order in which a reader meets them."""


def compose(row: Row) -> None:
    """A report that is not published yet."""
    with st.container(horizontal=True, wrap=False, **markup.APART):
        st.markdown(f"### {_('Write the report')}")
        st.button(
            _("All reports"), icon=":material/arrow_back:", key="to_reports", on_click=_leave
        )
    st.caption(
        _(
            "Numbers and charts are filled in for you. Write what they mean: what went well, "
            "what went wrong, and what you changed."
        )
    )
    form_column, preview_column = st.columns([2, 3], gap="medium")
    with form_column:
        _form(row["pilot"], row["id"])
        _ready_to_share(row)
        _offer_to_publish(row)
    with preview_column:
        _preview(row)


def _preview(row: Row) -> None:
    st.markdown(f"### {_('Exactly what your funder will see')}")
    if document := documents.preview(row["pilot"], row["id"]):
        with st.container(border=True, key="preview"):
            export.offer(document, row["id"])
            screen.show(document, row["id"], top=3)


@flash.callback
def _leave() -> None:
    st.session_state.pop(WRITING, None)


@st.fragment
def _form(pilot_id: str, report_id: str) -> None:
    session.start_fragment()
    key = form_key(report_id)
    fieldset = forms.fieldset_to_change(key, Report, report_id, beside=("since", "until"))
    if fieldset is None:
        st.rerun()
    is_correction = fieldset.start["edition"] > 1
    whole = replace(fieldset, only=(*FIELDS, "changed") if is_correction else FIELDS)
    if forms.draw(key, whole, pilot_id=pilot_id, button=_("Save, and look at it")):
        st.rerun()


def form_key(report_id: str) -> str:
    """The key of the form that a report is written in."""
    return f"report.{report_id}"


def _ready_to_share(row: Row) -> None:
    """What the report says of people, before it is published."""
    document = documents.preview(row["pilot"], row["id"])
    found = ready_to_share.find(document.blocks, row["pilot"]) if document else []
    title = f"**{_('Ready to share?')}** {ready_to_share.summary(found)}"
    if not ready_to_share.undecided(found):
        st.caption(f":material/check: {title}")
        return
    with st.expander(title, icon=":material/privacy_tip:"):
        ready_to_share.draw(found, "ready")


# --- publishing --------------------------------------------------------------------------


def _offer_to_publish(row: Row) -> None:
    if not session.allowed(Permission.MANAGE, row["pilot"]):
        st.caption(_("The project lead publishes it."))
        return
    if st.button(_("Publish…"), icon=":material/publish:", key="publish"):
        _confirm(row)


def _confirm(row: Row) -> None:
    """Ask once, in a dialog, what cannot be changed afterwards."""

    @st.dialog(_("Publish this report?"), width="medium")
    def show() -> None:
        session.start_fragment()
        if st.session_state.get(f"drafted.{form_key(row['id'])}"):
            st.warning(
                _("You typed something that is not saved yet. Close this, and save it first."),
                icon=":material/edit:",
            )
            return
        if row["edition"] > 1 and not row["changed"]:
            st.warning(
                _("First say what is different in this edition, and save that."),
                icon=":material/edit:",
            )
            return
        st.markdown(
            _(
                "From then on everybody who may see this pilot can read it: your team, funders, "
                "and anyone with a link. It stays as it is now, even when the pilot changes. "
                "You correct a mistake in a new edition."
            )
        )
        document = documents.preview(row["pilot"], row["id"])
        found = ready_to_share.find(document.blocks, row["pilot"]) if document else []
        if ready_to_share.undecided(found):
            st.warning(
                f"{ready_to_share.summary(found)} "
                + _("Close this, and look at them under “Ready to share?”."),
                icon=":material/privacy_tip:",
            )
        pressed = st.button(
            _("Publish this report"),
            icon=":material/publish:",
            type="primary",
            key="publish_now",
            on_click=publish,
            args=(row,),
        )
        if pressed:
            st.rerun()

    show()


@flash.callback
def publish(row: Row) -> None:
    """Fix a report at the newest line of the logbook."""
    key = one_tap.idempotency_key(row["id"], row["_seq"], "publish")
    sentence = _("Published: funders can read this report now.")
    fields = {"upto": session.tracker().head, "published_on": today()}
    # Whoever publishes has seen a preview: what was written since was not in it.
    one_tap.change(row["_seq"], key, sentence, merge=False, **fields)
    st.session_state[PUBLISHED] = row["id"]
    _leave()


def archive_published(pilot_id: str) -> None:
    """Make the PDF of the report that was just published, so that it is kept as it is today.

    Where nothing can draw it, it is kept when somebody asks for it first.
    """
    report_id = st.session_state.pop(PUBLISHED, None)
    document = documents.published(pilot_id, report_id) if report_id else None
    if document and vector.find_browser():
        export.make_with_progress("pdf", document)
