"""What an officer asks for with lists: one is sent, confirmed, and perhaps taken back, after which
it may be sent again."""

import random
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any, ClassVar, Final, NamedTuple
from uuid import UUID

from tests.faults.storm.communes import listed_at, listed_hamlet
from tests.faults.storm.journal import Kind
from tests.support import land

PATH: Final = "/registry/v1/imports"
HOUSEHOLDS: Final = 3
HEADS: Final = "Họ và tên chủ hộ,Năm sinh,Khu phố"
PERSONS: Final = "Số hộ,Họ và tên,Quan hệ,Năm sinh,Khu phố"


class Brings(NamedTuple):
    """What stands on the books when a list has come in."""

    families: int
    members: int


class Lists:
    """Whom one names, no other does; its last row is wrong."""

    KINDS: ClassVar[tuple[Kind, ...]] = ("import", "import-confirm", "import-undo")

    def __init__(self, chance: random.Random, officer: int) -> None:
        self._chance, self._officer = chance, officer
        self._sent: list[UUID] = []
        self._confirmed: list[UUID] = []
        self._bodies: dict[UUID, Mapping[str, Any]] = {}
        self._again: list[Mapping[str, Any]] = []
        self._numbers = 0

    def can(self, kind: Kind) -> bool:
        match kind:
            case "import-confirm":
                return bool(self._sent)
            case "import-undo":
                return bool(self._confirmed)
            case _:
                return True

    def said(self, kind: Kind) -> tuple[str, Mapping[str, Any]]:
        match kind:
            case "import-confirm":
                return f"{PATH}/{self._sent.pop(0)}/confirm", {}
            case "import-undo":
                return f"{PATH}/{self._confirmed.pop(0)}/undo", {}
            case _:
                return PATH, self._again.pop() if self._again else self._list()

    def learn(self, kind: Kind, row: Mapping[str, Any], told_id: UUID) -> None:
        match kind:
            case "import":
                self._sent.append(told_id)
                self._bodies[told_id] = row
            case "import-confirm":
                self._confirmed.append(told_id)
            case _:
                self._again.append(self._bodies[told_id])

    def _list(self) -> dict[str, Any]:
        kind = self._chance.choice(("families", "families-with-members"))
        text = "\n".join(self._heads() if kind == "families" else self._persons())
        at = {"place_id": str(listed_at(self._officer)), "on": land.REORGANISED.isoformat()}
        content = b64encode(text.encode()).decode()
        return {"kind": kind, "file_name": "ds.csv", "content": content, **at}

    def _heads(self) -> list[str]:
        hamlet = listed_hamlet(self._officer)
        right = [f"Lê Văn {self._named()},1970,{hamlet}" for _ in range(HOUSEHOLDS)]
        return [HEADS, *right, f"Lê Văn {self._named()},1970,Khu phố 99"]

    def _persons(self) -> list[str]:
        hamlet, lines = listed_hamlet(self._officer), list[str]()
        for number in range(1, HOUSEHOLDS + 1):
            lines.append(f"{number},Phan Văn {self._named()},Chủ hộ,1970,{hamlet}")
            lines.append(f"{number},Phan Thị {self._named()},Con,2012,{hamlet}")
        return [PERSONS, *lines, f"9,Phan Văn {self._named()},Con,2012,{hamlet}"]

    def _named(self) -> str:
        self._numbers += 1
        return f"{self._officer}{self._numbers:05}"


def brings(body: Mapping[str, Any]) -> Brings:
    """What comes of such a list."""
    persons = b64decode(body["content"]).decode().startswith(PERSONS)
    return Brings(HOUSEHOLDS, HOUSEHOLDS if persons else 0)
