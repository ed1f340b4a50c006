"""What a document is made of: blocks of plain text, in the language it is read in.

They say what something is and not how it looks. Each way to show a document (Markdown, paper,
HTML, and a screen in `screens/kit/reports/screen.py`) draws all of them, so that all tell the
same. A screen has more room than paper: cards, badges, ways to the records. `flat` is what is
left of those where blocks stand below each other.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pilots.language import Language, _


@dataclass(frozen=True)
class Heading:
    """What the blocks after it are about."""

    text: str
    level: int = 1
    """1 below the title, 2 below that, and so on."""


@dataclass(frozen=True)
class Paragraph:
    """Text; what people wrote keeps its lines."""

    text: str


@dataclass(frozen=True)
class Quote:
    """Text as it was once, and in small print when and why."""

    text: str
    small_print: str = ""


@dataclass(frozen=True)
class SmallPrint:
    """Where something comes from, or how to read it."""

    text: str


@dataclass(frozen=True)
class DescriptionList:
    """Short answers with their labels, as `<dl>` is in HTML."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tag:
    """A word that sorts what it stands beside; a screen makes it a badge."""

    text: str
    kind: str
    """What it stands for, alike in every language, such as `Standing.on_track`."""
    label: str = ""
    """The question that it answers, where it stands without a sign that shows that."""

    @property
    def labelled(self) -> str:
        return f"{self.label} {self.text}" if self.label else self.text


@dataclass(frozen=True)
class Item:
    """One of a list."""

    text: str
    more: tuple[str, ...] = ()
    """What belongs to it, a line each."""
    under: tuple[str, ...] = ()
    """What follows from it."""
    tags: tuple[Tag, ...] = ()
    small_print: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """All that stands below its text, where there are no badges and no small print."""
        facts = " · ".join(filter(None, (*(tag.labelled for tag in self.tags), self.small_print)))
        return tuple(filter(None, (facts, *self.more)))


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
    of_chart: bool = False
    """Whether the chart above shows them too, so that a screen can fold them away."""


@dataclass(frozen=True)
class Chart:
    """A picture of numbers. Whoever writes the document has it drawn."""

    result: Hashable
    """A result of `pilots.evidence`."""
    alt: str
    """Its question and what is to be seen, for readers who cannot see it."""
    caption: str = ""
    """How to read it, or where its numbers come from."""


@dataclass(frozen=True)
class Records:
    """The way to the records that the numbers above are made of, for viewers who may read them."""

    tab: str
    """The part of the pilot's page where they stand."""
    label: str


@dataclass(frozen=True)
class Card:
    """A part with a title of its own: an outcome, a story."""

    id: str
    """Of its record."""
    title: str
    blocks: "tuple[Block, ...]"
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True)
class Signature:
    """What a document was made of, by whom and when: in small print at its end."""

    text: str


FlatBlock = (
    Heading
    | Paragraph
    | Quote
    | SmallPrint
    | DescriptionList
    | Items
    | Table
    | Numbers
    | Chart
    | Signature
)
"""What can be drawn below each other, without anything to tap on."""

Block = FlatBlock | Records | Card


def flat(blocks: Iterable[Block], level: int = 2) -> Iterator[FlatBlock]:
    """The blocks below each other: a card begins with a heading of this level."""
    for block in blocks:
        match block:
            case Card():
                yield Heading(block.title, level)
                if block.tags:
                    yield SmallPrint(" · ".join(tag.labelled for tag in block.tags))
                yield from flat(block.blocks, level + 1)
            case Records():
                pass
            case _:
                yield block


def card_ids(blocks: Iterable[Block]) -> Iterator[str]:
    """The ids of the records that have a card."""
    for block in blocks:
        if isinstance(block, Card):
            yield block.id
            yield from card_ids(block.blocks)


def signature(*sentences: str, mark: str) -> Signature:
    """What a document was made of, with its mark, where it has one."""
    text = " ".join(sentences)
    return Signature(f"{text}\n{_('Mark of that line: {mark}', mark=mark)}" if mark else text)


def written(title: str, text: str | None) -> Iterator[FlatBlock]:
    """What a person wrote, under a heading; nothing where nothing was written."""
    if text:
        yield Heading(title)
        yield Paragraph(text)


@dataclass(frozen=True)
class Document:
    """Blocks with a title, to be read on their own."""

    title: str
    language: Language
    day: date
    """The day it is about."""
    file: str
    """The name of its file, without an ending."""
    blocks: tuple[Block, ...]
    publisher: str = ""
    """The organisation it comes from; '' where that is not known."""
    mark: str = ""
    """The number and digest of the newest line it was made from; '' where that has none."""
    logo: str = ""
    """The name of the picture that stands above it; '' without one."""
    on_one_page: bool = False
    """Whether it is set in smaller letters on paper, until it is one page."""
    report: str = ""
    """The id of the published report that it is; '' for all else."""
    pilot: str = ""
    """The id of the pilot that report is about."""
    stories: frozenset[str] = frozenset()
    """The ids of the stories in it."""

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts, also those in cards, from top to bottom."""
        return tuple(block for block in flat(self.blocks) if isinstance(block, Chart))
