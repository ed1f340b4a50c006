"""Photos as a phone takes them."""

import struct
from io import BytesIO
from typing import Any

from PIL import Image

ORIENTATION, GPS = 0x0112, 0x8825
"""EXIF tags: which way the phone was held, and where it was."""


def phone_photo(width: int = 40, height: int = 20, sideways: bool = False) -> bytes:
    """A JPEG with the place where it was taken."""
    image = Image.new("RGB", (width, height), "teal")
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (51.0, 49.0, 0.0), 3: "E", 4: (4.0, 25.0, 0.0)}
    if sideways:
        exif[ORIENTATION] = 6  # turn a quarter to the right to see it upright
    file = BytesIO()
    image.save(file, "JPEG", exif=exif)
    return file.getvalue()


def encoded(image: Image.Image, format: str, **options: Any) -> bytes:
    """A picture in the format of some program or phone."""
    file = BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def display_p3() -> bytes:
    """An ICC profile with the primaries of Display P3, in which most phones take photos."""
    primaries = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
        b"wtpt": (0.96420, 1.0, 0.82491),
    }
    parts = {
        tag: b"XYZ " + bytes(4) + struct.pack(">3i", *(round(x * 65536) for x in xyz))
        for tag, xyz in primaries.items()
    }
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256)) + bytes(2)
    parts |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    parts[b"desc"] = b"desc" + bytes(4) + struct.pack(">I", 3) + b"P3\0" + bytes(81)
    parts[b"cprt"] = b"text" + bytes(4) + b"none" + bytes(4)
    table, data = struct.pack(">I", len(parts)), b""
    for tag, part in parts.items():
        table += tag + struct.pack(">2I", 132 + 12 * len(parts) + len(data), len(part))
        data += part
    size = 128 + len(table) + len(data)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + table + data
