"""Questions about residents, for who has to keep their names out of a text."""

from pilots.store.reader import Reader
from schemas import Stakeholder, StakeholderKind


def full_names(reader: Reader) -> list[str]:
    """The names of more than one word of residents, and of whom nobody said what they are."""
    rows = reader.rows(
        f"""
        SELECT DISTINCT name FROM {reader.table(Stakeholder)}
        WHERE (kind IS NULL OR kind = $resident) AND contains(name, ' ') ORDER BY name""",
        resident=StakeholderKind.RESIDENT,
    )
    return [row["name"] for row in rows]
