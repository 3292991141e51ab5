"""What officers look up: one table per view, filled from the log, asked by the API."""

from services.registry.views.centres import CentresByPlace, ClassesByDay
from services.registry.views.families import FamiliesByPlace
from services.registry.views.places import PlacesView

__all__ = ["CentresByPlace", "ClassesByDay", "FamiliesByPlace", "PlacesView"]
