"""Where a pilot or a place is on the map, in degrees (WGS 84)."""

from pydantic_core import PydanticCustomError


def refuse_half_a_point(latitude: float | None, longitude: float | None) -> None:
    """Raise PydanticCustomError where one of the two is known without the other."""
    if (latitude is None) != (longitude is None):
        raise PydanticCustomError(
            "half_a_place", "Latitude and longitude belong together. Fill in both or none."
        )
