"""Corrections of what was known of people before."""

from typing import Final
from uuid import UUID

from services.registry.importing.undoing.things.part import Kind, Part
from services.registry.people.api import taking_back
from services.registry.people.person import Person, PersonalDataCorrected, PersonErased
from shared.importing.trail import Changed, Gone, Thing, Went

CORRECTION: Final = "person-correction"


def _corrected(correction_id: UUID, fact: PersonalDataCorrected) -> Changed | Went:
    if fact.undoes is not None:
        return Went(Thing(CORRECTION, fact.undoes, (fact.person_ref,)), fact.TYPE)
    return Changed(Thing(CORRECTION, correction_id, (fact.person_ref,)), fact.person_ref)


def _erased(person_ref: UUID, _: PersonErased) -> Gone:
    return Gone(person_ref)


def _named(thing: Thing) -> dict[str, object]:
    return {"correction_id": thing.thing_id, "person_ref": thing.said[0]}


PEOPLE: Final = Part(
    {CORRECTION: Kind(Person, taking_back.ROWS, _named, alone=False)},
    {PersonalDataCorrected: _corrected, PersonErased: _erased},
)
