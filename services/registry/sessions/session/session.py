"""Session (cuộc, buổi): people meet once to learn, with whoever organises it."""

from dataclasses import dataclass
from typing import ClassVar, Final, Self

from services.registry.organised.life import Life, Sort
from services.registry.sessions.session import facts, refusals

SESSIONS: Final = Sort(
    planned=facts.SessionPlanned,
    held=facts.SessionHeld,
    corrected=facts.SessionCorrected,
    cancelled=facts.SessionCancelled,
    withdrawn=facts.SessionWithdrawn,
    unknown=refusals.SessionUnknown,
    before_organiser=refusals.SessionBeforeOrganiser,
    after_organiser=refusals.SessionAfterOrganiser,
    cancelled_already=refusals.SessionCancelledAlready,
    held_already=refusals.SessionHeldAlready,
    not_held=refusals.SessionNotHeld,
    organised_otherwise=refusals.SessionOrganisedOtherwise,
    cost_implausible=refusals.SessionCostImplausible,
)


@dataclass(frozen=True)
class Session(Life):
    SORT: ClassVar[Sort] = SESSIONS

    def evolve(self, fact: facts.SessionFact) -> Self:
        return self.after(fact)
