"""What can be asked about families. One method per command."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.registry.application.asking import Asker
from services.registry.domain.family import (
    Family,
    FamilyAlreadyRegistered,
    HeadsAnotherFamily,
    Headship,
    Registration,
    headship_id,
    require_hamlet,
)
from services.registry.domain.person import Person
from shared.eventstore.application import Application
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.places.siting import Circumstances
from shared.vocabulary.refusals import Refusal


class Families(Application):
    async def register_families(
        self, asked: Sequence[tuple[Registration, Asker]], now: Circumstances
    ) -> list[str | Refusal]:
        """Each a command of its own, under its own key; answers the families' ids, or why not, in
        the same order."""
        outcomes = await self.execute_many([_registering(each, now, by) for each, by in asked])
        return await self._told(outcomes, [by for _, by in asked])

    async def _told(
        self, outcomes: Sequence[str | Refusal], by: Sequence[Asker]
    ) -> list[str | Refusal]:
        """No family that the asker does not reach is named."""
        headed = {
            refusal: (UUID(str(refusal.fields["family_id"])), Family)
            for refusal in outcomes
            if isinstance(refusal, FamilyAlreadyRegistered)
        }
        if not headed:
            return [*outcomes]
        found = await self.store.reader.read(list(dict.fromkeys(headed.values())))

        def told(outcome: str | Refusal, asker: Asker) -> str | Refusal:
            if not isinstance(outcome, FamilyAlreadyRegistered):
                return outcome
            family: Family = found[headed[outcome]].state
            return outcome if asker.reaches(family.place_id) else HeadsAnotherFamily()

        return [told(*each) for each in zip(outcomes, by, strict=True)]


def _registering(asked: Registration, now: Circumstances, by: Asker) -> Command:
    stream = headship_id(asked.head_ref)

    def decide(states: Mapping[UUID, Any]) -> Decision:
        head: Person = states[asked.head_ref]
        headship: Headship = states[stream]
        require_hamlet(asked.place_id, asked.registered_on, now)
        head.require_present()
        return Decision(headship.register(asked), answer=str(asked.family_id))

    return Command(by.origin, {asked.head_ref: Person, stream: Headship}, decide, by.key)
