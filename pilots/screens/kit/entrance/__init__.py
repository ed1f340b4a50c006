"""Signing in and out: the page for people who are refused, and the account menu in the header."""
