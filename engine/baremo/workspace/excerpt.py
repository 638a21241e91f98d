"""One entry of what came back, read as if it stood alone in a coding sheet, and told where it really stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .problem import Location
from .yaml_file import YamlFile

Places = Mapping[Location, tuple[int, int]]
"""Line and column by the way to a value; of what is not named, those of what is around it."""


@dataclass(frozen=True)
class Excerpt(YamlFile):
    """Data with places of its own: the cells of a row, or the lines of an entry in another file."""

    places: Places = field(default_factory=dict)

    def place(self, location: Location, *, key: bool = False) -> tuple[int, int]:
        """Row and column, or line and column, counted from 1."""
        for length in range(len(location), -1, -1):
            if location[:length] in self.places:
                return self.places[location[:length]]
        return 0, 0

    def written(self, location: Location) -> str:
        """What stands there, without quotes."""
        value = self.data
        for step in location:
            try:
                value = value[step]
            except (LookupError, TypeError):
                return ""
        return str(value)
