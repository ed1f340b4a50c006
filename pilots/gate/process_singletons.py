"""What lives as long as the server.

While somebody works on the code, Streamlit loads all of our modules again when a file changes.
What must not be made twice, such as the open tracker, is kept here, where it is found again.
"""

import sys
from collections.abc import Callable
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")

_HOME = "what lasts as long as the pilots' server"
"""A module without a file and outside the package: nobody loads it again."""


def singleton(name: str, make: Callable[[], T]) -> T:
    """What was made under this name first; made now if nothing was."""
    home = sys.modules.setdefault(_HOME, ModuleType(_HOME)).__dict__
    if name not in home:
        home[name] = make()
    kept: T = home[name]
    return kept
