"""The example year: three pilots, twelve months, everything invented.

It shows what a tracker looks like after a year of use. It is a tracker in a folder of its own, so
it never mixes with what people record, and it can be made again at any moment.
"""

from pilots.example.place import NotTheExample, is_example, open_example, path, reset
from pilots.example.year import lines

__all__ = ["NotTheExample", "is_example", "lines", "open_example", "path", "reset"]
