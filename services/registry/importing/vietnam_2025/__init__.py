"""Vietnam's administrative units before and after 1 July 2025, and what became of whom."""

from services.registry.importing.vietnam_2025.proposals import place_proposals
from services.registry.importing.vietnam_2025.units import UnitsMissing, Vietnam, data_folder, read

__all__ = ["UnitsMissing", "Vietnam", "data_folder", "place_proposals", "read"]
