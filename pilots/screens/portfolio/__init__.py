"""All pilots together: as cards, as a table, on a map."""
