"""A document as Markdown. What people typed is shown as they typed it, and is never markup."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from pilots.reports.blocks import (
    Block,
    Chart,
    DescriptionList,
    Document,
    FlatBlock,
    Heading,
    Item,
    Items,
    Numbers,
    Paragraph,
    Quote,
    Signature,
    SmallPrint,
    Table,
    flat,
)

RULES = ("---", "---", "---", "---:")
"""What makes a header of the first row of a table; numbers stand to the right."""

DEEPEST = 6
"""No heading has a lower level."""

Escape = Callable[[str], str]
"""Makes text of a person safe where Markdown is read; a line that ends stays one."""

_ANYWHERE = re.compile(r"[\\`*_\[\]<>~$^|&]|(?<!\d):(?=\S)|:(?=[^\s\d])")
_FIRST = re.compile(r"^(?:([-+=#])|(\d{1,9})([.)]))", re.MULTILINE)
"""What means something only where a line begins: a list, a heading, a rule."""


def escape(text: str) -> str:
    """The least that is needed, so that the file reads well as it is."""
    # An indent would make it code; two spaces keep a line's end.
    plain = "\n".join(line.strip() for line in text.split("\n"))
    plain = _ANYWHERE.sub(r"\\\g<0>", plain)
    plain = _FIRST.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", plain)
    return plain.replace("\n", "  \n")


def write(document: Document, top: int = 1, escape: Escape = escape) -> str:
    """The document as Markdown; `top` is the level of its title."""
    title = f"{'#' * top} {_line(document.title, escape)}"
    return f"{title}\n\n{blocks(document.blocks, top, escape)}\n"


def blocks(some: Iterable[Block], top: int = 1, escape: Escape = escape) -> str:
    """Some blocks of a document whose title has the level `top`."""
    return "\n\n".join(_block(block, top, escape) for block in flat(some))


def _block(block: FlatBlock, top: int, escape: Escape) -> str:
    match block:
        case Heading():
            return f"{'#' * min(top + block.level, DEEPEST)} {_line(block.text, escape)}"
        case Paragraph() | SmallPrint():
            return escape(block.text)
        case Quote():
            quote = f"> {_line(block.text, escape)}"
            return f"{quote}\n\n{escape(block.small_print)}" if block.small_print else quote
        case DescriptionList():
            rows = ((_label(label, escape), _indented(text, escape)) for label, text in block.rows)
            return "\n".join(f"- **{label}** {text}" for label, text in rows)
        case Items():
            return "\n".join(line for item in block.items for line in _item(item, escape))
        case Table():
            return _table(block, RULES[: len(block.header)], escape)
        case Numbers():
            return _table(block, ("---", *("---:" for _ in block.header[1:])), escape)
        case Chart():
            words = f"*{_line(block.alt, escape)}*"
            return f"{words}\n\n{escape(block.caption)}" if block.caption else words
        case Signature():
            return f"---\n\n*{_line(block.text, escape)}*"


def _table(block: Table | Numbers, rules: Sequence[str], escape: Escape) -> str:
    rows = [" | ".join(_line(cell, escape) for cell in row) for row in block.rows]
    header = " | ".join(_line(name, escape) for name in block.header)
    return "\n".join(f"| {row} |" for row in (header, " | ".join(rules), *rows))


def _item(item: Item, escape: Escape) -> Iterator[str]:
    lines = "".join(f"  \n  {_indented(line, escape)}" for line in item.lines)
    yield f"- **{_line(item.text, escape)}**{lines}"
    yield from (f"  - {_line(text, escape)}" for text in item.under)


def _label(label: str, escape: Escape) -> str:
    """A question ends by itself."""
    return f"{_line(label, escape)}{'' if label.endswith('?') else ':'}"


def _line(text: str, escape: Escape) -> str:
    return escape(" ".join(text.split()))


def _indented(text: str, escape: Escape) -> str:
    """Several lines that stay within an item of a list."""
    return escape(text).replace("\n", "\n  ")
