"""What an officer asks for its communes by documents."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar, Final
from uuid import UUID

from tests.faults.storm.communes import commune_of, spare_of
from tests.faults.storm.journal import Kind
from tests.support import land

PATH: Final = "/registry/v1/places/reorganisations"


class Documents:
    """A new commune takes over the last one, whose hamlet goes with it, or is to take over the
    spare one and never does. Of a document that was given up nobody knows: that commune is left
    alone, and its officer says no more of it."""

    KINDS: ClassVar[tuple[Kind, ...]] = ("reorganisation", "announcement", "cancellation")

    def __init__(self, officer: int, today: date) -> None:
        self._officer, self._ahead = officer, today + timedelta(days=30)
        self._communes, self._spare = [commune_of(officer)], [spare_of(officer)]
        self._announced: list[str] = []
        self._said = 0

    def can(self, kind: Kind) -> bool:
        match kind:
            case "reorganisation":
                return bool(self._communes)
            case "announcement":
                return bool(self._spare)
            case _:
                return bool(self._announced)

    def said(self, kind: Kind) -> tuple[str, Mapping[str, Any]]:
        if kind == "cancellation":
            return f"{PATH}/cancellations", {"document_number": self._announced.pop()}
        self._said += 1
        if kind == "announcement":
            return PATH, self._document(self._spare.pop(), self._ahead)
        day = land.REORGANISED + timedelta(days=self._said)
        return PATH, self._document(self._communes.pop(), day)

    def learn(self, kind: Kind, row: Mapping[str, Any], told_id: UUID) -> None:
        match kind:
            case "reorganisation":
                self._communes.append(told_id)
            case "announcement":
                self._announced.append(row["document_number"])
            case _:
                self._spare.append(spare_of(self._officer))

    def _document(self, taken_over: UUID, day: date) -> dict[str, Any]:
        number = 1_000 * self._officer + self._said
        made = {"how": "made", "level": "commune", "kind": "xa", "parent": str(land.PROVINCE)}
        last = {"how": "whole", "predecessor": str(taken_over)}
        return {
            "document_number": f"{number}/NQ-HĐND",
            "effective_on": day.isoformat(),
            "rows": [
                {**made, "handle": "commune", "name": f"Xã {number}"},
                {**last, "successor": "commune"},
            ],
        }
