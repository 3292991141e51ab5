"""To whom the members and the funds of an association that ended go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from services.registry.associations.association.refusals import (
    AssociationNotThere,
    HandoverToItself,
    HandoverToNobody,
)
from shared.vocabulary.documents import document_number
from shared.vocabulary.refusals import Refusal


class Receiver(Protocol):
    """An association, there on some days."""

    def require_on(self, day: date, otherwise: Refusal) -> None: ...


@dataclass(frozen=True)
class Handover:
    """Announced on that day by that document: who gets the members, and who the funds."""

    announced_on: date
    document: str
    members_to: tuple[UUID, ...] = ()
    funds_to: tuple[UUID, ...] = ()

    @property
    def receivers(self) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys((*self.members_to, *self.funds_to)))

    def said(self) -> "Handover":
        """In its one form: each once and in one order."""
        members, funds = (tuple(sorted(set(each))) for each in (self.members_to, self.funds_to))
        return Handover(self.announced_on, document_number(self.document), members, funds)

    def require_receivers(
        self, itself: UUID, others: Mapping[UUID, Receiver], ended_on: date
    ) -> None:
        """Refuses nobody, itself, and whom is not there when it ended, or it was announced."""
        if not self.receivers:
            raise HandoverToNobody
        if itself in self.receivers:
            raise HandoverToItself
        day = max(self.announced_on, ended_on)
        for id_ in self.receivers:
            others[id_].require_on(day, AssociationNotThere(association_id=id_, day=day))
