"""A report as Markdown. What people typed is shown as they typed it, and is never markup."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from pilots.reports.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Item,
    Items,
    Numbers,
    Paragraph,
    Picture,
    Signature,
    Table,
)

RULES = ("---", "---", "---", "---:")
"""What makes a header of the first row of a table; numbers stand to the right."""

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
    """The report as Markdown; `top` is the level of its title."""
    title = f"{'#' * top} {_line(document.title, escape)}"
    return f"{title}\n\n{blocks(document.blocks, top, escape)}\n"


def blocks(some: Iterable[Block], top: int = 1, escape: Escape = escape) -> str:
    """Some blocks of a report whose title has the level `top`."""
    return "\n\n".join(_written(block, top + 1, escape) for block in some)


def _written(block: Block, level: int, escape: Escape) -> str:
    match block:
        case Heading():
            return f"{'#' * (level + block.level - 1)} {_line(block.text, escape)}"
        case Paragraph():
            return escape(block.text)
        case Facts():
            told = ((_label(name, escape), _indented(said, escape)) for name, said in block.rows)
            return "\n".join(f"- **{name}** {said}" for name, said in told)
        case Items():
            return "\n".join(line for item in block.items for line in _item(item, escape))
        case Table():
            return _table(block, RULES[: len(block.header)], escape)
        case Numbers():
            return _table(block, ("---", *("---:" for _ in block.header[1:])), escape)
        case Picture():
            return f"*{_line(block.alt, escape)}*"
        case Signature():
            return f"---\n\n*{_line(block.text, escape)}*"


def _table(block: Table | Numbers, rules: Sequence[str], escape: Escape) -> str:
    rows = [" | ".join(_line(cell, escape) for cell in row) for row in block.rows]
    header = " | ".join(_line(name, escape) for name in block.header)
    return "\n".join(f"| {row} |" for row in (header, " | ".join(rules), *rows))


def _item(item: Item, escape: Escape) -> Iterator[str]:
    told = "".join(f"  \n  {_indented(more, escape)}" for more in item.more)
    yield f"- **{_line(item.text, escape)}**{told}"
    yield from (f"  - {_line(text, escape)}" for text in item.under)


def _label(name: str, escape: Escape) -> str:
    """A question ends by itself."""
    return f"{_line(name, escape)}{'' if name.endswith('?') else ':'}"


def _line(text: str, escape: Escape) -> str:
    return escape(" ".join(text.split()))


def _indented(text: str, escape: Escape) -> str:
    """Several lines that stay within an item of a list."""
    return escape(text).replace("\n", "\n  ")
