"""A line as small as a word, to stand in a sentence: the last measurements without an axis."""

from base64 import b64encode
from collections.abc import Sequence

WIDTH, HEIGHT, MARGIN = 80, 20, 3

COLOUR = "#8d9396"
"""Seen on a white and on a dark page: a picture in a text does not know which it is on."""


def sparkline(values: Sequence[float]) -> str:
    """The address of the picture, which holds all of it; '' for less than two values."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    step = (WIDTH - 2 * MARGIN) / (len(values) - 1)
    room = HEIGHT - 2 * MARGIN
    heights = [(value - low) / (high - low) if high > low else 0.5 for value in values]
    points = [
        (round(MARGIN + n * step, 1), round(HEIGHT - MARGIN - height * room, 1))
        for n, height in enumerate(heights)
    ]
    line = " ".join(f"{x},{y}" for x, y in points)
    x, y = points[-1]
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polyline points="{line}" fill="none" stroke="{COLOUR}" stroke-width="2"/>'
        f'<circle cx="{x}" cy="{y}" r="3" fill="{COLOUR}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}"
