"""Screens: a folder per page, named as its address says in English, and what pages share."""
