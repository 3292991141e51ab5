"""A listener whose effect is commands of its own service."""

from shared.eventstore.application import Application
from shared.messaging.listener.listener import HearingLoop
from shared.messaging.listener.ordering import OrderWriter
from shared.messaging.listener.outcome import Writer
from shared.messaging.listener.session import Session
from shared.messaging.listener.settings import ListenerSettings, Ordering
from shared.vocabulary.calendar import Clock, system_clock


class CommandListener(HearingLoop):
    """Turns other services' events into commands, each decided once."""

    def __init__(
        self,
        settings: ListenerSettings,
        ordering: Ordering,
        application: Application,
        clock: Clock = system_clock,
    ) -> None:
        self._ordering = ordering
        self._application = application
        super().__init__(settings, ordering, clock)

    def _make_writer(self) -> Writer:
        session = Session(self._settings.database, self.name)
        return OrderWriter(self._ordering, self._application, session, self.in_thread)
