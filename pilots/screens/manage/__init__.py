"""Beheer: people, links, personal data, colours and the organisation (desk)."""
