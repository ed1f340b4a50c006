"""Verslagen: the page on which published reports are read."""
