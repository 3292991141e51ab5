"""What can be asked about families. One method per command."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.registry.application.asking import Asker
from services.registry.domain.family import Headship, Registration, headship_id, require_hamlet
from services.registry.domain.person import Person
from services.registry.domain.siting import Circumstances
from shared.eventstore.application import Application
from shared.eventstore.commands import Decision, Order
from shared.vocabulary.refusals import Refusal


class Families(Application):
    async def register_family(self, asked: Registration, now: Circumstances, by: Asker) -> str:
        """Answers the family's id."""
        return str(await self.execute(_registering(asked, now, by)))

    async def register_families(
        self, asked: Sequence[tuple[Registration, Asker]], now: Circumstances
    ) -> list[str | Refusal]:
        """Each a command of its own, under its own key; answers in the same order."""
        return await self.execute_many([_registering(each, now, by) for each, by in asked])


def _registering(asked: Registration, now: Circumstances, by: Asker) -> Order:
    stream = headship_id(asked.head_ref)

    def decide(states: Mapping[UUID, Any]) -> Decision:
        head: Person = states[asked.head_ref]
        headship: Headship = states[stream]
        require_hamlet(asked.hamlet_id, asked.registered_on, now)
        head.require_present()
        return Decision(headship.register(asked), answer=str(asked.family_id))

    return Order(by.origin, {asked.head_ref: Person, stream: Headship}, decide, by.key)
