"""What can be asked about centres. One method per command."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.registry.application.asking import Asker
from services.registry.domain.centre import Centre, CentreEstablished, ClassReport
from services.registry.domain.siting import Circumstances
from shared.eventstore.application import Application
from shared.eventstore.commands import Command, Decision


class Centres(Application):
    async def establish_centre(
        self, centre_id: UUID, asked: CentreEstablished, now: Circumstances, by: Asker
    ) -> str:
        """Answers the centre's id."""

        def decide(states: Mapping[UUID, Any]) -> Decision:
            centre: Centre = states[centre_id]
            return Decision({centre_id: centre.establish(asked, now)}, answer=str(centre_id))

        return str(await self.execute(Command(by.origin, {centre_id: Centre}, decide, by.key)))

    async def hold_class(
        self, centre_id: UUID, report: ClassReport, now: Circumstances, by: Asker
    ) -> str:
        """Answers the class's id. A centre beyond reach is none: its history is not even read."""

        def sees(first: object) -> bool:
            return isinstance(first, CentreEstablished) and by.reaches(first.place_id)

        def decide(states: Mapping[UUID, Any]) -> Decision:
            centre: Centre = states.get(centre_id, Centre())
            facts = centre.hold(report, now.today)
            return Decision({centre_id: facts}, answer=str(report.class_id))

        reads = {centre_id: Centre} if await self.store.beginnings.is_seen(centre_id, sees) else {}
        return str(await self.execute(Command(by.origin, reads, decide, by.key)))
