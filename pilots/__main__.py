"""`python -m pilots` starts the command line."""

from pilots.cli import app

app(prog_name="python -m pilots")
