"""The questions screens ask. One file per screen; the SQL stands in the function that asks."""

from pilots.queries import history, pilot, portfolio, records

__all__ = ["history", "pilot", "portfolio", "records"]
