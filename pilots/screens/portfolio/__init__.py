"""Pilots: all of them as cards, in a table, on a map or side by side (desk, wall)."""
