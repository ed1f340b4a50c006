"""Blocks on a screen: cards, badges, charts to look at closely, and numbers when asked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import streamlit as st

from pilots.access import Permission
from pilots.charts.outcome_overview import PAPER, PHONE
from pilots.evidence import Assessment
from pilots.reports import markdown
from pilots.reports.blocks import (
    Block,
    Card,
    Chart,
    DescriptionList,
    Document,
    Heading,
    Item,
    Items,
    Numbers,
    Quote,
    Records,
    SmallPrint,
    Tag,
)
from pilots.screens.kit import badges, markup, pilot_tabs, session
from pilots.screens.kit.pictures import drawing, meaning
from pilots.screens.kit.reports import figures

WIDTH = 820
"""Pixels: longer lines are hard to read. A phone makes them shorter."""

TITLE = 2
"""The level of a document's title on a page, which has a title of its own."""


@dataclass(frozen=True)
class Place:
    """Where blocks stand."""

    key: str
    """Tells their widgets apart. It changes with whatever changes their charts, besides what is
    recorded."""
    level: int
    """Of the title above them."""
    records_of: str | None = None
    """The pilot whose records can be opened from here, by who may read those."""
    in_card: bool = False

    def within(self, key: str) -> "Place":
        return replace(self, key=f"{self.key}.{key}")

    def below(self, key: str) -> "Place":
        return replace(self.within(key), level=self.level + 1, in_card=True)

    @property
    def can_open_records(self) -> bool:
        return bool(self.records_of) and session.allowed(Permission.READ_PERSONAL, self.records_of)


def show(document: Document, key: str, top: int = TITLE) -> None:
    """The whole of a document; `key` tells it apart, `top` is the level of its title."""
    with st.container(width=WIDTH, key=f"report.{key}"):
        st.markdown(f"{'#' * top} {markup.escape(document.title)}")
        if document.publisher:
            st.caption(markup.escape(document.publisher))
        draw(document.blocks, Place(f"report.{key}", top))


def draw(blocks: Iterable[Block], place: Place) -> None:
    """Blocks below each other."""
    for n, some in enumerate(_joined(blocks)):
        match some:
            case Card():
                _card(some, place)
            case Items():
                _items(some, place.within(str(n)))
            case Chart():
                _chart(some, place.within(str(n)))
            case Numbers():
                _numbers(some, place.within(str(n)))
            case Quote():
                _quote(some, place.within(str(n)))
            case SmallPrint():
                st.caption(markup.escape(some.text))
            case Records():
                if place.records_of and place.can_open_records:
                    pilot_tabs.link(place.records_of, some.tab, some.label)
            case _:
                st.markdown(_text(some, place))


_Element = Card | Items | Quote | Chart | Numbers | SmallPrint | Records


def _joined(blocks: Iterable[Block]) -> Iterator[_Element | Sequence[Block]]:
    """Texts that follow each other are one element: each costs."""
    for is_element, some in groupby(blocks, lambda block: isinstance(block, _Element)):
        if is_element:
            yield from (block for block in some if isinstance(block, _Element))
        else:
            yield list(some)


def _text(blocks: Iterable[Block], place: Place) -> str:
    return "\n\n".join(
        _description(block)
        if place.in_card and isinstance(block, DescriptionList)
        else markdown.blocks([block], place.level, markup.escape)
        for block in blocks
    )


def _description(block: DescriptionList) -> str:
    return "\n\n".join(
        f"**{markup.escape(label)}**  \n{markup.escape(text)}" for label, text in block.rows
    )


def _quote(quote: Quote, place: Place) -> None:
    with st.container(gap=None, key=f"quote.{place.key}"):
        st.markdown(f"> {markup.escape(' '.join(quote.text.split()))}")
        if quote.small_print:
            st.caption(markup.escape(quote.small_print))


# --- cards -------------------------------------------------------------------------------


def _card(card: Card, place: Place) -> None:
    inside = place.below(card.id)
    before, chart, after = _around_chart(card.blocks)
    # A phone's width is for the chart.
    border = not (chart and markup.on_phone())
    kind = "chart_card" if chart else "card"
    with st.container(border=border, gap="small", key=f"{kind}.{inside.key}"):
        st.markdown(_title(card, inside.level))
        if chart:
            words, picture = st.columns([2, 3], gap="medium")
            with words:
                draw(before, inside.within("words"))
            with picture:
                draw([chart], inside.within("chart"))
        draw(after, inside)


def _around_chart(
    blocks: Sequence[Block],
) -> tuple[Sequence[Block], Chart | None, Sequence[Block]]:
    """What stands before the first chart, that chart, and what stands after it.

    Without a chart: nothing, None, and all blocks.
    """
    for n, block in enumerate(blocks):
        if isinstance(block, Chart):
            return blocks[:n], block, blocks[n + 1 :]
    return (), None, blocks


def _title(card: Card, level: int) -> str:
    heading = markdown.blocks([Heading(card.title)], level - 1, markup.escape)
    return f"{heading}\n{_badges(card.tags)}" if card.tags else heading


def _items(block: Items, place: Place) -> None:
    for n, item in enumerate(block.items):
        with st.container(border=True, gap="xsmall", key=f"item.{place.key}.{n}"):
            st.markdown(_item(item))
            if item.small_print:
                st.caption(markup.escape(item.small_print))


def _item(item: Item) -> str:
    title = f"**{markup.escape(item.text)}** {_badges(item.tags)}"
    under = "\n".join(f"- {markup.escape(text)}" for text in item.under)
    return "\n\n".join(filter(None, (title, *map(markup.escape, item.more), under)))


# --- badges ------------------------------------------------------------------------------

BADGES = {
    "Direction.negative": ("orange", ":material/trending_down:"),
    "unintended": ("gray", ":material/shuffle:"),
    "StoryChoice": ("blue", ":material/star:"),
    "DecisionKind.continue": ("blue", ":material/arrow_forward:"),
    "DecisionKind.adapt": ("violet", ":material/alt_route:"),
    "DecisionKind.scale": ("green", ":material/open_in_full:"),
    "DecisionKind.stop": ("gray", ":material/front_hand:"),
    **{f"Standing.{standing}": look for standing, look in badges.STANDINGS.items()},
    **{f"EvidenceRung.{rung}": ("blue", sign) for rung, sign in badges.RUNGS.items()},
}
"""The colour and the sign of each kind of tag: its word stands beside them."""


def _badges(tags: Iterable[Tag]) -> str:
    return " ".join(
        f":{colour}-badge[{sign} {markup.escape(tag.text)}]"
        for tag in tags
        for colour, sign in [BADGES[tag.kind]]
    )


# --- charts ------------------------------------------------------------------------------


def _chart(chart: Chart, place: Place) -> None:
    assessment = chart.result if isinstance(chart.result, Assessment) else None
    drawing.chart(
        lambda: figures.chart(chart.result, PHONE if markup.on_phone() else PAPER),
        place.key,
        chart.alt,
        clickable=assessment is not None and place.can_open_records,
    )
    if chart.caption:
        st.caption(markup.escape(chart.caption))
    if assessment:
        meaning.offer_methods(assessment, key=f"methods.{place.key}")


def _numbers(block: Numbers, place: Place) -> None:
    columns = {name: [row[n] for row in block.rows] for n, name in enumerate(block.header)}
    if block.of_chart:
        drawing.numbers(lambda: columns, key=f"numbers.{place.key}")
    else:
        escaped = {
            markup.escape(name): [*map(markup.escape, column)] for name, column in columns.items()
        }
        st.table(escaped, hide_index=True, width="content", alt=", ".join(block.header))
