"""What can go wrong. Each error has a sentence: what happened, what is safe, what to do.

Code that catches one shows `str(error)` as it is: the sentence in the reader's language, filled
with the facts that the error was raised with.
"""

from typing import ClassVar

from pilots.language import _


class TrackerError(Exception):
    """An error that can be shown to people."""

    sentence: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return _(self.sentence, **self.facts)

    @property
    def public_sentence(self) -> str:
        """The sentence for whoever may be a stranger: without paths, processes and reasons of the
        machine that the tracker runs on."""
        if self.facts.keys().isdisjoint({"path", "process", "reason"}):
            return str(self)
        return _(
            "The tracker does not work at the moment. What was recorded is safe. Tell whoever "
            "looks after it: the reason is in its log."
        )


class RuleBroken(TrackerError):
    """A rule of `pilots.rules` is broken: a record takes something else first, or a reason."""


class BadSetting(TrackerError):
    sentence = (
        "The setting {name} cannot be '{value}': {why}. Nothing was changed. Change it in the "
        "environment or in the file .env, and start again."
    )


# --- opening -----------------------------------------------------------------------------


class InUse(TrackerError):
    """Another process owns the database file; DuckDB allows one."""

    sentence = (
        "The tracker at {path} is already open in another program (process {process}). "
        "Nothing was changed. Use the tracker in the browser, or stop that program first."
    )


class CannotOpen(TrackerError):
    """The database cannot be opened, and there is no journal to rebuild it from."""

    sentence = (
        "The tracker at {path} cannot be opened: {reason}. The file was left as it is. Check "
        "where it is and its permissions, or restore a back-up into an empty folder."
    )


class NotTheSame(TrackerError):
    """Table and journal hold different lines with the same number."""

    sentence = (
        "The database {path} and the journal beside it differ at line {seq}, so they belong "
        "to different trackers. Nothing was changed. Put each tracker in a folder of its own."
    )


class JournalDamaged(TrackerError):
    """A line of the journal that is needed cannot be read."""

    sentence = (
        "Line {line} of the journal {path} cannot be read. Nothing was changed. "
        "Put back a copy of that file, or restore a back-up into an empty folder."
    )


# --- writing -----------------------------------------------------------------------------


class NotAllowed(TrackerError):
    sentence = "{name} may not do this. Nothing was changed. Ask the project lead."


class NotRecorded(TrackerError):
    """The write failed and was rolled back: nothing of it is stored."""

    sentence = (
        "This could not be recorded: {reason}. None of it was stored, and what was stored "
        "before is safe. Try again in a moment."
    )


class HoldsBsn(TrackerError):
    """A text holds what may be somebody's BSN. The number itself is not repeated."""

    sentence = (
        "“{field}” contains something that looks like a BSN (citizen service number). It may "
        "not be stored here, so nothing was recorded. Take it out and try again."
    )


class DiskFull(NotRecorded):
    sentence = (
        "The disk is full, so this could not be recorded. None of it was stored, and what was "
        "stored before is safe. Make room on the disk and try again."
    )


class UnknownLine(TrackerError):
    sentence = "There is no line {seq} in the logbook to bring back. Nothing was changed."


class NotRebuilt(TrackerError):
    """A line cannot be read into the register."""

    sentence = (
        "The register cannot be made from the logbook: {reason}. Nothing was changed. Restore "
        "a back-up into an empty folder."
    )


# --- naming ------------------------------------------------------------------------------


class UnknownPilot(TrackerError):
    sentence = "There is no pilot called '{name}'. Choose one of: {known}."


class UnclearPilot(TrackerError):
    sentence = "'{name}' fits more than one pilot: {fitting}. Type more of the name."


class NoLongerThere(TrackerError):
    """A record was withdrawn or erased meanwhile."""

    sentence = "This is no longer there. You can find it in the history."


class TooLongTogether(RuleBroken):
    sentence = "These two texts are too long together. Choose one of them. Nothing was changed."


# --- files -------------------------------------------------------------------------------


class NotEmpty(TrackerError):
    sentence = (
        "The tracker at {path} is not empty. Nothing was changed. Restore into an empty "
        "place: set TRACKER_DATABASE to a new file in a new folder."
    )


class UnreadableExport(TrackerError):
    sentence = (
        "Line {line} of {path} is not a line of a tracker's export, or does not follow the "
        "one before it. Nothing was restored. Use the file as it was exported."
    )


class IsOwnFile(TrackerError):
    """An export or a restore was pointed at a file of the tracker itself."""

    sentence = "{path} is a file of the tracker itself. Nothing was changed. Choose another file."


class NotAPhoto(TrackerError):
    """A file that was chosen as a photo and cannot be stored; its subclasses say why."""

    sentence = (
        "This file is not a photo that can be read. Nothing was recorded; what you typed is "
        "still there. Choose a JPEG, PNG, WebP, HEIC, AVIF or GIF picture."
    )


class PhotoIsDamaged(NotAPhoto):
    sentence = (
        "This photo is damaged or incomplete. Nothing was recorded; what you typed is still "
        "there. Choose it again, or choose another one."
    )


class PhotoTooLarge(NotAPhoto):
    """It has more pixels than can be decoded safely."""

    sentence = (
        "This photo is too large: {megapixels} million pixels, where {most} million can be "
        "read. Nothing was recorded; what you typed is still there. Make it smaller, or choose "
        "a screenshot of it."
    )


class FileTooLarge(NotAPhoto):
    """It has more bytes than the browser may send."""

    sentence = (
        "{name} is too large: {most} MB is the most. Nothing was recorded; what you typed is "
        "still there. Make the photo smaller, or choose a screenshot of it."
    )


class OnePhotoOnly(NotAPhoto):
    sentence = (
        "One photo can be stored here, so {name} is not. Nothing was recorded; what you typed "
        "is still there. Go on without this file, or choose again."
    )


class PhotoNotSent(NotAPhoto):
    """The connection failed, or the server has forgotten the file since."""

    sentence = (
        "The photo did not arrive. Nothing was recorded; what you typed is still there. Choose "
        "it again."
    )


class PhotoNotKept(NotAPhoto):
    """It was chosen before the page was left or loaded again; a draft holds no photos."""

    sentence = (
        "You chose the photo {name} before, and it was not kept: a draft holds no photos. "
        "Nothing was recorded; what you typed is still there. Choose it again, or go on "
        "without this file."
    )


class PhotoOnItsWay(NotAPhoto):
    sentence = (
        "The photo is still being sent. Nothing was recorded; what you typed is still there. "
        "Wait until the photo is there, and press the button again."
    )


class CannotUseFile(TrackerError):
    sentence = "{path} cannot be used: {reason}. Nothing was changed. Choose another file."
