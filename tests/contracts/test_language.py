"""No free text and no personal data in anything published."""

from datetime import date, datetime
from inspect import isclass
from typing import Annotated, Any, get_args, get_origin
from uuid import UUID

import msgspec
import pytest

from shared.contracts import fields
from shared.contracts.catalogue import EVENT_BY_TYPE, TOPICS
from shared.contracts.envelope import Contract

EVENTS = sorted(EVENT_BY_TYPE.values(), key=lambda event: event.TYPE)
NOT_TEXT = {
    UUID,
    date,
    datetime,
    int,
    bool,
    type(None),
    fields.Count,
    fields.Dong,
    fields.TitleYear,
}
CLOSED_TEXT = {
    fields.Code,
    fields.PlaceCode,
    fields.DocumentNumber,
    fields.PlaceAttribute,
    fields.Succession,
    fields.Registration,
}
NAMED_BY_CONFIGURATION = {("PlaceEstablishedV1", "name"), ("PlaceAlteredV1", "name")}
PERSONAL = {
    "name",
    "birth",
    "sex",
    "gender",
    "phone",
    "email",
    "address",
    "identity",
    "ethnicity",
    "religion",
    "note",
    "reason",
    "comment",
    "description",
    "person",
    "citizen",
    "guardian",
    "teacher",
    "donor",
    "recipient",
    "officer",
    "holder",
}


def every_field() -> list[tuple[type[Contract], msgspec.structs.FieldInfo]]:
    return [(event, field) for event in EVENTS for field in msgspec.structs.fields(event)]


def kinds_of(annotation: Any) -> set[Any]:
    """What a field may hold, with None and collections taken apart."""
    if isclass(annotation) and issubclass(annotation, msgspec.Struct):
        said = msgspec.structs.fields(annotation)
        return set().union(*(kinds_of(field.type) for field in said))
    parts = [part for part in get_args(annotation) if part is not ...]
    whole = annotation in CLOSED_TEXT or get_origin(annotation) is Annotated
    if whole or not parts:
        return {annotation}
    return set().union(*(kinds_of(part) for part in parts))


@pytest.mark.parametrize(("event", "field"), every_field())
def test_a_text_is_from_a_closed_kind(
    event: type[Contract], field: msgspec.structs.FieldInfo
) -> None:
    free = kinds_of(field.type) - CLOSED_TEXT - NOT_TEXT
    if (event.__name__, field.name) in NAMED_BY_CONFIGURATION:
        free.discard(fields.PlaceName)
    assert free == set(), "a note belongs into the vault; publish its reference or a code"


@pytest.mark.parametrize(("event", "field"), every_field())
def test_a_person_is_only_ever_a_reference(
    event: type[Contract], field: msgspec.structs.FieldInfo
) -> None:
    if (event.__name__, field.name) in NAMED_BY_CONFIGURATION:
        return
    about_somebody = PERSONAL & set(field.name.split("_"))
    assert not about_somebody or (field.name.endswith("_ref") and field.type is UUID)


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_is_named_after_its_topic_and_keyed_by_its_subject(event: type[Contract]) -> None:
    service, fact, version = event.TYPE.removeprefix("vn.hieuhoc.").split(".")
    words = "".join(part.capitalize() for part in fact.split("-"))
    assert event.__name__ == words + version.upper()
    assert event.TOPIC.partition(".")[0] == service
    assert event.SUBJECT in {field.name for field in msgspec.structs.fields(event)}


def test_every_event_stands_in_the_catalogue_under_its_own_topic() -> None:
    assert [
        (topic.name, event.TOPIC)
        for topic in TOPICS
        for event in topic.events
        if topic.name != event.TOPIC
    ] == []


@pytest.mark.parametrize(
    "number", ["131/QĐ-TTg", "202/2025/QH15", "49-KL/TW", "19/2025/QĐ-TTg", "12/QĐ-UBND"]
)
def test_numbers_of_real_documents_are_taken(number: str) -> None:
    assert msgspec.convert(number, fields.DocumentNumber) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ông Nguyễn Văn An đã nộp hồ sơ ngày 5",
        "chưa có",
        "5 " + "a" * 60,
        "0912345678 Nguyễn Văn A",
        "0912345678",
        "079123456789",
        "12/QĐ\u0000",
        "12/QĐ-UBND\n",
        "see 12/QĐ-UBND",
        "12/NGUYEN-VAN-AN",
    ],
)
def test_prose_is_no_number_of_a_document(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(text, fields.DocumentNumber)
