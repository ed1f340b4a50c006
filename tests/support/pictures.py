"""Two results that a report draws: a line towards a target, and squares of work done."""

from datetime import date

from pilots.evidence import WorkDone, assess

MOVED = assess(
    {
        "statement": "Buren kennen elkaar",
        "unit": "buren",
        "better": "higher",
        "baseline": 6,
        "baseline_on": date(2026, 1, 1),
        "target": 40,
        "target_on": date(2026, 12, 31),
        "target_of": None,
        "frequency": None,
        "counts_people": False,
        "only_grows": False,
    },
    [
        {"id": "m", "measured_on": on, "value": value, "of_how_many": None, "note": None}
        for on, value in ((date(2026, 3, 2), 12), (date(2026, 5, 4), 17))
    ],
    (),
    date(2026, 5, 4),
)
DONE = WorkDone(
    kinds=("Bezoek", "Gesprek"),
    starts=(date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)),
    by_quarter=False,
    counts=((4, 0, 2), (0, 1, 0)),
)
