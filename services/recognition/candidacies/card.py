"""All that belongs to candidacies."""

from typing import Any, cast
from uuid import UUID

from services.recognition.candidacies.api.routes import routes
from services.recognition.candidacies.candidacy.facts import (
    CANDIDACY_FACTS,
    BearerAliasNamed,
    BearerAliasReleased,
    BearerAllocated,
    BearerHeard,
    BearerMerged,
    BearerMoved,
    BearerUnmerged,
    BearerWithdrawn,
    CandidacyDeclined,
    CandidacyMoved,
    CandidacyRegistered,
    CandidacyRestated,
    CandidacyWaiting,
    CandidacyWithdrawn,
    Published,
    RecognitionRestated,
    RecognitionRevoked,
    TitleRecognised,
    candidacy_id,
)
from services.recognition.candidacies.views import (
    CandidaciesByBearer,
    PlacesByBearer,
    SetBackCandidacies,
    SurvivorsByBearer,
    WithdrawnBearers,
)
from shared.contracts.fields import Registration, spells
from shared.contracts.recognition import (
    CandidacyDeclinedV1,
    CandidacyMovedV1,
    CandidacyRegisteredV1,
    CandidacyRestatedV1,
    CandidacyWithdrawnV1,
    RecognitionRestatedV1,
    RecognitionRevokedV1,
    TitleRecognisedV1,
)
from shared.web.card import Card


def _of(fact: Published) -> dict[str, Any]:
    """What each of them says. Others hear of each candidacy; on the log all of a bearer are on one
    stream."""
    return {
        "candidacy_id": candidacy_id(fact.title, fact.title_year, fact.bearer_kind, fact.bearer_id),
        "bearer_kind": fact.bearer_kind,
        "bearer_id": fact.bearer_id,
        "place_id": fact.place_id,
        "title": fact.title,
        "title_year": fact.title_year,
    }


def _registered(_stream: UUID, fact: CandidacyRegistered) -> CandidacyRegisteredV1:
    return CandidacyRegisteredV1(
        **_of(fact),
        registration=cast(Registration, fact.registration),
        registered_on=fact.registered_on,
    )


def _moved(_stream: UUID, fact: CandidacyMoved) -> CandidacyMovedV1:
    return CandidacyMovedV1(
        **_of(fact),
        registration=cast(Registration, fact.registration),
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _restated(_stream: UUID, fact: CandidacyRestated) -> CandidacyRestatedV1:
    return CandidacyRestatedV1(
        **_of(fact),
        registration=cast(Registration, fact.registration),
        was=spells(fact.was),
        now=spells(fact.now),
    )


def _title_restated(_stream: UUID, fact: RecognitionRestated) -> RecognitionRestatedV1:
    return RecognitionRestatedV1(**_of(fact), was=spells(fact.was), now=spells(fact.now))


def _withdrawn(_stream: UUID, fact: CandidacyWithdrawn) -> CandidacyWithdrawnV1:
    return CandidacyWithdrawnV1(
        **_of(fact),
        registration=cast(Registration, fact.registration),
        withdrawn_on=fact.withdrawn_on,
        ground_code=fact.ground_code,
    )


def _recognised(_stream: UUID, fact: TitleRecognised) -> TitleRecognisedV1:
    return TitleRecognisedV1(
        **_of(fact),
        decided_on=fact.decided_on,
        decision_number=fact.decision_number,
    )


def _declined(_stream: UUID, fact: CandidacyDeclined) -> CandidacyDeclinedV1:
    return CandidacyDeclinedV1(
        **_of(fact),
        decided_on=fact.decided_on,
        decision_number=fact.decision_number,
        ground_code=fact.ground_code,
    )


def _revoked(_stream: UUID, fact: RecognitionRevoked) -> RecognitionRevokedV1:
    return RecognitionRevokedV1(
        **_of(fact),
        revoked_on=fact.revoked_on,
        decision_number=fact.decision_number,
        ground_code=fact.ground_code,
    )


CARD = Card(
    name="candidacies",
    facts=CANDIDACY_FACTS,
    told=(
        _registered,
        _moved,
        _restated,
        _title_restated,
        _withdrawn,
        _recognised,
        _declined,
        _revoked,
    ),
    kept=(
        BearerHeard,
        BearerMoved,
        BearerAllocated,
        BearerMerged,
        BearerUnmerged,
        BearerAliasNamed,
        BearerAliasReleased,
        BearerWithdrawn,
        CandidacyWaiting,
    ),
    views=(
        CandidaciesByBearer(),
        PlacesByBearer(),
        SurvivorsByBearer(),
        WithdrawnBearers(),
        SetBackCandidacies(),
    ),
    routes=routes,
    actions=(
        "recognition.candidacy.register",
        "recognition.candidacy.withdraw",
        "recognition.candidacy.decide",
        "recognition.title.revoke",
        "recognition.bearer.read",
    ),
)
