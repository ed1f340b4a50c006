"""The questions screens ask. One file per screen; the SQL stands in the function that asks."""

from pilots.queries import history, pictures, pilot, portfolio, records, today

__all__ = ["history", "pictures", "pilot", "portfolio", "records", "today"]
