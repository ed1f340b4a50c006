"""The cast, for where no fixture can be asked: see `tests/conftest.py`."""

from pilots.access import Grant, Role, Viewer

ANNA = Viewer("Anna", (Grant(Role.LEAD),))
"""Leads all pilots."""
