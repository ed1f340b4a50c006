"""What an outcome's numbers mean, in a line each."""

from collections.abc import Iterator

from pilots import evidence
from pilots.evidence import Judged
from pilots.language import _
from pilots.screens.kit import markup
from pilots.screens.kit.pictures import methods


def lines(judged: Judged) -> str:
    """For each thing that can be said a sign, a word and a sentence, as Markdown."""
    said = [f"{_change_badge(judged)} {markup.escape(judged.change)}"]
    if judged.forecast:
        said.append(f"{_chance_badge(judged)} {markup.escape(judged.forecast.sentence)}")
    if judged.share:
        said.append(f":gray-badge[:material/groups:] {markup.escape(judged.share.sentence)}")
    if back := evidence.looking_back(judged.kept):
        said.append(f":gray-badge[:material/history:] {markup.escape(back)}")
    anew = ":gray-badge[:material/restart_alt:]"
    said += [f"{anew} {markup.escape(found.sentence)}" for found in judged.breaks]
    return "\n\n".join(said)


def sentences(judged: Judged) -> Iterator[str]:
    """The first of these for the ear."""
    yield judged.change
    if judged.forecast:
        yield judged.forecast.sentence


_SIGNS = {
    "improvement": ("blue", ":material/diamond:"),
    "concern": ("orange", ":material/square:"),
    "neutral": ("green", ":material/hexagon:"),
    "common": ("gray", ":material/circle:"),
}
"""The colour and the shape of each: those of the marks in the picture."""


def _change_badge(judged: Judged) -> str:
    if judged.newest is None:
        return ":gray-badge[:material/stacked_line_chart:]"
    meant = judged.newest.variation
    if meant is None:
        return f":gray-badge[:material/hourglass_empty: {_('Too early')}]"
    words = {
        "improvement": _("Better"),
        "concern": _("Worse"),
        "neutral": _("It changed"),
        "common": _("No change seen"),
    }
    colour, icon = _SIGNS[meant]
    return f":{colour}-badge[{icon} {words[meant]}]"


def _chance_badge(judged: Judged) -> str:
    likelihood = judged.forecast.chance.likelihood if judged.forecast else None
    if likelihood is None:
        return f":gray-badge[:material/hourglass_empty: {_('Too early')}]"
    if judged.is_shaky:
        return f":gray-badge[:material/flag: {_('Unsure')}]"
    if likelihood in ("very likely", "likely"):
        return f":blue-badge[:material/flag: {_('In time')}]"
    if likelihood in ("unlikely", "very unlikely"):
        return f":orange-badge[:material/flag: {_('Not in time')}]"
    return f":gray-badge[:material/flag: {_('Could go either way')}]"


def offer_methods(judged: Judged, key: str) -> None:
    """How all this was worked out, for who asks."""
    chart = judged.newest
    caution = chart.caution if chart and chart.limits else ""
    methods.offer(list(_methods(judged)), key=key, more=caution)


def _methods(judged: Judged) -> Iterator[evidence.Method]:
    yield evidence.Method.CHANGE
    match judged.forecast and judged.forecast.chance:
        case evidence.LevelChance():
            yield evidence.Method.LEVEL
        case evidence.CountChance():
            yield evidence.Method.COUNT
    if judged.share:
        yield evidence.Method.SHARE
