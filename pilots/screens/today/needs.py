"""What needs somebody now, in groups: each thing on a card, done with one tap."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.access import Verb
from pilots.language import _, moment, number, plural, relative_day, today
from pilots.queries import portfolio, records
from pilots.queries import today as questions
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, links, markup, session, values
from pilots.screens.kit.forms import drafting, forms
from pilots.screens.kit.pages import Page
from pilots.screens.kit.records import acts, lists
from schemas import Action, Measurement, Outcome, Pilot

Row = RecordRow

FEW = 8
"""Cards of a group that are shown at first."""


def groups() -> None:
    """What needs somebody; a quiet word where nothing does."""
    found = (
        _group("overdue", _("Overdue"), questions.overdue, _action),
        _group("due", _("Due within a week"), questions.due_soon, _action),
        _group("decide", _("A decision is waiting"), questions.to_decide, _decision),
        _group("review", _("A review is due"), questions.to_review, _review),
        _group("measure", _("Time to measure"), questions.to_measure, _outcome),
        _group("silent", _("Quiet for a while"), questions.silent, _silence),
    )
    if not any(found):
        _nothing()


def _nothing() -> None:
    st.success(_("Nothing is waiting for you. Well done."), icon=":material/wb_sunny:")
    if row := answers.for_viewer(questions.next_action, today()):
        day = relative_day(row["due"], today())
        next_ = _("Next: {action}, {day}", action=row["title"], day=day)
        st.caption(markup.escape(f"{next_} · {_name(row['pilot'])}"))


def _group(
    name: str,
    title: str,
    ask: Callable[..., Sequence[Row]],
    draw: Callable[[Row], None],
) -> int:
    """A heading with a count, and the cards; give the count."""
    limit = st.session_state.get(f"limit.{name}", FEW)
    rows = answers.for_viewer(ask, today(), limit=limit)
    if not rows:
        return 0
    n: int = rows[0]["total"]
    st.subheader(f"{title} ({number(n)})", anchor=False)
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            draw(row)
    if n > limit:
        st.button(
            _("Show more"),
            icon=":material/expand_more:",
            key=f"more.{name}",
            on_click=partial(st.session_state.__setitem__, f"limit.{name}", limit + 5 * FEW),
        )
    return n


def _say(pilot_id: str, what: str, *facts: str) -> None:
    """What a card is about, and below it whose it is and since when."""
    small = markup.escape(" · ".join(facts))
    dot = f"{values.dot_of(pilot_id)}\N{NO-BREAK SPACE}"
    st.markdown(f"**{markup.escape(what)}**  \n{dot}:small[:gray[{small}]]")


def _name(pilot_id: str) -> str:
    return answers.for_viewer(portfolio.names).get(pilot_id, "")


# --- actions -----------------------------------------------------------------------------


def _action(row: Row) -> None:
    _say(row["pilot"], row["title"], _name(row["pilot"]), _when(row["due"]))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Done"),
            icon=":material/check:",
            key=f"done.{row['id']}",
            on_click=acts.done,
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
            on_click=_otherwise,
            args=(key, row),
        )
        if chosen == "change":
            lists.change(Action, row)


def _when(due: date) -> str:
    late = (today() - due).days
    if late > 0:
        return plural("{n} day overdue", "{n} days overdue", late)
    return _("due {day}", day=relative_day(due, today()))


def _otherwise(key: str, row: Row) -> None:
    match st.session_state[key]:
        case "later":
            _later(row)
        case "drop":
            acts.drop(row)


@flash.callback
def _later(row: Row) -> None:
    """Due a week later; what is overdue, a week from today."""
    action = answers.for_viewer(records.one, Action.table, row["id"])
    if action is None:
        flash.say(_("This is no longer there. You can find it in the history."))
        return
    due = max(row["due"], today()) + timedelta(weeks=1)
    moved = Action.read(action.id, row["pilot"], action.body() | {"due": due})
    idempotency_key = str(uuid5(NAMESPACE_URL, f"{row['id']}/{row['_seq']}/later"))
    (line,) = session.tracker().record(session.viewer(), moved, idempotency_key=idempotency_key)
    day = relative_day(due, today())
    flash.say(_("Now due {day}: {action}", day=day, action=row["title"]), line.seq)


# --- the others --------------------------------------------------------------------------


def _decision(row: Row) -> None:
    ended = relative_day(row["end"], today())
    question = _("Continue, adapt, scale or stop?")
    _say(row["id"], question, _name(row["id"]), _("was due to end {day}", day=ended))
    if st.button(_("Decide"), icon=":material/gavel:", key=f"decide.{row['id']}"):
        _decide(row)


def _decide(row: Row) -> None:
    """Ask how the pilot goes on: another phase, another end, or both."""
    key = f"decide.{row['id']}.form"
    forms.open_anew(key)

    @st.dialog(_("What happens next with this pilot?"))
    def ask() -> None:
        session.start_fragment()
        pilot = answers.for_viewer(records.one, Pilot.table, row["id"])
        if pilot is None:
            st.rerun()
        known = forms.part_of(pilot)
        st.markdown(
            f"{values.dot_of(row['id'])}\N{NO-BREAK SPACE}**{markup.escape(_name(row['id']))}**"
        )
        st.markdown(
            _(
                "If it continues, choose a new end date. If it grows or stops, choose another "
                "phase. You can always change it again."
            )
        )
        asked = ("phase", "end")
        part = forms.Part(Pilot, start=known.start, id=known.id, only=asked, beside=asked)
        if forms.draw(key, part, pilot_id=row["id"]):
            st.rerun()

    ask()


def _review(row: Row) -> None:
    name = _name(row["id"])
    _say(row["id"], name, _("planned for {day}", day=relative_day(row["next_on"], today())))
    st.page_link(
        Page.REVIEW,
        label=_("To the review"),
        icon=":material/groups:",
        query_params=links.to_pilot(name),
    )


def _outcome(row: Row) -> None:
    last = row["last"]
    when = (
        _("measured last {day}", day=relative_day(last, today()))
        if last
        else _("not measured yet")
    )
    _say(row["pilot"], row["statement"], _name(row["pilot"]), when)
    if st.button(_("Measure now"), icon=":material/add_chart:", key=f"measure.{row['id']}"):
        start = {Outcome.table: row["id"], "measured_on": today()}
        lists.add(Measurement, row["pilot"], **start)


def _silence(row: Row) -> None:
    silent = plural("quiet for {n} day", "quiet for {n} days", row["days"])
    _say(row["id"], _name(row["id"]), silent)
    if st.button(
        _("Log something"),
        icon=":material/edit_note:",
        key=f"log.{row['id']}",
        on_click=partial(st.session_state.__setitem__, links.PILOT, row["id"]),
    ):
        # The log of this page can be far above what somebody sees of it: that one has a page.
        st.switch_page(Page.LOG, query_params={})


def unfinished() -> None:
    """The registration of a pilot that was left in the middle, to go on with."""
    since = session.tracker().drafts.unfinished(session.viewer().key).get(drafting.REGISTRATION)
    if since and session.allowed(Verb.RECORD):
        st.page_link(
            Page.REGISTER,
            label=_("Continue registering the pilot you left on {moment}", moment=moment(since)),
            icon=":material/edit_document:",
            query_params=links.here(),
        )
