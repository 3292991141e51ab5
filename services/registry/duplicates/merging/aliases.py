"""What a clan or an establishment knows of its being there twice: whether it is an alias."""

from collections.abc import Callable
from uuid import UUID

from services.registry.duplicates.merging.facts import BearerMerged, BearerUnmerged
from services.registry.duplicates.merging.refusals import BearerIsMerged, BearerMergedElsewhere

Alias = BearerMerged | BearerUnmerged | None
"""The last that was said of it: merged it is one, un-merged it is none any more."""


def require_itself(alias: Alias, reached: Callable[[UUID], bool]) -> None:
    """Raises where it is an alias: nothing is said of one. The survivor is named to whoever reaches
    its place."""
    if not isinstance(alias, BearerMerged):
        return
    if not reached(alias.survivor_place_id):
        raise BearerMergedElsewhere
    raise BearerIsMerged(survivor_id=alias.survivor_id)
