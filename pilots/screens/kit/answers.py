"""Answers of queries, cached until somebody records something (`st.cache_data`)."""

from collections.abc import Callable
from threading import local
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from pilots.access import Scope
from pilots.screens.kit import session
from pilots.screens.kit.trackers import trackers
from pilots.store.reader import Reader

P = ParamSpec("P")
R = TypeVar("R")

_run = local()
"""What this run has asked already: Streamlit's cache costs more than most answers."""


def for_viewer(query: Callable[Concatenate[Reader, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The answer within the viewer's own scope: for the team, with names.

    Within a run it is the same object each time: do not change it.
    """
    return _answer(session.viewer().scope, query, *args, **kwargs)


def for_funder(query: Callable[Concatenate[Reader, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The answer a funder gets, without personal data, whoever the viewer is."""
    return _answer(session.viewer().funder_scope, query, *args, **kwargs)


def _answer(
    scope: Scope,
    query: Callable[Concatenate[Reader, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    depends_on = cache_key(scope)
    if getattr(_run, "head", None) != depends_on[:2]:
        _run.head, _run.answers = depends_on[:2], {}
    name = f"{query.__module__}.{query.__qualname__}"
    parameters = (args, sorted(kwargs.items()))
    key = f"{name}{parameters}{depends_on[2:]}"
    if key not in _run.answers:
        _run.answers[key] = _cached(
            name,
            depends_on,
            parameters,
            lambda: session.tracker().ask(query, scope, *args, **kwargs),
        )
    answer: R = _run.answers[key]
    return answer


def cache_key(scope: Scope | None = None) -> tuple[Any, ...]:
    """What an answer depends on besides its query: the database, its newest line and the scope."""
    tracker, scope = session.tracker(), scope or session.viewer().scope
    # None is all pilots, and an empty tuple is none of them.
    reach = (
        None if pilots is None else tuple(sorted(pilots))
        for pilots in (scope.pilots, scope.personal)
    )
    return (str(tracker.path), tracker.head, *reach)


@st.cache_data(max_size="100MB", show_spinner=False)
def _cached(query: str, depends_on: Any, parameters: Any, _find: Callable[[], Any]) -> Any:
    """Keyed on all but `_find`; the scope is in the key, so sessions share it safely."""
    return _find()


def forget() -> None:
    """Close the open trackers and forget their answers; the next question opens them again."""
    trackers.close()
    forget_answers()


def forget_answers() -> None:
    """Forget all answers: needed where a database is replaced by one with as many lines."""
    _cached.clear()
    _run.__dict__.clear()
