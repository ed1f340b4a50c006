"""Vandaag: the quick log, and what needs attention now (phone)."""
