"""No fact of any service holds a text in somebody's own words, or anything else of a person: its
texts are codes, closed words, and what places and documents are called."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, get_args, get_type_hints
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import given as whatever
from hypothesis import strategies as any_

from tests.registry.people.test_people_door import head_of_a_family
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor
from tests.support.sources import SERVICES

CLOSED = re.compile(r"(.+_)?(code|kind|level|title|registration|action|channel)")
NUMBERS_OF_PAPERS = {"document_number", "decision_number"}
NAMED_BY_CONFIGURATION = {
    "PlaceEstablished.name",
    "PlaceAltered.name",
    "AssociationFounded.name",
    "ChapterFounded.name",
    "BoardFounded.name",
    "BoardCorrected.name",
    "CentreEstablished.name",
    "CentreRenamed.name",
    "ClanRegistered.name",
    "ClanNameCorrected.name",
    "EstablishmentRegistered.name",
    "EstablishmentNameCorrected.name",
    "EstablishmentCorrected.kind_was",
    "ReorganisationAnnounced.digest",
    "DeliveryRequested.details",
}
"""Official names of places and of organisations, which stay at home; a code; what stands for the
rows of a document; of a message the values that its text of the house is filled with."""


def parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from parts(part)


def texts() -> Iterator[str]:
    """Every field of every fact that may hold a text."""
    for service in SERVICES:
        for fact in import_module(f"services.{service}.main").CARDS.facts:
            for name, annotation in get_type_hints(fact).items():
                if name != "TYPE" and {str, bytes, Any} & {*parts(annotation)}:
                    yield f"{fact.__name__}.{name}"


def test_every_text_of_every_fact_is_a_code_or_what_a_place_or_paper_is_called() -> None:
    found = set(texts())
    assert {"ConsentGiven.purpose_code", "PersonalDataNotShown.action"} <= found
    wrong = {
        each
        for each in found - NAMED_BY_CONFIGURATION
        if (name := each.partition(".")[2]) not in NUMBERS_OF_PAPERS and not CLOSED.fullmatch(name)
    }
    assert wrong == set(), "a text in somebody's own words is kept apart: people/texts"


words = any_.text(any_.characters(categories=["L"], max_codepoint=0x1EF9), min_size=6, max_size=60)
few = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@few
@whatever(name=words, reason=words, phone=any_.from_regex(r"09[0-9]{8}", fullmatch=True))
async def test_nothing_that_is_said_of_a_person_ever_stands_in_the_log(
    register: ServiceDoor, name: str, reason: str, phone: str
) -> None:
    known = register.rows("select person_ref from people")
    person_ref = known[0][0] if known else await head_of_a_family(register)
    said = {"full_name": name, "phone": phone, "reason": reason}
    body = {"person_ref": str(person_ref), **said}
    await register.post("/people/corrections", body, OF_COMMUNE, key=str(uuid4()))
    await register.post("/people/search", {"name": name}, OF_COMMUNE)
    await register.post("/people/names", {"person_refs": [str(person_ref)]}, OF_COMMUNE)
    log = b"\n".join(bytes(data) for (data,) in register.rows("select data from log")).decode()
    answers = str(register.rows("select k::text from command_keys k"))
    assert not [each for each in said.values() if each in log or each in answers]
