"""What a report is made of: blocks of plain text, in the language it is read in.

They say what something is and not how it looks, so that every way to write a report down tells
the same.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from pilots.language import Language


@dataclass(frozen=True)
class Heading:
    """What the blocks after it are about."""

    text: str
    level: int = 1
    """1 below the title, 2 below that."""


@dataclass(frozen=True)
class Paragraph:
    """Text; what people wrote keeps its lines."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Short answers with their labels."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Item:
    """One of a list."""

    text: str
    more: tuple[str, ...] = ()
    """What is said of it, a line each."""
    under: tuple[str, ...] = ()
    """What follows from it."""


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Table:
    """Rows with a header, of at most four: a day, a text, a shorter one, and a number."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Numbers:
    """Numbers, in a row for each of what they count."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A chart. Who writes the report down has it drawn, or leaves it to the table beside it."""

    of: Hashable
    """What was found: a result of `pilots.evidence`."""
    alt: str
    """Its question and its reading, for who cannot see it."""


@dataclass(frozen=True)
class Signature:
    """What a report was made of, by whom and when: in small print at its end."""

    text: str


Block = Heading | Paragraph | Facts | Items | Table | Numbers | Picture | Signature


@dataclass(frozen=True)
class Document:
    """A report."""

    title: str
    language: Language
    day: date
    """The day it is about."""
    file: str
    """The name of its file, without an ending."""
    blocks: tuple[Block, ...]
    publisher: str = ""
    """The organisation it comes from; '' where that is not known."""
    logo: str = ""
    """The name of the picture that stands above it; '' without one."""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """In the order in which they stand in it."""
        return tuple(block for block in self.blocks if isinstance(block, Picture))
