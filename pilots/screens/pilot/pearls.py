"""The string of pearls of a pilot: who is linked, how it grew, and what if somebody stops."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from pilots.access import Permission
from pilots.assessments.pearls import string_of_pearls
from pilots.charts.pearls import View, legend, pearls_chart
from pilots.evidence import pearls as evidence
from pilots.evidence.pearls import Change, Pearl, Pearls, Strand
from pilots.language import _, listing, number, plural, short_day, today
from pilots.queries import pearls as queries
from pilots.queries import records
from pilots.screens.kit import answers, markup, session
from pilots.screens.kit.pictures import drawing
from pilots.screens.kit.records import dialogs, lists
from schemas import Place, Tie, TieKind

MOST = 2
"""People whom one thinks away at a time."""

GONE, SINCE = "pearls.gone", "pearls.since"
"""The keys of the inputs: who stops, and since when one looks at what changed."""


def draw(pilot_id: str) -> None:
    """The picture with its sentence first, then the questions that one asks of it."""
    string = answers.for_viewer(string_of_pearls, pilot_id)
    with st.container(horizontal=True, **markup.APART):
        st.markdown(f"### {_('Who is linked to whom, and where?')}")
        _add_buttons(pilot_id)
    if not string.at(today()):
        st.info(_(Tie.purpose), icon=":material/lightbulb:")
        _without_links(string)
        return
    st.markdown(f"**{markup.escape(string.sentence(today()))}**")
    picture = st.container()
    gone = _who_stops(string)
    since = _since(string)
    with picture:
        _picture(pilot_id, string, gone, since)
    _links(pilot_id, string)
    _without_links(string)
    if session.allowed(Permission.READ_PERSONAL, pilot_id):
        lists.folded_section(Place, pilot_id)


def _add_buttons(pilot_id: str) -> None:
    if not session.allowed(Permission.RECORD, pilot_id):
        return
    with st.container(horizontal=True, width="content"):
        if st.button(_("Add a link"), icon=":material/add_link:", key="pearls.add_link"):
            dialogs.open_new(Tie, pilot_id, since=today())
        if st.button(
            _("Add a place"),
            icon=":material/add_location:",
            key="pearls.add_place",
            type="tertiary",
        ):
            dialogs.open_new(Place, pilot_id)


# --- the picture -------------------------------------------------------------------------


def _picture(pilot_id: str, string: Pearls, gone: Sequence[str], since: date | None) -> None:
    on_phone = markup.on_phone()
    size = {"width": 360, "height": 400} if on_phone else {"width": 1150, "height": 540}
    view = View(today(), since, tuple(gone), **size)
    words = [string.sentence(view.on)]
    if gone:
        words.append(string.removal_sentence(view.on, gone))
    if since:
        words.append(evidence.change(string, since, view.on).sentence(since, view.on))
    drawing.chart(
        lambda: pearls_chart(string, view),
        f"pearls.{pilot_id}",
        " ".join(words),
        view,
        clickable=True,
    )
    st.caption(_how_to_read(string, view))


def _how_to_read(string: Pearls, view: View) -> str:
    shapes = _(
        "A circle is a person, a hexagon a group, a square an organisation, a diamond a place."
    )
    glow = _("Glowing means new.") if view.since is None else _("Glowing means added since then.")
    lines = _("The colour of a line says who made the link: {names}.", names=_recruiters(string))
    dotted = _("A dotted line is gone.") if view.since or view.gone else ""
    return " ".join(filter(None, (shapes, glow, lines, dotted)))


def _recruiters(string: Pearls) -> str:
    """Each recruiter with the name of their colour."""
    return listing(
        [f"{markup.escape(name)} ({_(colour.label).lower()})" for name, colour in legend(string)]
    )


# --- what if -----------------------------------------------------------------------------


def _who_stops(string: Pearls) -> list[str]:
    degrees = string.degrees(today())
    linked = sorted(string.linked(today()), key=lambda p: (-degrees[p.id], p.name))
    names = {pearl.id: pearl.name for pearl in linked}
    gone: list[str] = st.multiselect(
        _("What if somebody stops? Choose one or two."),
        list(names),
        format_func=lambda id: names.get(id, id),
        max_selections=MOST,
        placeholder=_("Choose somebody"),
        select_all=False,
        key=GONE,
        width=560,
    )
    gone = [id for id in gone if id in names]
    if gone:
        found = string.without(today(), gone)
        st.markdown(f"**{markup.escape(string.removal_sentence(today(), gone))}**")
        if found.cut_off:
            lost = listing([string.pearls[str(id)].name for id in found.cut_off])
            st.caption(markup.escape(_("They lose their only link: {names}.", names=lost)))
    return gone


# --- what changed ------------------------------------------------------------------------


def _since(string: Pearls) -> date | None:
    days = _moments(string)
    if not days:
        return None
    since: date | None = st.selectbox(
        _("What changed since?"),
        days,
        index=None,
        format_func=short_day,
        placeholder=_("Choose a day"),
        key=SINCE,
        width=280,
    )
    if since in days and since is not None:
        found = evidence.change(string, since, today())
        st.markdown(f"**{markup.escape(found.sentence(since, today()))}**")
        _changed(string, found)
        return since
    return None


def _moments(string: Pearls) -> list[date]:
    """The first day of each month since the first link, the newest first."""
    firsts = dict.fromkeys(on.replace(day=1) for on in string.days if on <= today())
    return list(reversed([first for first in firsts if first > string.days[0]]))


def _changed(string: Pearls, found: Change) -> None:
    lines = [
        *((_("Joined: {names}.", names=_names(found.joined)),) if found.joined else ()),
        *((_("No longer linked: {names}.", names=_names(found.left)),) if found.left else ()),
        *(_("Gone: {link}.", link=_between(string, strand)) for strand in found.went),
    ]
    if lines:
        st.markdown("\n".join(f"- {markup.escape(line)}" for line in lines))


def _names(some: Sequence[Pearl]) -> str:
    return listing([pearl.name for pearl in some])


def _between(string: Pearls, strand: Strand) -> str:
    one, other = (string.pearls[end].name for end in strand.ends)
    return f"{one} – {other}"


# --- the list ----------------------------------------------------------------------------


def _links(pilot_id: str, string: Pearls) -> None:
    """The same as a list, for who cannot use a picture, and to change a link."""
    rows = {row["id"]: row for row in answers.for_viewer(queries.ties, pilot_id)}
    title = plural("{n} link as a list", "{n} links as a list", len(string.strands))
    box = st.expander(title, icon=":material/list:", key="pearls.list", on_change="rerun")
    if not box.open:
        return
    with box:
        offset = lists.pagination("pearls", len(string.strands))
        for strand in string.strands[offset : offset + lists.PAGE]:
            row = rows[strand.id]
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"strand.{strand.id}"
            ):
                st.markdown(_line(string, strand, TieKind(row["kind"])), width="stretch")
                record = answers.for_viewer(records.row, Tie.table, strand.id)
                if record:
                    dialogs.change_button(Tie, record, key=f"change.{strand.id}")


def _line(string: Pearls, strand: Strand, kind: TieKind) -> str:
    one, other = (string.pearls[end].name for end in strand.ends)
    what = f"**{markup.escape(one)}** {_(kind.label).lower()} **{markup.escape(other)}**"
    since = _("since {day}", day=short_day(strand.since))
    ended = _("ended on {day}", day=short_day(strand.ended_on)) if strand.ended_on else ""
    maker = string.pearls.get(strand.made_by or "")
    by = _("by {name}", name=maker.name) if maker else ""
    details = " · ".join(filter(None, (since, ended, by)))
    return f"{what} :small[:gray[{markup.escape(details)}]]"


def _without_links(string: Pearls) -> None:
    alone = string.unlinked(today())
    if alone:
        names = listing([pearl.name for pearl in alone[:12]])
        more = _("and {n} more", n=number(len(alone) - 12)) if len(alone) > 12 else ""
        sentence = _("Not linked yet: {names}", names=" ".join(filter(None, (names, more))))
        st.caption(markup.escape(f"{sentence}."))
