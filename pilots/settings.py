"""What can be set from outside: environment variables that start with TRACKER_, or `.env`."""

import os
from functools import lru_cache
from getpass import getuser
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pilots.access import Grant, Role, Viewer
from pilots.errors import BadSetting
from pilots.language import DEFAULT, Language
from schemas.access import EmailAddress
from schemas.record import ShortText

MAPS = "https://service.pdok.nl"
"""Where the background of maps comes from: the one host besides ours that a page asks."""

DATA = Path(__file__).resolve().parent.parent / "data"


def _person_at_the_machine() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return "lead"


PREFIX = "TRACKER_"


class Settings(BaseSettings):
    """TRACKER_DATABASE is the one that matters; the rest has a sensible default."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore")

    database: Path = DATA / "tracker.duckdb"
    """The DuckDB file. The journal is kept in `journal/` beside it."""
    language: Language = DEFAULT
    """The language of the command line, and of a screen until somebody chooses."""
    person: ShortText = Field(default_factory=_person_at_the_machine)
    """Who is at this machine, where nobody signs in: the name that stands in the history."""
    role: Role = Role.LEAD
    """What the person at this machine may do."""
    administrator: EmailAddress | None = None
    """With sign-in: the e-mail address of who administers, also while there are no members."""
    session_hours: float = Field(default=12, gt=0, le=720)
    """With sign-in: how many hours after signing in somebody has to do so again."""
    retention_months: int = Field(default=24, ge=1, le=1200)
    """After how many months without activity contact details are proposed for erasure."""
    example: bool = False
    """Whether screens begin with the fictional example year in place of the real pilots."""

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.person, (Grant(self.role),))


def current() -> Settings:
    """The settings as they are now, read anew only when the environment has changed.

    Raises BadSetting where one makes no sense.
    """
    names = (f"{PREFIX}{name.upper()}" for name in Settings.model_fields)
    return _read(tuple(os.environ.get(name) for name in names))


@lru_cache(maxsize=8)
def _read(_environment: tuple[str | None, ...]) -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        problem = error.errors()[0]
        raise BadSetting(
            name=f"{PREFIX}{problem['loc'][0]}".upper(),
            value=problem["input"],
            why=problem["msg"].lower(),
        ) from error
