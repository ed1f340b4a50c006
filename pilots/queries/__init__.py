"""The questions screens ask. One file per screen; the SQL stands in the function that asks."""

from pilots.queries import calendar, history, pictures, pilot, portfolio, records, today

__all__ = ["calendar", "history", "pictures", "pilot", "portfolio", "records", "today"]
