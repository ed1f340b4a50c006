"""Overleg: which pilot needs a review, and how others ended (wall)."""
