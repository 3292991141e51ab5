"""A service's copy of the tree of places, kept from the topic `registry.places`.

`PlacesProjection` writes the table, `PlaceCopy` gives the tree in memory. The copy may lag behind
the registry; a place not heard of yet makes nothing fail.
"""

from shared.places.copy import PlaceCopy
from shared.places.projection import PlacesProjection
from shared.places.table import COPY, PlaceTable

__all__ = ["COPY", "PlaceCopy", "PlaceTable", "PlacesProjection"]
