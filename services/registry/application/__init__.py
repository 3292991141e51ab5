"""What the register can be asked about families and people."""

from services.registry.application.families import Families
from services.registry.application.people import People


class Registry(Families, People):
    """Both, on one log."""
