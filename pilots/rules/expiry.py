"""How long a need or an offer holds, until somebody asks whether it still does."""

from datetime import date, timedelta

from schemas import Asset

LASTS_DAYS = {
    Asset.PEOPLE: 180,
    Asset.ACTIVITIES: 90,
    Asset.THINGS: 60,
    Asset.PLACES: 365,
    Asset.ORGANISATIONS: 365,
    Asset.PUBLIC_SPACE: 365,
}
"""Days, by the kind of asset. Our own numbers: a thing is given away soon, a hall stays."""


def ends_on(asset: Asset | str, today: date) -> date:
    """The day on which something of this kind ends, if it is written down or renewed today."""
    return today + timedelta(days=LASTS_DAYS[Asset(asset)])


def has_ended(until: date | None, today: date) -> bool:
    """Whether it is past its day. What has no day ends on none."""
    return until is not None and until < today
