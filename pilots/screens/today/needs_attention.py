"""What needs attention, in groups: each thing on a card, done with one tap."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

from pilots.access import Permission
from pilots.language import _, moment, number, plural, relative_day, today
from pilots.queries import portfolio
from pilots.queries import today as today_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, badges, flash, links, markup, session
from pilots.screens.kit.forms import autosave, forms
from pilots.screens.kit.pages import Page
from pilots.screens.kit.records import action_status, dialogs, one_tap
from schemas import Action, Measurement, Outcome, Pilot

FEW = 8
"""Cards of a group that are shown at first."""


def draw() -> None:
    """The groups; where all are empty, a compliment and the next action."""
    counts = (
        _group("overdue", _("Overdue"), today_queries.overdue, _action),
        _group("due", _("Due within a week"), today_queries.due_soon, _action),
        _group("decide", _("A decision is waiting"), today_queries.to_decide, _ending),
        _group("review", _("A review is due"), today_queries.to_review, _review),
        _group("measure", _("Time to measure"), today_queries.to_measure, _outcome),
        _group("silent", _("Quiet for a while"), today_queries.silent, _quiet),
    )
    if not any(counts):
        _nothing()


def _nothing() -> None:
    st.success(_("Nothing is waiting for you. Well done."), icon=":material/wb_sunny:")
    if row := answers.for_viewer(today_queries.next_action, today()):
        day = relative_day(row["due"], today())
        next_ = _("Next: {action}, {day}", action=row["title"], day=day)
        st.caption(markup.escape(f"{next_} · {_name(row['pilot'])}"))


def _group(
    name: str,
    title: str,
    query: Callable[..., Sequence[RecordRow]],
    draw_card: Callable[[RecordRow], None],
) -> int:
    """A heading with the count, and the first cards; give the count."""
    limit = st.session_state.get(f"limit.{name}", FEW)
    rows = answers.for_viewer(query, today(), limit=limit)
    if not rows:
        return 0
    n: int = rows[0]["total"]
    st.subheader(f"{title} ({number(n)})", anchor=False)
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            draw_card(row)
    if n > limit:
        st.button(
            _("Show more"),
            icon=":material/expand_more:",
            key=f"more.{name}",
            on_click=partial(flash.remember, f"limit.{name}", limit + 5 * FEW),
        )
    return n


def _caption(pilot_id: str, title: str, *details: str) -> None:
    """The title of a card, and below it the pilot and since when."""
    small = markup.escape(" · ".join(details))
    square = badges.pilot(pilot_id)
    st.markdown(f"**{markup.escape(title)}**  \n{square} :small[:gray[{small}]]")


def _name(pilot_id: str) -> str:
    return answers.for_viewer(portfolio.names).get(pilot_id, "")


# --- actions -----------------------------------------------------------------------------


def _action(row: RecordRow) -> None:
    _caption(row["pilot"], row["title"], _name(row["pilot"]), _when(row["due"]))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Done"),
            icon=":material/check:",
            key=f"done.{row['id']}",
            on_click=action_status.done,
            args=(row,),
        )
        others = {
            "later": _("A week later"),
            "drop": _("Will not happen"),
            "change": _("Change"),
        }
        key = f"other.{row['id']}"
        chosen = st.menu_button(
            _("Other options"),
            list(others),
            format_func=others.__getitem__,
            key=key,
            type="tertiary",
            on_click=_do_chosen,
            args=(key, row),
        )
        if chosen == "change":
            dialogs.open_change(Action, row)


def _when(due: date) -> str:
    late = (today() - due).days
    if late > 0:
        return plural("{n} day overdue", "{n} days overdue", late)
    return _("due {day}", day=relative_day(due, today()))


@flash.callback
def _do_chosen(key: str, row: RecordRow) -> None:
    match st.session_state[key]:
        case "later":
            _postpone(row)
        case "drop":
            action_status.drop(row)


@flash.callback
def _postpone(row: RecordRow) -> None:
    """Postpone by a week: from its due date, or from today where that is over."""
    due = max(row["due"], today()) + timedelta(weeks=1)
    sentence = _("Now due {day}: {action}", day=relative_day(due, today()), action=row["title"])
    key = one_tap.idempotency_key(row["id"], row["_seq"], "later")
    one_tap.change(row["_seq"], key, sentence, due=due)


# --- pilots and outcomes -----------------------------------------------------------------


def _ending(row: RecordRow) -> None:
    ended = relative_day(row["end"], today())
    question = _("Continue, adapt, scale or stop?")
    _caption(row["id"], question, _name(row["id"]), _("was due to end {day}", day=ended))
    if st.button(_("Decide"), icon=":material/gavel:", key=f"decide.{row['id']}"):
        _open_decision(row)


def _open_decision(row: RecordRow) -> None:
    """Open the form for how the pilot goes on: another phase, another end date, or both."""
    key = f"decide.{row['id']}.form"

    def draw_form() -> list[str]:
        fields = ("phase", "end")
        fieldset = forms.fieldset_to_change(key, Pilot, row["id"], only=fields, beside=fields)
        if fieldset is None:
            st.rerun()
        st.markdown(f"{badges.pilot(row['id'])} **{markup.escape(_name(row['id']))}**")
        st.markdown(
            _(
                "If it continues, choose a new end date. If it grows or stops, choose another "
                "phase. You can always change it again."
            )
        )
        return forms.draw(key, fieldset, pilot_id=row["id"])

    forms.open_dialog(key, _("What happens next with this pilot?"), draw_form, width="small")


def _review(row: RecordRow) -> None:
    name = _name(row["id"])
    _caption(row["id"], name, _("planned for {day}", day=relative_day(row["next_on"], today())))
    st.page_link(
        Page.REVIEW,
        label=_("To the review"),
        icon=":material/groups:",
        query_params=links.to_pilot(row["id"], name),
    )


def _outcome(row: RecordRow) -> None:
    last = row["last"]
    when = (
        _("measured last {day}", day=relative_day(last, today()))
        if last
        else _("not measured yet")
    )
    _caption(row["pilot"], row["statement"], _name(row["pilot"]), when)
    if st.button(_("Measure now"), icon=":material/add_chart:", key=f"measure.{row['id']}"):
        start = {Outcome.table: row["id"], "measured_on": forms.TODAY}
        dialogs.open_new(Measurement, row["pilot"], **start)


def _quiet(row: RecordRow) -> None:
    silent = plural("quiet for {n} day", "quiet for {n} days", row["days"])
    _caption(row["id"], _name(row["id"]), silent)
    if st.button(
        _("Log something"),
        icon=":material/edit_note:",
        key=f"log.{row['id']}",
        on_click=partial(flash.remember, links.PILOT, row["id"]),
    ):
        # The quick log of this page can be out of sight, far above this card.
        st.switch_page(Page.LOG, query_params={})


def unfinished_registration() -> None:
    """The link to a registration that was left half-way, to continue it."""
    since = session.tracker().drafts.unfinished(session.viewer().key).get(autosave.REGISTRATION)
    if since and session.allowed(Permission.RECORD):
        st.page_link(
            Page.REGISTER,
            label=_("Continue registering the pilot you left on {moment}", moment=moment(since)),
            icon=":material/edit_document:",
            query_params=links.here(),
        )
