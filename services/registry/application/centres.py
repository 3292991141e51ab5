"""What can be asked about centres and their classes. One method per command."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.registry.application.asking import Asker
from services.registry.domain.centre import Centre, CentreEstablished
from services.registry.domain.centre_class import CentreClass, ClassReport, class_stream
from services.registry.domain.siting import Circumstances
from shared.eventstore.application import Application
from shared.eventstore.commands import Command, Decision


class Centres(Application):
    async def establish_centre(
        self, asked: CentreEstablished, now: Circumstances, by: Asker
    ) -> str:
        """Answers the centre's id."""
        centre_id = asked.centre_id

        def decide(states: Mapping[UUID, Any]) -> Decision:
            centre: Centre = states[centre_id]
            return Decision({centre_id: centre.establish(asked, now)}, answer=str(centre_id))

        return str(await self.execute(Command(by.origin, {centre_id: Centre}, decide, by.key)))

    async def hold_class(
        self, centre_id: UUID, report: ClassReport, now: Circumstances, by: Asker
    ) -> str:
        """Answers the class's id. A centre beyond reach is none: its history is not even read."""
        stream = class_stream(centre_id, report.class_id)

        def sees(first: object) -> bool:
            return isinstance(first, CentreEstablished) and by.reaches(first.place_id)

        def decide(states: Mapping[UUID, Any]) -> Decision:
            centre: Centre = states.get(centre_id, Centre())
            established = centre.require_established()
            held: CentreClass = states[stream]
            facts = held.hold(report, established, now.today)
            return Decision({stream: facts}, answer=str(report.class_id))

        is_seen = await self.store.beginnings.is_seen(centre_id, sees)
        reads: dict[UUID, type[Any]] = {centre_id: Centre, stream: CentreClass} if is_seen else {}
        return str(await self.execute(Command(by.origin, reads, decide, by.key)))
