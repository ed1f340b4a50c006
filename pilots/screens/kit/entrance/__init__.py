"""Signing in and out: the page for who is refused, and the account menu in the header."""
