"""What a form takes in about people is marked where the field stands, so that no digest that
outlives them covers it. Every field of every form of every service is looked at."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from shared.web.conversation import idempotency_key, key_of
from shared.web.impersonal import form_of, forms_among, impersonal, is_personal, parts_of
from shared.web.values import PERSONAL, Form, RowsOf, RowsSent, Text
from tests.architecture.test_inputs import application
from tests.support.sources import SERVICES

OF_NOBODY = {
    "HamletForm.name",
    "HamletForm.kind",
    "HamletForm.document_number",
    "ReorganisationForm.document_number",
    "ImportForm.kind",
    "CancellationForm.document_number",
    *(f"PlaceRow.{field}" for field in ("predecessor", "successor", "handle", "level")),
    *(f"PlaceRow.{field}" for field in ("kind", "name", "code", "parent")),
    "HamletAllocationForm.document_number",
    "FundAllocationForm.decision_number",
    "EndingForm.ground_code",
    "EndingCorrectionForm.ground_code",
    "MoverForm.relation_code",
    "UnionForm.relation_code",
    "HeadForm.relation_code",
    "JoiningForm.relation_code",
    "LeavingForm.ground_code",
    "MemberCorrectionForm.relation_code",
    "CitizenForm.group_code",
    "CitizenCorrectionForm.group_code",
    "CitizenMoveForm.group_code",
    "CitizenEndingForm.ground_code",
    "CitizenEndingCorrectionForm.ground_code",
    *(f"AssociationForm.{each}" for each in ("name", "document_number")),
    "AssociationNameForm.name",
    *(f"Association{each}Form.document_number" for each in ("Correction", "Dissolution", "Merger")),
    "HandoverForm.document_number",
    *(f"ChapterForm.{each}" for each in ("name", "host_kind")),
    "ChapterNameForm.name",
    "ChapterCorrectionForm.host_kind",
    *(f"BoardForm.{each}" for each in ("name", "host_kind", "document_number")),
    *(f"BoardCorrectionForm.{each}" for each in ("name", "host_kind", "document_number")),
    *(f"Board{each}Form.document_number" for each in ("Dissolution", "Merger")),
    *(f"CommitteeForm.{each}" for each in ("agency_kind", "document_number")),
    *(f"CommitteeCorrectionForm.{each}" for each in ("agency_kind", "document_number")),
    *(f"Committee{each}Form.document_number" for each in ("Dissolution", "Merger")),
    *(f"Term{each}Form.document_number" for each in ("", "Correction")),
    *(f"Post{each}Form.post_code" for each in ("", "End", "Withdrawal")),
    "PostForm.document_number",
    "MembershipEndingForm.ground_code",
    "ClanForm.name",
    "ClanNameForm.name",
    "EstablishmentForm.kind",
    "EstablishmentForm.name",
    "EstablishmentNameForm.name",
    "EstablishmentCorrectionForm.kind",
    *(f"PopulationForm.{each}" for each in ("population_kind", "source_code", "document_number")),
    "PopulationWithdrawalForm.population_kind",
    "CentreForm.place_code",
    "CentreForm.name",
    "CentreForm.document_number",
    "CentreNameForm.name",
    "CentreNameForm.document_number",
    "CentreMergerForm.document_number",
    "CentreDissolutionForm.document_number",
    "CentreRatingForm.band_code",
    "CentreRatingForm.rater_code",
    "FacilityForm.facility_code",
    "ClassForm.topic_code",
    *(f"Class{each}Form.topic_code" for each in ("Held", "Plan", "Correction")),
    *(f"Class{each}Form.organiser_kind" for each in ("Held", "Plan", "Correction")),
    *(f"Activity{each}Form.activity_kind" for each in ("", "Plan", "Correction")),
    *(f"Activity{each}Form.organiser_kind" for each in ("", "Plan", "Correction")),
    *(
        f"Document{each}Form.{name}"
        for each in ("", "Correction")
        for name in ("document_kind", "document_number", "organiser_kind")
    ),
    *(f"Plan{each}Form.document_number" for each in ("", "Correction")),
    "ClosingForm.state_code",
    "OrganisedForm.organiser_kind",
    "AttendeesForm.attendee_kind",
    "PartnerForm.partner_kind",
    "ClassForm.programme_code",
    *(f"Class{each}Form.programme_code" for each in ("Held", "Plan", "Correction")),
    *(f"Session{each}Form.programme_code" for each in ("", "Plan", "Correction")),
    "MinuteForm.minute_kind",
    "RoundForm.round_kind",
    "PartForm.part_kind",
    "ResultForm.entrant_kind",
    *(f"Session{each}Form.topic_code" for each in ("", "Plan", "Correction")),
    *(f"Session{each}Form.organiser_kind" for each in ("", "Plan", "Correction")),
    "ConsentForm.purpose_code",
    "ConsentForm.channel_code",
    "ConsentWithdrawalForm.purpose_code",
    "ConsentWithdrawalForm.channel_code",
    "CandidacyForm.bearer_kind",
    "CandidacyForm.title",
    "CandidacyForm.registration",
    "DecisionForm.bearer_kind",
    "DecisionForm.title",
    "DecisionForm.decision_number",
    "DecisionForm.ground_code",
    "WithdrawalForm.bearer_kind",
    "WithdrawalForm.title",
    "RevocationForm.bearer_kind",
    "RevocationForm.title",
    "RevocationForm.decision_number",
    "RevocationForm.ground_code",
    "LossForm.bearer_kind",
    "LossForm.ground_code",
    "ManyDecisions.title",
    "ManyDecisions.decision_number",
    "ManyRevocations.title",
    "ManyRevocations.decision_number",
    "OutcomeForm.bearer_kind",
    "OutcomeForm.ground_code",
}
"""Texts of places, public organisations, titles and documents. A text that is not here is of a
person, and marked so."""

Made = Callable[[str], str]


def routes(service: str) -> Iterator[APIRoute]:
    for context in iter_route_contexts(application(service).routes):
        if isinstance(context.original_route, APIRoute):
            yield context.original_route


def forms(form: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The form, and all that its fields and rows hold."""
    yield form
    for field in form.model_fields.values():
        for inner in forms_among(parts_of(field)):
            yield from forms(inner)


def has_key(dependant: Dependant) -> bool:
    return any(each.call is idempotency_key or has_key(each) for each in dependant.dependencies)


FORMS = {
    form
    for service in SERVICES
    for route in routes(service)
    if (whole := form_of(route)) is not None
    for form in forms(whole)
}
KEYED = {
    f"{service} {route.name}": form
    for service in SERVICES
    for route in routes(service)
    if has_key(route.dependant) and (form := form_of(route)) is not None
}


def unmarked(form: type[BaseModel]) -> Iterator[str]:
    """Texts that nobody has said of whom they are, and rows that say no form."""
    for name, field in form.model_fields.items():
        parts = list(parts_of(field))
        if str in parts and not is_personal(parts):
            yield f"{form.__name__}.{name}"
        if Any in parts and not any(isinstance(part, RowsOf) for part in parts):
            yield f"{form.__name__}.{name}"


def test_every_text_of_every_form_is_marked_or_known_to_be_of_nobody() -> None:
    found = {name for form in FORMS for name in unmarked(form)}
    assert found == OF_NOBODY, "a person's text is marked PERSONAL; others are named here"


def test_every_form_is_looked_at() -> None:
    names = {form.__name__ for form in FORMS}
    assert {"PersonForm", "FamilyForm", "SearchForm", "AwardForm", "OutcomeForm"} <= names
    assert len(KEYED) > 8


class Head(Form):
    full_name: Text


class Careless(Form):
    heads: list[Head] | None = None
    rows: RowsSent


def test_a_text_that_is_not_marked_and_rows_of_no_form_are_found() -> None:
    found = [name for form in forms(Careless) for name in unmarked(form)]
    assert found == ["Careless.rows", "Head.full_name"]


def said(form: type[BaseModel], told: Made, way: str = "") -> dict[str, Any]:
    """A body with all fields of the form; each says what it is told by its way from the top."""
    return {name: _value(field, told, f"{way}.{name}") for name, field in form.model_fields.items()}


def _value(field: FieldInfo, told: Made, way: str) -> Any:
    parts = list(parts_of(field))
    inner = [said(form, told, way) for form in forms_among(parts)]
    many = list in [get_origin(each) for each in (field.annotation, *get_args(field.annotation))]
    return (inner if many else inner[0]) if inner else told(way)


def ways(
    form: type[BaseModel], way: str = "", personal: bool = False
) -> Iterator[tuple[str, bool]]:
    """Of every field that holds a value: how it is come to, and whether it is a person's."""
    for name, field in form.model_fields.items():
        parts = list(parts_of(field))
        inner = list(forms_among(parts))
        of_person = personal or is_personal(parts)
        for each in inner:
            yield from ways(each, f"{way}.{name}", of_person)
        if not inner:
            yield f"{way}.{name}", of_person


@pytest.mark.parametrize("form", KEYED.values(), ids=KEYED.keys())
def test_two_requests_have_one_digest_exactly_when_they_differ_in_nothing_but_people(
    form: type[BaseModel],
) -> None:
    def digest(other: str = "") -> bytes:
        body = said(form, lambda way: "other" if way == other else "one")
        return key_of("officer", "k", impersonal(body, form)).body_hash

    for way, personal in ways(form):
        assert (digest(other=way) == digest()) is personal, way


class Person(Form):
    note: Annotated[Text, PERSONAL] = ""
    number: int = 0


class Household(Form):
    head: Annotated[Person | None, PERSONAL] = None
    members: list[Person]
    rows: Annotated[RowsSent, RowsOf(Person)]
    name: Annotated[Text, PERSONAL] | None = None


def test_wherever_the_mark_stands_it_is_seen() -> None:
    whole: Mapping[str, Any] = said(Household, str)
    assert impersonal({**whole, "unknown": "x"}, Household) == {
        "members": [{"number": ".members.number"}],
        "rows": [{"number": ".rows.number"}],
    }
