"""Pilot: everything about one pilot, a tab each (desk, phone)."""
