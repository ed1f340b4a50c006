"""Choices with equal labels are told apart in words.

Streamlit sends the label of a choice back, not its id: of two that are labelled alike it always
takes the last.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pilots.language import _, local_day, short_day
from pilots.queries import portfolio, records
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, values
from schemas import KINDS, Long, Pilot, Record, holds_several, marked


def distinct(table: str, labels: Mapping[str, str]) -> dict[str, str]:
    """The same labels by id, where needed with what differs: a pilot, a role, a day, a number.

    `table` is the kind of the records that the ids are of.
    """
    namesakes: dict[str, list[str]] = defaultdict(list)
    for id, label in labels.items():
        namesakes[label.casefold().strip()].append(id)
    found = dict(labels)
    for ids in namesakes.values():
        if len(ids) > 1:
            for id, detail in _details(KINDS[table], ids).items():
                found[id] = f"{labels[id]} ({detail})"
    return found


def _details(schema: type[Record], ids: Sequence[str]) -> dict[str, str]:
    """What tells these records apart, in as few words as it takes."""
    rows = [row for id in ids if (row := answers.for_viewer(records.row, schema.table, id))]
    details: dict[str, list[str]] = {id: [] for id in ids}
    for words in _differences(schema, rows):
        for id, word in words.items():
            details[id].append(word)
        if _tells_apart(details):
            break
    if not _tells_apart(details):
        for n, id in enumerate(sorted(ids), start=1):
            details[id].append(str(n))
    return {id: ", ".join(filter(None, words)) or "1" for id, words in details.items()}


def _tells_apart(details: Mapping[str, Sequence[str]]) -> bool:
    texts = [", ".join(filter(None, words)).casefold() for words in details.values()]
    return len(set(texts)) == len(texts)


def _differences(schema: type[Record], rows: Sequence[RecordRow]) -> Iterator[dict[str, str]]:
    """The words by id of each field in which the rows differ, the most telling first."""
    pilots = answers.for_viewer(portfolio.names)
    candidates = [{row["id"]: pilots.get(row["pilot"] or "", "") for row in rows}]
    if schema is Pilot:
        candidates = []
    for name, field in schema.asked().items():
        if name == schema.headline_field() or marked(field, Long) or holds_several(field):
            continue
        words = {}
        for row in rows:
            names = values.names_for(schema, row["pilot"])
            words[row["id"]] = values.value(schema, name, row[name], names)
        candidates.append(words)
    recorded = {row["id"]: short_day(local_day(row["_recorded_at"])) for row in rows}
    candidates.append({id: _("recorded on {day}", day=day) for id, day in recorded.items()})
    yield from (words for words in candidates if len(set(words.values())) > 1)
