"""What tests of the schemas share."""

from collections.abc import Iterator

import pytest

from schemas import KINDS, Record


@pytest.fixture
def kinds() -> Iterator[dict[str, type[Record]]]:
    """The kinds there are, restored afterwards: a test may define one of its own."""
    before = dict(KINDS)
    yield KINDS
    KINDS.clear()
    KINDS.update(before)
