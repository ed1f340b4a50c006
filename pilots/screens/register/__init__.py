"""Registreren: a wizard that registers a new pilot (phone, desk)."""
