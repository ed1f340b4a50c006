"""What tests share. A test never imports another test: what two need stands here."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder with the README, from which everything is started."""
