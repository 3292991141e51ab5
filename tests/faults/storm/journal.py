"""What officers ask, and what they were answered."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from uuid import UUID

Kind = Literal[
    "family", "families", "merge", "clan", "clan-merge", "clan-unmerge",
    "family-member", "clan-member",
    "centre", "class", "reorganisation", "announcement", "cancellation",
    "association", "chapter", "memberships", "membership-move", "membership-ending",
    "session", "session-correction", "activity",
    "committee", "plan", "plan-item", "plan-item-closing", "board", "document",
    "equipment", "equipment-anew",
    "import", "import-confirm", "import-undo",
    "candidacy", "candidacies", "decision",
    "fund", "scholarship",
]  # fmt: skip
SERVICE_OF: Final[Mapping[Kind, str]] = {
    "family": "registry",
    "families": "registry",
    "merge": "registry",
    "clan": "registry",
    "clan-merge": "registry",
    "clan-unmerge": "registry",
    "family-member": "registry",
    "clan-member": "registry",
    "centre": "registry",
    "class": "registry",
    "reorganisation": "registry",
    "announcement": "registry",
    "cancellation": "registry",
    "association": "registry",
    "chapter": "registry",
    "memberships": "registry",
    "membership-move": "registry",
    "membership-ending": "registry",
    "session": "registry",
    "session-correction": "registry",
    "activity": "registry",
    "committee": "registry",
    "plan": "registry",
    "plan-item": "registry",
    "plan-item-closing": "registry",
    "board": "registry",
    "document": "registry",
    "equipment": "registry",
    "equipment-anew": "registry",
    "import": "registry",
    "import-confirm": "registry",
    "import-undo": "registry",
    "candidacy": "recognition",
    "candidacies": "recognition",
    "decision": "recognition",
    "fund": "funding",
    "scholarship": "funding",
}


class Refused(AssertionError):
    """A good command was refused, or answered differently the second time."""


@dataclass(frozen=True)
class Command:
    """`key` is kept however often it is sent."""

    kind: Kind
    key: str
    path: str
    body: Mapping[str, Any]

    @property
    def service(self) -> str:
        return SERVICE_OF[self.kind]

    @property
    def rows(self) -> list[Mapping[str, Any]]:
        """What is asked, row by row; the rows of a document are asked for as one."""
        if self.kind in ("reorganisation", "announcement"):
            return [self.body]
        return list(self.body.get("rows", [self.body]))


@dataclass(frozen=True)
class Told:
    """The answer to one row: what exists now, and how it stands if that was said."""

    id: UUID
    status: str = ""


Answer = tuple[Told, ...]
"""One for each row of the command."""


@dataclass
class Journal:
    """Written to by all writers. `given_up` were sent, and nobody knows whether they were heard."""

    acknowledged: dict[str, tuple[Command, Answer]] = field(default_factory=dict)
    given_up: dict[str, Command] = field(default_factory=dict)
    sent_again: int = 0
    sent_twice: int = 0
    faults: list[BaseException] = field(default_factory=list)

    def done(self, *kinds: Kind) -> list[tuple[Mapping[str, Any], Told]]:
        """What was asked and answered, row by row."""
        return [
            both
            for command, answer in self.acknowledged.values()
            if command.kind in kinds
            for both in zip(command.rows, answer, strict=True)
        ]

    def ids(self, *kinds: Kind) -> Counter[UUID]:
        """What exists now, by what was answered."""
        return Counter(told.id for _, told in self.done(*kinds))

    def perhaps(self, *kinds: Kind) -> list[Mapping[str, Any]]:
        """What was asked and given up, row by row."""
        return [row for each in self.given_up.values() if each.kind in kinds for row in each.rows]

    def counted(self) -> str:
        kinds = Counter(command.kind for command, _ in self.acknowledged.values())
        return ", ".join(f"{kinds[kind]} {kind}" for kind in SERVICE_OF)
