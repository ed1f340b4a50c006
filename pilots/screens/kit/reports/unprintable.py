"""What a PDF cannot show of a document, said beside the button that gives it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import streamlit as st

from pilots.language import _, number
from pilots.reports import paper
from pilots.reports.blocks import Chart, Document
from pilots.screens.kit import markup
from pilots.screens.kit.reports import figures

_SHOWN = 12
"""Words that are named; of more it is said how many."""


def warn(document: Document) -> None:
    """Name the signs that are in no font, and the words they stand in; nothing where none are."""
    in_charts = [text for chart in document.charts for text in _texts(chart)]
    missing = list(paper.unprintable(document, in_charts).items())
    if not missing:
        return
    named = [
        _("“{signs}” in “{word}”", signs=signs, word=word) for word, signs in missing[:_SHOWN]
    ]
    if more := len(missing) - len(named):
        named.append(_("and {n} more", n=number(more)))
    sentence = _(
        "The PDF cannot show these signs: {signs}. A □ stands in their place. Write the name in "
        "Latin letters as well, or use the other file, which shows them.",
        signs="; ".join(named),
    )
    st.warning(markup.escape(sentence), icon=":material/font_download_off:")


@lru_cache(maxsize=200)
def _texts(chart: Chart) -> tuple[str, ...]:
    """The texts in the figure of a chart."""
    return tuple(set(_strings(figures.on_paper(chart))))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _strings(value)
