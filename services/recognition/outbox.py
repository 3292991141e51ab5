"""What leaves recognition: private facts translated into the published language."""

from collections.abc import Sequence
from typing import Any, assert_never

from services.recognition.application import Recognition
from services.recognition.candidacies.candidacy import (
    BearerHeard,
    CandidacyDeclined,
    CandidacyFact,
    CandidacyRegistered,
    CandidacyWaiting,
    CandidacyWithdrawn,
    Published,
    RecognitionRevoked,
    TitleRecognised,
    candidacy_id,
)
from shared.contracts.envelope import Contract
from shared.contracts.recognition import (
    CandidacyDeclinedV1,
    CandidacyRegisteredV1,
    CandidacyWithdrawnV1,
    RecognitionRevokedV1,
    TitleRecognisedV1,
)
from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import FactMapper
from shared.messaging.relay import Outbox


def translate(recorded: Recorded[CandidacyFact]) -> Sequence[Contract]:
    """What the others are told; that a candidacy waits is not theirs to count."""
    fact = recorded.fact
    match fact:
        case BearerHeard() | CandidacyWaiting():
            return []
        case CandidacyRegistered():
            return [CandidacyRegisteredV1(**_said(fact))]
        case CandidacyWithdrawn():
            return [CandidacyWithdrawnV1(**_said(fact))]
        case TitleRecognised():
            return [TitleRecognisedV1(**_said(fact))]
        case CandidacyDeclined():
            return [CandidacyDeclinedV1(**_said(fact))]
        case RecognitionRevoked():
            return [RecognitionRevokedV1(**_said(fact))]
        case _:
            assert_never(fact)


def _said(fact: Published) -> dict[str, Any]:
    """The event has the fact's fields, and the identity they make."""
    named = candidacy_id(fact.title, fact.title_year, fact.bearer_kind, fact.bearer_id)
    return {"candidacy_id": named, **vars(fact)}


OUTBOX = Outbox("recognition", FactMapper(Recognition.facts), translate)
