"""Adding a line to the golden logbook: `python -m tests.support.golden KIND SUBJECT PILOT BODY`.

`BODY` is the record as JSON, and `-` as the pilot stands for none. Lines have digests, which
nobody writes by hand.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from pilots.store.logbook import Line, canonical

GOLDEN = Path(__file__).parent.parent / "unit" / "golden" / "logbook.jsonl"


def following(above: Line, kind: str, subject: str, pilot: str | None, body: str) -> Line:
    """The line with this record after the newest of the golden logbook, a minute later."""
    return Line(
        seq=above.seq + 1,
        idempotency_key=str(UUID(int=UUID(above.idempotency_key).int + 1)),
        recorded_at=above.recorded_at + timedelta(minutes=1),
        actor="Anna",
        kind=kind,
        subject=subject,
        pilot=pilot,
        body=canonical(json.loads(body)),
    ).chained(above)


def main(kind: str, subject: str, pilot: str, body: str) -> None:
    newest = Line.from_json(GOLDEN.read_bytes().splitlines()[-1])
    line = following(newest, kind, subject, None if pilot == "-" else pilot, body)
    with GOLDEN.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{line.to_json()}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
