"""Pictures with their question, their reading and their numbers."""
