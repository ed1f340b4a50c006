"""What happens with what people record: it is stored, queried, judged and shown."""

__version__ = "0.8.0"
"""The version of the tracker. It is shown on the manage page, and written to the log at the
start and to the first line of an export."""
