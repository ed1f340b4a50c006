"""Settings: environment variables that start with TRACKER_, or the file `.env`."""

import os
from functools import lru_cache
from getpass import getuser
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pilots.access import Grant, Role, Viewer
from pilots.errors import BadSetting
from pilots.language import DEFAULT, Language
from schemas.access import EmailAddress
from schemas.record import ShortText

MAPS = "https://service.pdok.nl"
"""The source of map tiles: the only other host that a page contacts."""

DATA = Path(__file__).resolve().parent.parent / "data"


def _person_at_the_machine() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return "lead"


PREFIX = "TRACKER_"


class Settings(BaseSettings):
    """All settings. TRACKER_DATABASE is the one to set; the others have a sensible default."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore")

    database: Path = DATA / "tracker.duckdb"
    """The DuckDB file. The journal is in `journal/` beside it."""
    language: Language = DEFAULT
    """The language of the command line, and of a screen until somebody chooses."""
    person: ShortText = Field(default_factory=_person_at_the_machine)
    """Without sign-in: the name of the person at this machine, for the history."""
    role: Role | Literal["outsider"] = Role.LEAD
    """What the person at this machine is; an outsider has no role and sees nothing."""
    administrator: EmailAddress | None = None
    """With sign-in: the e-mail address of an administrator, also while there are no members."""
    session_hours: float = Field(default=12, gt=0, le=720)
    """With sign-in: after how many hours somebody must sign in again."""
    retention_months: int = Field(default=24, ge=1, le=1200)
    """The retention period: months without activity after which contact details may be erased."""
    example: bool = False
    """Whether screens open the fictional example year, not the real pilots."""

    @property
    def viewer(self) -> Viewer:
        grants = () if self.role == "outsider" else (Grant(self.role),)
        return Viewer(self.person, grants)


def current() -> Settings:
    """The settings; they are read again only when the environment changed. Raises BadSetting."""
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
