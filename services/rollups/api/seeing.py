"""How much of a figure an officer's grants show."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from services.rollups.figures.location import Locations, ever_within, locations_in
from services.rollups.figures.totals import Extent
from services.rollups.views.answers import Question
from shared.vocabulary.places import Tree
from shared.web.caller import Caller
from shared.web.identity import Grant
from shared.web.scope import grant_reaches, reads
from shared.web.sight import sight


def as_seen(by: Caller, question: Question) -> Question | None:
    """The question, of the place's own level only where nothing below is to be seen; None: nothing
    of the place is, or not on these days.

    Asked for is the place itself: who have what it became restate to their own place instead.
    """
    permit, reading = by.permit, reads(by.permit.action)
    at_it = [
        grant
        for grant in permit.grants
        if grant_reaches(grant, reading, question.place_id, by.tree, by.day)
    ]
    found = sight(at_it, permit.action, question.place_id, by.tree, by.day)
    latest = max(question.on, question.tree_day)
    if found is None or found.until < latest:
        return None
    return replace(question, below=found.below_until is not None and found.below_until >= latest)


def draws_in_unseen(by: Caller, question: Question, tree: Tree) -> bool:
    """Whether restating brings into the figure what did not lie in the place on the day asked for
    and is out of reach: of a hamlet that left it, all that happened there since.

    Judged by the places alone, whatever was counted there, and not by those that began after that
    day. It may look at very many of them: ask in a thread.
    """
    everywhere = by.permit.allows(None, by.tree, by.day)
    if question.boundary is None or question.place_id is None or everywhere:
        return False
    locations, extent, lying = locations_in(tree), question.extent, locations_in(by.tree)
    return any(
        _began(tree, each, question.on)
        and extent.row(locations.of(each, question.boundary)) is not None
        and extent.row(locations.of(each, question.on)) is None
        and not _show(by.permit.grants, each, question.on, lying, by.day)
        for each in ever_within(tree, question.place_id)
    )


def _began(tree: Tree, place_id: UUID, by: date) -> bool:
    place = tree.place(place_id)
    return place is not None and place.start <= by


def _show(
    grants: Iterable[Grant], place_id: UUID, on: date, locations: Locations, today: date
) -> bool:
    """Whether what was counted at the place until then is in the figures of one of the grants' own
    places today, or on the last day of that."""
    for grant in grants:
        holder = locations.tree.place(grant.place_id) if grant.place_id else None
        if holder is not None and on <= holder.last_day:
            where = locations.of(place_id, min(today, holder.last_day))
            if Extent(holder.place_id, grant.reach == "subtree").row(where) is not None:
                return True
    return False
