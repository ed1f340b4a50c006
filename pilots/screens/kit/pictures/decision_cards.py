"""Decision cards: what the team said about an outcome in advance, beside the result.

A change after the first measurement needs a reason, and the earlier versions stay in sight.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pilots import evidence
from pilots.access import Permission
from pilots.charts.template import shorten
from pilots.evidence.decision_card import DecisionCard, Light
from pilots.language import _, day, local_day, plural, significant, today
from pilots.queries import expectations as expectations_queries
from pilots.screens.kit import answers, markup, session, values
from pilots.screens.kit.forms import decision_card_form
from pilots.screens.kit.pictures import methods, over_time
from schemas import DecisionKind

Row = Mapping[str, Any]

EARLIER = 3
"""So many earlier versions are shown; the history has all."""

EXCERPT = 160
"""Characters of the prediction of an earlier version."""


def outcome(row: Row) -> None:
    """An outcome (a row of the register): its picture, and its card beside it.

    On a phone the card comes first: what was said in advance is what the picture is read by.
    """
    if markup.on_phone():
        card(row)
        over_time.outcome(row)
        return
    picture, beside = st.columns([5, 3], gap="medium")
    with picture:
        over_time.outcome(row)
    with beside:
        card(row)


def card(row: Row) -> None:
    """The card of an outcome: the verdict, the prediction, the decision and earlier versions."""
    known = card_of(row)
    if known is None:  # withdrawn a moment ago
        return
    with st.container(border=True, gap="small", key=f"expected.{row['id']}"):
        found = evidence.decision_card(known, today())
        is_beforehand = found is not None and found.is_beforehand
        title = _("What we said in advance") if is_beforehand else _("What we expect")
        st.markdown(f"**{title}**")
        if found:
            _written(known, found)
        else:
            _empty(known)
        _earlier(known)
        with st.container(horizontal=True, gap="small"):
            if session.allowed(Permission.RECORD, known["pilot"]):
                decision_card_form.button(known)
            methods.offer([evidence.Method.CARD], key=f"methods.card.{row['id']}", label=_("Why?"))


def card_of(row: Row) -> expectations_queries.DecisionCardRow | None:
    """The row of `queries.expectations` for an outcome; None if it was withdrawn."""
    cards = answers.for_viewer(expectations_queries.decision_cards, row["pilot"])
    return next((known for known in cards if known["outcome"] == row["id"]), None)


def verdict(row: Row) -> bool:
    """The light and the sentence of the card, for a meeting; False without a card."""
    known = card_of(row)
    found = known and evidence.decision_card(known, today())
    if not found:
        return False
    st.markdown(f"{badge(found)} **{markup.escape(found.sentence)}**")
    return True


# --- the light ---------------------------------------------------------------------------

_LIGHTS: dict[Light, tuple[str, str]] = {
    "green": ("blue", ":material/arrow_forward:"),
    "amber": ("gray", ":material/tune:"),
    "red": ("orange", ":material/stop_circle:"),
}
"""The colour and icon of each light, with a word beside it. Stopping is no error, so not red."""


def badge(found: DecisionCard) -> str:
    """The light as a Markdown badge: an icon and a word."""
    if found.light is None:
        if found.value is None:
            return f":gray-badge[:material/hourglass_empty: {_('Not known yet')}]"
        return f":gray-badge[:material/horizontal_rule: {_('No verdict')}]"
    colour, icon = _LIGHTS[found.light]
    return f":{colour}-badge[{icon} {_word(found.light)}]"


def _word(light: Light) -> str:
    words = {"green": _("Continue"), "amber": _("In between"), "red": _("Stop")}
    return words[light]


# --- what stands on a card ---------------------------------------------------------------


def _empty(known: Row) -> None:
    st.markdown(_("Nothing has been predicted yet. Hindsight is easy."))
    if known["measured"] and session.allowed(Permission.RECORD, known["pilot"]):
        st.caption(_("It has already been measured. Also say why you are only writing this now."))


def _written(known: Row, found: DecisionCard) -> None:
    st.markdown(f"{badge(found)}  \n{markup.escape(found.sentence)}")
    if known["decided"]:
        _decided(known)
    values.long_text(known["prediction"])
    facts = [*_values(known), _("written down on {day}", day=day(local_day(known["said_at"])))]
    if known["decider"]:
        facts.append(_("{name} decides", name=known["decider"]))
    st.caption(markup.escape(" · ".join(facts)))
    if known["amended"] and not _versions(known):  # else the reason is shown with what it changed
        st.caption(markup.escape(_("Why it says this: {reason}", reason=known["amended"])))


def _decided(known: Row) -> None:
    kind = _(DecisionKind(known["decided"]).label)
    on = f", {day(known['decided_on'])}" if known["decided_on"] else ""
    words = (
        f":material/gavel: **{markup.escape(kind + on)}**  \n{markup.escape(known['decision'])}"
    )
    st.markdown(words)


def _values(version: Row) -> list[str]:
    """The values of a version of a card, in words."""
    words = []
    if version["expected"] is not None:
        words.append(_("expected {value}", value=significant(version["expected"])))
    if version["green"] is not None:
        words.append(_("continue at {value}", value=significant(version["green"])))
    if version["red"] is not None:
        words.append(_("stop at {value}", value=significant(version["red"])))
    return words


def _versions(known: Row) -> Sequence[Row]:
    """The earlier versions of the card, newest first."""
    return answers.for_viewer(expectations_queries.earlier_versions, known["pilot"]).get(
        known["outcome"], []
    )


def _earlier(known: Row) -> None:
    versions = _versions(known)
    for version in versions[:EARLIER]:
        words = shorten(" ".join(version["prediction"].split()), EXCERPT)
        content = " · ".join([words, *_values(version)])
        if version["decide_by"]:
            content += " · " + _("decide by {day}", day=day(version["decide_by"]))
        lines = [_("At first it said: {words}", words=content)]
        if version["why"]:
            lines.append(_("Why it changed: {reason}", reason=version["why"]))
        st.caption(markup.escape("\n".join(lines)))
    if more := versions[EARLIER:]:
        others = plural(
            "And {n} more version, in the history.",
            "And {n} more versions, in the history.",
            len(more),
        )
        st.caption(others)
