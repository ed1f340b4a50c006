"""The assessment of an outcome in words: a line for each finding."""

from collections.abc import Iterator

from pilots import evidence
from pilots.evidence import Assessment
from pilots.language import _
from pilots.screens.kit import markup
from pilots.screens.kit.pictures import methods


def lines(assessment: Assessment) -> str:
    """A line with a badge for each finding, as Markdown."""
    findings = [f"{_change_badge(assessment)} {markup.escape(assessment.change)}"]
    if assessment.forecast:
        findings.append(
            f"{_chance_badge(assessment)} {markup.escape(assessment.forecast.sentence)}"
        )
    if assessment.share:
        findings.append(
            f":gray-badge[:material/groups:] {markup.escape(assessment.share.sentence)}"
        )
    if assessment.lateness:
        findings.append(f":gray-badge[:material/event_busy:] {markup.escape(assessment.lateness)}")
    if record := assessment.track_record:
        findings.append(f":gray-badge[:material/history:] {markup.escape(record)}")
    unsure = ":gray-badge[:material/warning:]"
    findings += [f"{unsure} {markup.escape(warning)}" for warning in assessment.warnings]
    badge = ":gray-badge[:material/restart_alt:]"
    findings += [f"{badge} {markup.escape(start.sentence)}" for start in assessment.breaks]
    if assessment.phases:
        badge = ":gray-badge[:material/compare_arrows:]"
        findings.append(f"{badge} {markup.escape(assessment.phases.sentence)}")
    return "\n\n".join(findings)


def badges(assessment: Assessment) -> str:
    """Whether it changed, and whether the target will be reached, in a word each."""
    found = [_change_badge(assessment)] if assessment.newest else []
    if assessment.forecast:
        found.append(_chance_badge(assessment))
    return " ".join(found)


def sentences(assessment: Assessment) -> Iterator[str]:
    """Change and forecast as plain sentences, for a chart's alternative text."""
    yield assessment.change
    if assessment.forecast:
        yield assessment.forecast.sentence


_SIGNS = {
    "improvement": ("blue", ":material/diamond:"),
    "concern": ("orange", ":material/square:"),
    "neutral": ("green", ":material/hexagon:"),
    "common": ("gray", ":material/circle:"),
}
"""The colour and icon of each variation: those of its marks in the chart."""


def _change_badge(assessment: Assessment) -> str:
    if assessment.newest is None:
        return ":gray-badge[:material/stacked_line_chart:]"
    variation = assessment.newest.variation
    if variation is None:
        return f":gray-badge[:material/hourglass_empty: {_('Too early')}]"
    words = {
        "improvement": _("Better"),
        "concern": _("Worse"),
        "neutral": _("It changed"),
        "common": _("No change seen"),
    }
    colour, icon = _SIGNS[variation]
    return f":{colour}-badge[{icon} {words[variation]}]"


def _chance_badge(assessment: Assessment) -> str:
    likelihood = assessment.forecast.chance.likelihood if assessment.forecast else None
    if likelihood is None:
        return f":gray-badge[:material/hourglass_empty: {_('Too early')}]"
    if assessment.is_unreliable:
        return f":gray-badge[:material/flag: {_('Unsure')}]"
    if likelihood in ("very likely", "likely"):
        return f":blue-badge[:material/flag: {_('In time')}]"
    if likelihood in ("unlikely", "very unlikely"):
        return f":orange-badge[:material/flag: {_('Not in time')}]"
    return f":gray-badge[:material/flag: {_('Could go either way')}]"


def offer_methods(assessment: Assessment, key: str) -> None:
    """A button to the notes on the methods that were used."""
    methods.offer(list(methods_of(assessment)), key=key, more=assessment.caution)


def methods_of(assessment: Assessment) -> Iterator[evidence.Method]:
    """The methods that were used."""
    yield evidence.Method.CHANGE
    match assessment.forecast and assessment.forecast.chance:
        case evidence.LevelChance():
            yield evidence.Method.LEVEL
        case evidence.CountChance():
            yield evidence.Method.COUNT
    if assessment.share:
        yield evidence.Method.SHARE
    if assessment.phases:
        yield evidence.Method.PHASES
