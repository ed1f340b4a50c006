"""What an outcome's numbers mean, in a line each; and how to read the signs in its picture."""

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


# --- how to read the picture ---------------------------------------------------------------


def legend(judged: Judged, marks: bool = False) -> Iterator[str]:
    """What each sign in it stands for, as far as it is there."""
    yield levels(judged)
    drawn = [part.chart for part in judged.parts if part.chart and part.chart.limits]
    if drawn:
        yield _("Grey band: what chance usually gives. A dashed edge is provisional.")
    if any(point.signal for chart in drawn for point in chart.points):
        yield _standing_out(judged)
    if judged.forecast and judged.forecast.fan:
        yield _("The fan: where it will be in 8 of 10 cases, if it goes on like this.")
    if marks:
        yield _("A triangle at the bottom is an action that was done.")


def _standing_out(judged: Judged) -> str:
    if judged.known.better == "neither":
        return _("A hexagon stands out: that is a question, not a verdict.")
    return _(
        "A diamond stands out for the better, a square for the worse: that is a question, not a "
        "verdict."
    )


def levels(judged: Judged) -> str:
    """Baseline and target in words, also where nobody has set them yet."""
    found = judged.known
    baseline = markup.not_set() if found.baseline is None else found.say(found.baseline)
    target = markup.not_set() if found.target is None else found.say(found.target)
    return _("Baseline: {baseline}. Target: {target}.", baseline=baseline, target=target)


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
