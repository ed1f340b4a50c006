"""The lines of what waits for a decision, a review, a measurement, or any sign of life."""

from functools import partial
from typing import Any

import streamlit as st

from pilots.language import _, plural, relative_day, today
from pilots.queries import portfolio
from pilots.queries.rows import RecordRow
from pilots.queries.today import (
    DueDecision,
    DueMeasurement,
    DueReview,
    SilentPilot,
    WithoutNextStep,
)
from pilots.screens.kit import answers, badges, flash, links, markup
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pages import Page
from pilots.screens.kit.records import dialogs, measuring
from pilots.screens.today import rows
from schemas import Action, Pilot


def decision(_group: str, _place: int, row: Any) -> None:
    """A pilot whose end has come, or a decision card whose day has."""
    _card(row) if "decide_by" in row else _ending(row)


def _card(row: DueDecision) -> None:
    with rows.line():
        rows.text(row["pilot"], row["statement"], _since(row["decide_by"]))
        _link(row["pilot"], _("Decide"), "outcomes")


def _ending(row: RecordRow) -> None:
    with rows.line():
        rows.text(row["id"], _("Continue, adapt, scale or stop?"), _since(row["end"]))
        if _button(_("Decide"), f"decide.{row['id']}"):
            _open_decision(row)


def _since(day: Any) -> str:
    late = (today() - day).days
    return plural("{n} day past", "{n} days past", late) if late else _("today")


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


def review(_group: str, _place: int, row: DueReview) -> None:
    planned = _("planned for {day}", day=relative_day(row["next_on"], today()))
    with rows.line():
        rows.text(row["id"], _name(row["id"]), planned, says_name=False)
        st.page_link(
            Page.REVIEW,
            label=_("To the review"),
            query_params=links.to_pilot(row["id"], _name(row["id"])),
        )


def outcome(_group: str, _place: int, row: DueMeasurement) -> None:
    last = row["last"]
    when = (
        _("measured last {day}", day=relative_day(last, today()))
        if last
        else _("not measured yet")
    )
    with rows.line():
        rows.text(row["pilot"], row["statement"], when)
        if _button(_("Measure"), f"measure.{row['id']}"):
            measuring.open_form(row["id"], row["pilot"])


def quiet(_group: str, _place: int, row: SilentPilot) -> None:
    silent = plural("quiet for {n} day", "quiet for {n} days", row["days"])
    with rows.line():
        rows.text(row["id"], _name(row["id"]), silent, says_name=False)
        if _button(
            _("Log something"),
            f"log.{row['id']}",
            on_click=partial(flash.remember, links.PILOT, row["id"]),
        ):
            st.switch_page(Page.LOG, query_params={})


def next_step(_group: str, _place: int, row: WithoutNextStep) -> None:
    with rows.line():
        rows.text(row["id"], _name(row["id"]), says_name=False)
        if _button(_("Plan something"), f"plan.{row['id']}"):
            dialogs.open_new(Action, row["id"])


def _button(label: str, key: str, **options: Any) -> bool:
    pressed: bool = st.button(label, key=key, type="tertiary", **options)
    return pressed


def _link(pilot_id: str, label: str, place: str) -> None:
    to = links.to_place(pilot_id, _name(pilot_id), place)
    st.page_link(Page.PILOT, label=label, query_params=to)


def _name(pilot_id: str) -> str:
    return answers.for_viewer(portfolio.names).get(pilot_id, "")
