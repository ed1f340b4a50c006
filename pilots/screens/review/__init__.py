"""Vergadering: a team reviews one pilot in a meeting, one step a screen (wall, and phones)."""
