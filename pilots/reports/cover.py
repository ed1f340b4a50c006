"""What is on the outside of a document about a pilot: its place, and the name of its file."""

import re
import unicodedata

from pilots.queries.rows import RecordRow


def place(pilot: RecordRow) -> str:
    """Neighbourhood and municipality, as far as they are known."""
    return ", ".join(filter(None, (pilot["neighbourhood"], pilot["municipality"])))


def slug(name: str) -> str:
    """A name as part of a file's name on any disk: letters, digits and hyphens; '' if none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
