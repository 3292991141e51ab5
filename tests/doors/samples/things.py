"""What the walks know: something of every kind, and a request for every operation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from services.registry.places.territory.facts import TERRITORY_ID
from tests.support import land

Body = dict[str, Any]
WITHDRAWN_IF_TRIED = {
    *("family", "clan", "clan_to_move", "establishment", "establishment_to_move"),
    *("citizen", "citizen_to_move", "association", "association_to_merge"),
    *("board", "board_to_merge"),
    *("committee", "committee_to_merge"),
    *("chapter", "chapter_to_merge", "membership"),
    *("centre", "centre_to_move", "centre_to_merge", "session", "session_planned"),
    *("held_class", "planned_class"),
    *("activity", "activity_planned", "contest"),
    *("document", "plan", "item"),
}
"""What a sample needs again; of their kinds others are tried, which are there to be withdrawn."""
PLACES = (str(land.PROVINCE), str(land.COMMUNE), str(land.ENDED_HAMLET))


@dataclass(frozen=True)
class Sample:
    """`body` makes a new one each time. `row` is a row of many, if the body has `rows`."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Callable[[], Body] | None = None
    row: Callable[[], Body] | None = None


@dataclass(frozen=True)
class Lives:
    """Families and members to whom everything has happened already."""

    ended: str
    withdrawn: str
    gone: str
    never: str
    parted: str
    mover: str
    child: str


@dataclass(frozen=True)
class World:
    """Something of every kind, heard of everywhere: ids by kind."""

    hamlet: str
    family: str
    head: str
    person_to_forget: str
    restricted: str
    twin: str
    """Kept twice, and merged with the head."""
    twin_apart: str
    """The same, and taken back once it is asked for."""
    request: str
    clan: str
    clan_to_move: str
    clan_to_withdraw: str
    waiting: str
    """Another clan, on the books of the commune that was split."""
    establishment: str
    establishment_to_move: str
    establishment_to_withdraw: str
    citizen: str
    citizen_to_move: str
    citizen_to_withdraw: str
    association: str
    association_to_merge: str
    association_to_withdraw: str
    chapter: str
    chapter_to_merge: str
    chapter_to_withdraw: str
    committee: str
    committee_to_merge: str
    committee_to_withdraw: str
    board: str
    board_to_merge: str
    board_to_withdraw: str
    membership: str
    membership_to_withdraw: str
    centre: str
    centre_to_move: str
    centre_to_merge: str
    centre_to_withdraw: str
    held_class: str
    planned_class: str
    class_to_withdraw: str
    session: str
    session_planned: str
    session_to_withdraw: str
    activity: str
    activity_planned: str
    activity_to_withdraw: str
    list_import: str
    list_to_drop: str
    list_to_mend: str
    list_to_undo: str
    document: str
    document_to_withdraw: str
    plan: str
    plan_to_withdraw: str
    item: str
    item_to_withdraw: str
    review: str
    contest: str
    minute: str
    fund: str
    waiting_fund: str
    candidacy: str
    delivery: str
    lives: Lives | None = None

    @property
    def known(self) -> dict[str, str]:
        """By kind; what only lives know is asked for nowhere else."""
        return {kind: id_ for kind, id_ in vars(self).items() if isinstance(id_, str)}

    @property
    def ids(self) -> list[str]:
        """One of every kind, of nothing, and of everything."""
        nothing = (str(uuid4()), str(UUID(int=0)), str(TERRITORY_ID))
        lasting = [id_ for name, id_ in self.known.items() if name not in WITHDRAWN_IF_TRIED]
        return [*lasting, *PLACES, *nothing]
