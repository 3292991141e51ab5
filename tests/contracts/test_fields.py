"""What no text of a published event has, in whatever field."""

import json
import re
from datetime import date
from typing import Any, get_args, get_origin
from uuid import UUID

import msgspec
import pytest

from shared.contracts import fields
from shared.contracts.catalogue import EVENT_BY_TYPE
from shared.contracts.documents import json_schema
from shared.contracts.envelope import Contract
from shared.contracts.registry import (
    activities,
    associations,
    boards,
    centres,
    chapters,
    citizens,
    classes,
    committees,
    documents,
    establishments,
    imports,
    memberships,
    sessions,
)
from shared.messaging.envelope import Unreadable, decode_event

EVENTS = sorted(EVENT_BY_TYPE.values(), key=lambda event: event.TYPE)
UNSEEN = ["\x00", "\n", "\r\n", "\t", "\x85", "\u200b", "\u202e", "\u2028", "\ue000"]
SAMPLES: dict[Any, Any] = {
    fields.Code: "family",
    fields.Count: 2000,
    fields.PlaceCode: "26968",
    fields.PlaceName: "Ấp 1",
    fields.DocumentNumber: "19/2025/QĐ-TTg",
    UUID: UUID(int=1),
    date: date(2022, 9, 1),
    associations.AssociationSpell: {
        "place_id": UUID(int=1),
        "since": date(2022, 9, 1),
        "level": "commune",
    },
    boards.BoardSpell: {
        "place_id": UUID(int=1),
        "since": date(2022, 9, 1),
        "host_kind": "hamlet",
        "host_id": None,
    },
    committees.CommitteeSpell: {
        "place_id": UUID(int=1),
        "since": date(2022, 9, 1),
        "level": "commune",
        "agency_kind": "education-office",
        "agency_id": None,
    },
    chapters.ChapterSpell: {
        "place_id": UUID(int=1),
        "since": date(2022, 9, 1),
        "host_kind": "hamlet",
        "association_id": UUID(int=2),
    },
    citizens.CitizenSpell: {
        "place_id": UUID(int=1),
        "since": date(2022, 9, 1),
        "group_code": "pupil",
    },
    establishments.EstablishmentSpell: {
        "place_id": UUID(int=1),
        "since": date(2022, 9, 1),
        "establishment_kind": "school",
    },
    memberships.MembershipSpell: {
        "place_id": UUID(int=1),
        "since": date(2022, 9, 1),
        "host_kind": "hamlet",
        "host_id": UUID(int=2),
    },
    centres.RatingSpell: {
        "place_id": UUID(int=1),
        "since": date(2022, 9, 1),
        "band_code": "good",
        "rating_year": 2022,
    },
    centres.Facility: {"facility_code": "club", "number": 9},
    centres.FacilitySpell: {
        "place_id": UUID(int=1),
        "since": date(2022, 9, 1),
        "facility_code": "club",
        "number": 9,
        "equipped_year": 2022,
    },
    classes.ClassCounted: {
        "place_id": UUID(int=1),
        "held_on": date(2022, 9, 1),
        "topic_code": "law",
        "attendances": 42,
        "cost_dong": None,
    },
    documents.DocumentCounted: {
        "place_id": UUID(int=1),
        "document_kind": "dispatch",
        "document_number": "2750-CV/HU",
        "issued_on": date(2022, 9, 1),
        "replaces_id": None,
    },
    imports.ImportedThings: {"thing_kind": "family", "number": 42},
    activities.ActivityAttendees: {"attendee_kind": "teachers", "number": 42},
    activities.ActivityOrganiser: {"organiser_kind": "centre", "organiser_id": UUID(int=1)},
    activities.ActivityCounted: {
        "place_id": UUID(int=1),
        "activity_kind": "contest",
        "first_on": None,
        "held_on": date(2022, 9, 1),
        "attendances": 42,
        "attendees": (),
        "co_organisers": (),
    },
    sessions.SessionCounted: {
        "place_id": UUID(int=1),
        "held_on": date(2022, 9, 1),
        "topic_code": "law",
        "attendances": 42,
        "cost_dong": None,
    },
    bool: True,
    fields.Organiser: {"organiser_kind": "centre", "organiser_id": UUID(int=1)},
    fields.Partner: {"partner_kind": "school"},
    fields.Spell: {"place_id": UUID(int=1), "since": date(2022, 9, 1)},
}


def sample(annotation: Any) -> Any:
    if annotation in SAMPLES:
        return SAMPLES[annotation]
    first, *_ = get_args(annotation)
    if get_origin(annotation) is tuple:
        return (sample(first),)
    if isinstance(first, str):
        return first
    return sample(first) if first in SAMPLES else 2000 if first is int else (sample(first),)


def texts() -> list[tuple[type[Contract], str]]:
    return [
        (event, field.name)
        for event in EVENTS
        for field in msgspec.structs.fields(event)
        if isinstance(sample(field.type), str)
    ]


def told(event: type[Contract], **changed: str) -> bytes:
    good = {field.name: sample(field.type) for field in msgspec.structs.fields(event)}
    return msgspec.json.encode(good | changed)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_the_samples_are_events(event: type[Contract]) -> None:
    assert decode_event(event.TYPE, told(event)) is not None


@pytest.mark.parametrize("unseen", UNSEEN, ids=ascii)
@pytest.mark.parametrize(("event", "field"), texts())
def test_no_text_of_an_event_has_what_nobody_sees(
    event: type[Contract], field: str, unseen: str
) -> None:
    good = msgspec.json.decode(told(event))[field]
    for written in (good + unseen, unseen + good, good[:1] + unseen + good[1:]):
        with pytest.raises(Unreadable):
            decode_event(event.TYPE, told(event, **{field: written}))


@pytest.mark.parametrize("kind", [fields.Code, fields.PlaceCode])
def test_a_pattern_ends_where_the_text_ends(kind: Any) -> None:
    _, limits = get_args(kind)
    assert limits.pattern.endswith(r"\Z"), "`$` lets a last line break through"
    assert re.fullmatch(limits.pattern, SAMPLES[kind])


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_readers_of_a_schema_are_told_of_the_end_in_the_way_they_know(
    event: type[Contract],
) -> None:
    assert "\\\\Z" not in json.dumps(json_schema(event))
