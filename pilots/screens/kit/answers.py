"""Answers to questions, remembered until somebody records something (`st.cache_data`)."""

from collections.abc import Callable
from threading import local
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from pilots.access import Scope
from pilots.screens.kit import session
from pilots.store.reader import Reader

P = ParamSpec("P")
R = TypeVar("R")

_run = local()
"""What a run has asked already: asking Streamlit's cache again costs more than most answers."""


def for_viewer(query: Callable[Concatenate[Reader, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The answer within the viewer's own rights: on the team's pages, with names.

    Within a run it is the same object each time, so do not change it.
    """
    return _answer(session.viewer().scope, query, *args, **kwargs)


def for_funder(query: Callable[Concatenate[Reader, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The answer a funder gets, without personal data, whoever is looking."""
    return _answer(session.viewer().outside, query, *args, **kwargs)


def _answer(
    scope: Scope,
    query: Callable[Concatenate[Reader, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    seen = cache_key(scope)
    if getattr(_run, "head", None) != seen[:2]:
        _run.head, _run.answers = seen[:2], {}
    name = f"{query.__module__}.{query.__qualname__}"
    parameters = (args, sorted(kwargs.items()))
    key = f"{name}{parameters}{seen[2:]}"
    if key not in _run.answers:
        _run.answers[key] = _cached(
            name, seen, parameters, lambda: session.tracker().ask(query, scope, *args, **kwargs)
        )
    answer: R = _run.answers[key]
    return answer


def cache_key(scope: Scope | None = None) -> tuple[Any, ...]:
    """What every answer depends on besides its question: the place, the head and the scope."""
    here, scope = session.tracker(), scope or session.viewer().scope
    # No pilots at all is another scope than all of them.
    reach = (
        None if there is None else tuple(sorted(there)) for there in (scope.pilots, scope.personal)
    )
    return (str(here.path), here.head, *reach)


@st.cache_data(max_size="100MB", show_spinner=False)
def _cached(query: str, seen_by: Any, parameters: Any, _find: Callable[[], Any]) -> Any:
    """Keyed on question, place, head, scope and parameters: sessions share it safely."""
    return _find()


def forget() -> None:
    """Close the open trackers and forget their answers: whoever asks opens one anew."""
    session.close_trackers()
    forget_answers()


def forget_answers() -> None:
    """For a tracker that was filled anew: its number of lines can be what it was."""
    _cached.clear()
    _run.__dict__.clear()
