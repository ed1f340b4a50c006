"""The published reports: a list to choose from, and the one that is read (its id in the URL)."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from pilots.language import _, number, short_day
from pilots.queries import portfolio, withdrawn
from pilots.queries import report as report_queries
from pilots.queries.rows import RecordRow
from pilots.reports.sections.withdrawn import withdrawn_words
from pilots.screens.kit import answers, badges, flash, links, markup, url_select
from pilots.screens.kit.pages import Page
from pilots.screens.kit.records import lists
from pilots.screens.kit.reports import documents, export, screen

Row = RecordRow

REPORT = "verslag"
"""The query parameter, and the key in the session, that holds the report that is read."""

PAGE = Page.REPORT


def labels() -> dict[str, str]:
    """What the reports are called, by id, alike in every language: a link holds it."""
    rows = answers.for_funder(report_queries.published)
    named = {row["id"]: _label(row) for row in rows}
    times = Counter(named.values())
    return {
        id: label if times[label] == 1 else f"{label} · {id[:6]}" for id, label in named.items()
    }


def _label(row: Row) -> str:
    edition = f" ({row['edition']})" if row["edition"] > 1 else ""
    return f"{row['called']}: {row['title']}{edition}"


def link(report_id: str, label: str, icon: str = ":material/menu_book:") -> None:
    """A link to a published report."""
    st.page_link(
        PAGE,
        label=label,
        icon=icon,
        query_params=links.here(**{REPORT: links.address(report_id, labels()[report_id])}),
    )


def chosen() -> Row | None:
    """The report that is read; None where somebody has still to choose one."""
    known = labels()
    if not known:
        return None
    report_id = url_select.choose(
        REPORT, _("Report"), known, placeholder=_("Choose a report"), width=screen.WIDTH
    )
    rows = (row for row in answers.for_funder(report_queries.published) if row["id"] == report_id)
    return next(rows, None)


def show(row: Row) -> None:
    """One report, with what to know of its edition, and its files."""
    document = documents.published(row["pilot"], row["id"])
    if document is None:
        st.info(_("This report is no longer there."), icon=":material/search_off:")
        return
    if row["corrected"]:
        with st.container(horizontal=True, width=screen.WIDTH, key="corrected"):
            st.warning(
                _("This edition was corrected. It stays here as it was."),
                icon=":material/history:",
            )
            _button(row["corrected"], _("Read the newer edition"))
    export.offer(document, row["id"])
    screen.show(document, row["id"])
    if row["follows"] in labels():
        _button(row["follows"], _("Read the edition before this one"))


def cards() -> None:
    """A card for each report in its last edition, the newest first."""
    rows = [row for row in answers.for_funder(report_queries.published) if not row["corrected"]]
    _withdrawn()
    if not rows:
        st.info(
            _(
                "No report has been published yet. When a project lead publishes one, it appears "
                "here."
            ),
            icon=":material/menu_book:",
        )
        return
    offset = lists.pagination("reports", len(rows))
    with st.container(width=screen.WIDTH):
        for row in rows[offset : offset + lists.PAGE]:
            with st.container(border=True, gap="small", key=f"report_card.{row['id']}"):
                st.markdown(f"### {badges.pilot(row['pilot'])} {markup.escape(row['title'])}")
                st.caption(markup.escape(" · ".join((row["called"], *facts(row)))))
                _button(row["id"], _("Read the report"))


def _withdrawn() -> None:
    """What was published once and withdrawn: it does not disappear without a trace."""
    called = answers.for_funder(portfolio.names)
    for row in answers.for_funder(withdrawn.withdrawn_reports):
        report = f"{called.get(row['pilot'], row['pilot'])}: {row['called']}"
        sentence = f"{report}. {withdrawn_words(row)}"
        st.caption(f":material/block: {markup.escape(sentence)}", width=screen.WIDTH)


def facts(row: Row) -> Sequence[str]:
    """Of which period, which edition, and since when."""
    found = [_("{first} to {last}", first=short_day(row["since"]), last=short_day(row["until"]))]
    if row["edition"] > 1:
        found.append(_("edition {n}", n=number(row["edition"])))
    if row["published_on"]:
        found.append(_("published on {day}", day=short_day(row["published_on"])))
    return found


def _button(report_id: str, label: str) -> None:
    st.button(
        label,
        icon=":material/menu_book:",
        key=f"read.{report_id}",
        on_click=_open,
        args=(report_id,),
    )


@flash.callback
def _open(report_id: str) -> None:
    st.session_state[REPORT] = report_id
