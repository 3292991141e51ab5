"""A listener whose effect is commands of its own service."""

from shared.eventstore.transactions import Transactions
from shared.messaging.listener.listener import HearingLoop
from shared.messaging.listener.settings import ListenerSettings, Reaction
from shared.messaging.listener.writing.outcome import Writer
from shared.messaging.listener.writing.reacting import ReactionWriter
from shared.messaging.listener.writing.session import Session
from shared.vocabulary.calendar import Clock, system_clock


class ReactionListener(HearingLoop):
    """Turns other services' events into commands, each decided once."""

    def __init__(
        self,
        settings: ListenerSettings,
        reaction: Reaction,
        application: Transactions,
        clock: Clock = system_clock,
    ) -> None:
        self._ordering = reaction
        self._application = application
        super().__init__(settings, reaction, clock)

    def _make_writer(self) -> Writer:
        session = Session(self._settings.database, self.name)
        return ReactionWriter(self._ordering, self._application, session, self.in_thread)
