"""What can be asked about people: to be forgotten. And that somebody read, or asked in vain."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.registry.application.asking import Asker
from services.registry.domain.person import (
    Person,
    PersonalDataNotShown,
    PersonalDataRead,
    PersonUnknown,
)
from shared.eventstore.application import Application
from shared.eventstore.commands import Command, Decision
from shared.eventstore.facts import Origin
from shared.vocabulary.identifiers import new_id


class People(Application):
    async def erase_person(
        self, person_ref: UUID, place_id: UUID | None, today: date, by: Asker
    ) -> str:
        """Answers the day of erasure, the first when asked again. `place_id` is where the vault
        has the person; None: it has not. Of whom it no longer has, the erasure says the place."""

        def decide(states: Mapping[UUID, Any]) -> Decision:
            person: Person = states[person_ref]
            if person.erased_on is None and place_id is None:
                raise PersonUnknown
            where = place_id if person.erased_on is None else person.place_id or place_id
            if not by.reaches(where):
                raise PersonUnknown
            erased_on = person.erased_on or today
            facts = person.erase(today, where)
            return Decision({person_ref: facts}, answer=erased_on.isoformat())

        return str(await self.execute(Command(by.origin, {person_ref: Person}, decide, by.key)))

    async def record_reading(self, person_refs: Sequence[UUID], origin: Origin) -> None:
        """Nothing of a person is shown before this has returned."""
        reading_id, fact = new_id(), PersonalDataRead(tuple(person_refs))
        await self.execute(Command(origin, {}, lambda _: Decision({reading_id: [fact]})))

    async def record_nothing_shown(
        self, action: str, person_ref: UUID | None, origin: Origin
    ) -> None:
        question_id, fact = new_id(), PersonalDataNotShown(action, person_ref)
        await self.execute(Command(origin, {}, lambda _: Decision({question_id: [fact]})))
