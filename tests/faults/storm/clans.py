"""What an officer asks for clans: they come onto the books, are merged, and parted again; whoever
belongs to a family joins them."""

import random
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from tests.faults.storm.journal import Kind
from tests.support import land


class Clans:
    """Those that are nobody's alias, and those that are. `today` is that of the storm."""

    KINDS: ClassVar[tuple[Kind, ...]] = ("clan", "clan-merge", "clan-unmerge", "clan-member")

    def __init__(self, chance: random.Random, today: str) -> None:
        self._chance, self._today = chance, today
        self._known: list[UUID] = []
        self._merged: list[UUID] = []
        self._people: list[str] = []

    def meet(self, person_ref: UUID) -> None:
        """Somebody is on the books who may join a clan."""
        self._people.append(str(person_ref))

    def can(self, kind: Kind) -> bool:
        if kind == "clan-member":
            return bool(self._known and self._people)
        if kind == "clan-merge":
            return len(self._known) > 1
        return kind == "clan" or bool(self._merged)

    def said(self, kind: Kind) -> tuple[str, Mapping[str, Any]]:
        if kind == "clan":
            begun = {"place_id": str(land.COMMUNE), "registered_on": land.REORGANISED.isoformat()}
            return "/registry/v1/clans", begun
        if kind == "clan-member":
            row = {"clan_id": str(self._chance.choice(self._known)), "joined_on": self._today}
            return "/registry/v1/clans/members", {**row, "person_ref": self._people.pop()}
        path = f"/registry/v1/duplicates/{kind.removeprefix('clan-')}s"
        if kind == "clan-unmerge":
            gone = {"kind": "clan", "merged_id": self._one_of(self._merged)}
            return path, {**gone, "unmerged_on": self._today}
        two = {"merged_id": self._one_of(self._known), "survivor_id": self._one_of(self._known)}
        return path, {**two, "kind": "clan", "merged_on": self._today, "ground_code": "other"}

    def learn(self, kind: Kind, row: Mapping[str, Any], told_id: UUID) -> None:
        """The survivor may be merged in its turn, and what it took may come back all the same."""
        if kind == "clan-member":
            return
        if kind == "clan-merge":
            self._merged.append(told_id)
            self._known.append(UUID(row["survivor_id"]))
        else:
            self._known.append(told_id)

    def _one_of(self, clans: list[UUID]) -> str:
        return str(clans.pop(self._chance.randrange(len(clans))))
