"""A service's copy of the tree of places, kept from the topic `registry.places`.

`PlacesProjection` writes the table, `PlaceCopy` gives the tree in memory. The copy may lag behind
the registry; a place not heard of yet makes nothing fail.
"""

from shared.messaging.places.copy import PlaceCopy
from shared.messaging.places.projection import PlacesProjection
from shared.messaging.places.table import COPY, PlaceTable

__all__ = ["COPY", "PlaceCopy", "PlaceTable", "PlacesProjection"]
