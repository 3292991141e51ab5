"""Hamlets, and whole documents by which places change."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from services.registry.importing.undoing.things.part import Kind, Part, Said, named
from services.registry.places.api.cancelling import (
    CancellationAnswer,
    CancellationForm,
    cancelling,
)
from services.registry.places.api.routes import PlaceWithdrawalForm, Withdrawn, withdrawing
from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceChangesCancelled,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    PlaceWithdrawn,
)
from services.registry.places.territory.reorganisation.document import (
    Reorganisation,
    ReorganisationAnnounced,
    ReorganisationCancelled,
    stream_of,
)
from services.registry.places.territory.territory import Territory
from shared.importing.trail import Belongs, Came, Thing, Went
from shared.vocabulary.documents import document_number_if_any
from shared.web.bulk import Rows

PLACE: Final = "place"
REORGANISATION: Final = "reorganisation"


def _document(number: str) -> Thing:
    return Thing(REORGANISATION, stream_of(number), (number,))


def _established(_territory: UUID, fact: PlaceEstablished) -> Came:
    """What a document makes goes with it."""
    number = document_number_if_any(fact.document_number)
    within = None if number is None else _document(number)
    return Came(Thing(PLACE, fact.place_id), frozenset({fact.place_id}), within)


def _changed(_territory: UUID, fact: PlaceAltered | PlaceEnded | PlaceSucceeded) -> Belongs | None:
    number = document_number_if_any(fact.document_number)
    return None if number is None else Belongs(_document(number))


def _withdrawn(_territory: UUID, fact: PlaceWithdrawn) -> Went:
    return Went(Thing(PLACE, fact.place_id))


def _announced(_stream: UUID, fact: ReorganisationAnnounced) -> Came:
    return Came(_document(fact.document_number))


def _cancelled(_stream: UUID, fact: ReorganisationCancelled) -> Went:
    return Went(_document(fact.document_number))


def _numbered(thing: Thing) -> Mapping[str, object]:
    return {"document_number": thing.said[0]}


_CHANGES: Final[Mapping[type, Said]] = dict.fromkeys(
    (PlaceAltered, PlaceEnded, PlaceSucceeded), _changed
)
PLACES: Final = Part(
    {
        PLACE: Kind(
            Territory,
            Rows("registry.place.establish", PlaceWithdrawalForm, withdrawing, Withdrawn),
            named("place_id"),
            alone=False,
        ),
        REORGANISATION: Kind(
            Reorganisation,
            Rows("registry.place.reorganise", CancellationForm, cancelling, CancellationAnswer),
            _numbered,
        ),
    },
    {
        PlaceEstablished: _established,
        PlaceWithdrawn: _withdrawn,
        ReorganisationAnnounced: _announced,
        ReorganisationCancelled: _cancelled,
        **_CHANGES,
    },
    beside=(PlaceChangesCancelled,),
)
