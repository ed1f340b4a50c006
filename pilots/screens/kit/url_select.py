"""A choice that is in the address by its id, so that a link leads to the same record for ever.

Beside the id are words for who reads the address: `soep-op-het-plein.9f2c…`. They may change and
nothing depends on them. Addresses of before held the name alone: those are looked up, and where a
name was given to more than one record nobody guesses.

Streamlit puts the label of a selectbox in the address. So the input that is bound to the address
is a hidden text, and the selectbox that people see sets it.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.language import _
from pilots.screens.kit import flash, markup
from pilots.screens.kit.links import address, id_in

_HIDDEN = Path(__file__).with_name("url_select.css")

Width = int | Literal["stretch"]

Former = Callable[[str], Sequence[str]]
"""Gives the ids of the records that have this name, or had it before."""


def current(key: str) -> str:
    """The id that is chosen, before its widget is drawn in this run; '' for none."""
    return id_in(str(st.session_state.get(key) or st.query_params.get(key, "")))


def choose(
    key: str,
    title: str,
    options: Mapping[str, str],
    *,
    placeholder: str,
    former: Former | None = None,
    explain: Callable[[str], str] | None = None,
    default: Callable[[], str] | None = None,
    width: Width,
    place: DeltaGenerator | None = None,
) -> str | None:
    """Draw the selectbox, and give the id that is chosen: from the address, or by hand.

    It stands in `place`, or else here. `options` are labels by id. With a `default` one is always
    chosen: where the address holds none, as after the browser's Back, it is the one that was
    chosen last, or else the default. An address that leads to none of them is explained in a
    sentence, of `explain` where that knows more.
    """
    if default and not current(key):
        # Set before the input is drawn: then it is written to the address.
        st.session_state[key] = address(default(), options[default()])
    asked = bound_value(key, title)
    if default and not asked:
        asked = st.session_state.get(f"last.{key}") or default()
    found = _found(asked, options, former)
    chosen_key = f"choose.{key}"
    st.session_state[chosen_key] = found[0] if len(found) == 1 else None
    chosen: str | None = (place or st).selectbox(
        title,
        list(options),
        index=None,
        format_func=lambda id: options.get(id, ""),
        placeholder=placeholder,
        key=chosen_key,
        on_change=_set,
        args=(key, dict(options)),
        required=default is not None,
        # Beside a visible label Streamlit would say, in English, that it is required.
        label_visibility="collapsed",
        width=width,
    )
    if chosen:
        st.session_state[f"last.{key}"] = chosen
    elif asked:
        _explain(asked, found, explain)
    return chosen


def bound_value(key: str, title: str) -> str:
    """What the address holds under `key`; '' for nothing.

    Streamlit reads it through an input, which is drawn here and hidden.
    """
    st.html(_HIDDEN)
    with st.container(key=f"address_{key}"):
        asked: str | None = st.text_input(
            title, key=key, bind="query-params", label_visibility="collapsed"
        )
    return asked or ""


def _found(asked: str, options: Mapping[str, str], former: Former | None) -> list[str]:
    """The ids that an address can mean: one by its id, or those with this name."""
    if id_in(asked) in options:
        return [id_in(asked)]
    called = former(asked) if former and asked else ()
    named = [id for id, label in options.items() if label == asked]
    return [id for id in dict.fromkeys([*named, *called]) if id in options]


def _explain(asked: str, found: Sequence[str], explain: Callable[[str], str] | None) -> None:
    words = explain(id_in(asked)) if explain and not found else ""
    if len(found) > 1:
        words = _("More than one has had the name in this address. Choose which one you mean.")
    if not words:
        words = _("Nothing is here at this address, or it is not for you. Choose from the list.")
    st.info(markup.escape(words), icon=":material/link_off:")


def segment(key: str, title: str, options: Mapping[str, str], *, default: str) -> str:
    """Draw a segmented control whose choice is in the address by its id, alike in every language.

    `options` are labels by id; an id that is none of them counts as the default.
    """
    asked = bound_value(key, title)
    chosen_key = f"choose.{key}"
    st.session_state[chosen_key] = asked if asked in options else default
    st.segmented_control(
        title,
        list(options),
        format_func=lambda id: options.get(id, id),
        key=chosen_key,
        on_change=_set_segment,
        args=(key, default),
        label_visibility="collapsed",
    )
    return str(st.session_state[chosen_key] or default)


@flash.callback
def _set_segment(key: str, default: str) -> None:
    chosen = st.session_state.get(f"choose.{key}")
    st.session_state[key] = "" if chosen in (None, default) else chosen


@flash.callback
def _set(key: str, options: Mapping[str, str]) -> None:
    """Put what was chosen in the address: a callback."""
    id = st.session_state[f"choose.{key}"]
    st.session_state[key] = address(id, options[id]) if id else ""
