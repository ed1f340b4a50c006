"""The file of every page, for links from one page to another."""

from enum import StrEnum


class Page(StrEnum):
    """The path of a page's file from `main.py`, as links between pages take it."""

    TODAY = "today/page.py"
    PORTFOLIO = "portfolio/page.py"
    PILOT = "pilot/page.py"
    LOG = "log/page.py"
    DATABANK = "databank/page.py"
    REVIEWS = "reviews/page.py"
    REVIEW = "review/page.py"
    PROGRESS = "progress/page.py"
    REPORT = "report/page.py"
    REGISTER = "register/page.py"
    MANAGE = "manage/page.py"
