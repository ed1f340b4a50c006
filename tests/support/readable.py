"""Every text that the app sent for a page, also those in pictures, hover texts and tables."""

import json
from collections.abc import Iterator
from typing import Any

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

NO_TEXT = {"id", "key", "icon", "query_param_key", "form_id", "page_script_hash", "url", "href"}
"""Fields that no person reads, by their name in Streamlit's messages."""

NOT_READ = {"html", "bidi_component"}
"""Elements without a text of ours: style sheets, and scripts that fetch nothing."""


def texts(app: AppTest) -> list[str]:
    """In the order in which they stand on the page."""
    return list(_of_node(app._tree))


def _of_node(node: Any) -> Iterator[str]:
    if getattr(node, "type", "") in NOT_READ:
        return
    proto = getattr(node, "proto", None)
    if isinstance(proto, Message):
        yield from _of_message(proto)
    if getattr(node, "type", "") in {"table", "dataframe", "arrow_data_frame", "arrow_table"}:
        yield from (str(cell) for row in node.value.to_numpy() for cell in row)
    for child in getattr(node, "children", {}).values():
        yield from _of_node(child)


def _of_message(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name in NO_TEXT:
            continue
        for part in value if field.is_repeated else (value,):
            if isinstance(part, Message):
                yield from _of_message(part)
            elif isinstance(part, str):
                yield from _of_text(part)


def _of_text(text: str) -> Iterator[str]:
    """A picture is sent as JSON, all else as it is read."""
    if text.startswith("{"):
        yield from _of_json(json.loads(text))
    else:
        yield text


def _of_json(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name != "bdata":  # numbers of a picture, packed
                yield from _of_json(part)
    elif isinstance(value, list):
        for part in value:
            yield from _of_json(part)
