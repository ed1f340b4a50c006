"""Registering a pilot: what is asked, with examples, and what is there already."""
