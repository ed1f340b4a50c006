"""The steps of a meeting, a file each; `agenda.py` has them in order."""
