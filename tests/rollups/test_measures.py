"""Measures as values: what cannot be counted or asked is refused."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

import pytest

from services.rollups.measures import asking
from services.rollups.measures.asking import measure
from services.rollups.measures.catalogue import (
    CATALOGUE,
    MEASURES,
    SLICES,
    VERSIONS,
)
from services.rollups.measures.counting import counting, restating
from services.rollups.measures.dimensions import read
from services.rollups.measures.listing import Catalogue, Slice
from services.rollups.measures.measure import (
    Measure,
    MeasureMisdescribed,
    Nature,
    Unsaid,
    adds,
    corrects,
    restates,
    takes,
)
from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Spell
from shared.contracts.recognition import CandidacyRegisteredV1
from shared.contracts.registry.centres import ClassHeldV1
from shared.contracts.registry.families import FamilyRegisteredV1
from shared.contracts.registry.people import PersonErasedV1
from shared.contracts.registry.sessions import SessionCorrectedV1
from tests.rollups import events
from tests.rollups.territory import place_id

OF_SESSIONS = corrects(SessionCorrectedV1, day="held_on")
HELD = adds(ClassHeldV1, day="held_on")
HAMLET = place_id("h1")


def made(**told: Any) -> Measure:
    standard: dict[str, Any] = {"name": "lessons", "vietnamese": "buổi", "nature": Nature.FLOW}
    return Measure(**(standard | {"changes": (HELD,)} | told))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"name": "Lessons held"}, "its name is no code"),
        ({"version": 0}, "there is no version 0"),
        ({"changes": ()}, "nothing changes it"),
        ({"changes": (HELD, HELD)}, "an event stands twice"),
        ({"by": ("topic_code", "topic_code")}, "a dimension stands twice"),
        ({"changes": (adds(ClassHeldV1, day="held"),)}, "has no day held"),
        ({"changes": (adds(ClassHeldV1, day="attendances"),)}, "has no day attendances"),
        ({"changes": (adds(ClassHeldV1, day="held_on", value="people"),)}, "has no number people"),
        ({"changes": (adds(ClassHeldV1, day="held_on", value="place_id"),)}, "has no number"),
        ({"changes": (adds(ClassHeldV1, day="held_on", value=0),)}, "adds nothing"),
        ({"changes": (adds(PersonErasedV1, day="erased_on"),)}, "does not say at which place"),
        ({"by": ("topic",)}, "ClassHeldV1 has no field topic"),
        ({"changes": (restates(SessionCorrectedV1),)}, "restates a stock"),
        ({"changes": (OF_SESSIONS,), "nature": Nature.STOCK}, "restates a flow"),
        ({"changes": (corrects(SessionCorrectedV1, day="planned_on"),)}, "has no day planned_on"),
        (
            {"changes": (corrects(SessionCorrectedV1, day="held_on", value="visitors"),)},
            "has no number visitors",
        ),
        (
            {"changes": (adds(ClassHeldV1, day="held_on", value=Unsaid("attendances")),)},
            "has no number attendances that may be unsaid",
        ),
        ({"by": ("class_id",)}, "is no code and no word of a closed list"),
        ({"by": ("attendances",)}, "is no code and no word of a closed list"),
        (
            {
                "changes": (HELD, takes(FamilyRegisteredV1, day="registered_on")),
                "by": ("topic_code",),
            },
            "FamilyRegisteredV1 has no field topic_code",
        ),
    ],
)
def test_a_measure_that_cannot_be_counted_is_refused_when_it_is_made(
    told: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(MeasureMisdescribed, match=sentence):
        made(**told)


@pytest.mark.parametrize(
    "slices",
    [
        (Slice("classes", "lớp", "registered", "registration", "new"),),
        (Slice("of-law", "lớp", "lessons", "topic_code", "law"),),
        (Slice("of-law", "lớp", "families", "topic_code", "law"),),
        (Slice("registered-old", "cũ", "registered", "registration", "old"),),
    ],
)
def test_a_slice_of_nothing_and_a_name_that_stands_twice_are_refused(
    slices: tuple[Slice, ...],
) -> None:
    with pytest.raises(MeasureMisdescribed):
        Catalogue(MEASURES, slices)


def test_a_measure_that_stands_twice_is_refused() -> None:
    with pytest.raises(MeasureMisdescribed, match="two measures are called classes"):
        Catalogue((*MEASURES, made(name="classes")))


def test_a_measure_more_is_heard_versioned_described_and_counted_by_its_value_alone() -> None:
    declined = made(
        name="run-for",
        changes=(adds(CandidacyRegisteredV1, day="registered_on"),),
        by=("bearer_kind", "title"),
        version=3,
    )
    grown = Catalogue((*MEASURES, declined), SLICES)
    assert grown.heard == CATALOGUE.heard
    assert grown.versions == {**VERSIONS, "run-for": 3}
    assert "- `run-for`: buổi (flow, by bearer_kind, title)" in grown.described
    event = events.candidacy(HAMLET)
    counted = [counts(event) for counts in counting(grown.measures)[type(event)]]
    assert [each[:2] for each in counted] == [
        ("registered", "family/new/2022"),
        ("run-for", "family/family"),
    ]


def test_what_is_taken_away_is_as_much_less_as_the_field_says() -> None:
    called_off = made(changes=(takes(ClassHeldV1, day="held_on", value="attendances"),))
    (counts,) = counting([called_off])[ClassHeldV1]
    assert counts(events.class_held(HAMLET, attendances=30))[-1] == -30


class VisitPaid(Contract, frozen=True, kw_only=True):
    """An event that may leave something unsaid."""

    TYPE: ClassVar[str] = "vn.hieuhoc.test.visit-paid.v1"
    TOPIC: ClassVar[str] = "test.visits"
    SUBJECT: ClassVar[str] = "place_id"
    place_id: UUID
    paid_on: date
    guest_kind: Code | None


def test_what_an_event_left_unsaid_is_counted_as_not_said() -> None:
    visits = made(changes=(adds(VisitPaid, day="paid_on"),), by=("guest_kind",))
    (counts,) = counting([visits])[VisitPaid]
    for said, stored in ((None, ""), ("school", "school")):
        event = VisitPaid(place_id=HAMLET, paid_on=events.DAY, guest_kind=said)
        assert counts(event)[:2] == (visits.name, stored)
        assert read(stored, visits.by) == (stored,)


class SpellAsGuest(Spell, frozen=True, kw_only=True):
    guest_kind: Code


class StayCorrected(Contract, frozen=True, kw_only=True):
    """An event that says anew where a guest stayed."""

    TYPE: ClassVar[str] = "vn.hieuhoc.test.stay-corrected.v1"
    TOPIC: ClassVar[str] = "test.stays"
    SUBJECT: ClassVar[str] = "stay_id"
    stay_id: UUID
    house_kind: Code
    was: tuple[SpellAsGuest, ...]
    now: tuple[SpellAsGuest, ...]


class StaySaid(StayCorrected, frozen=True, kw_only=True):
    """It says nothing of what was."""

    TYPE: ClassVar[str] = "vn.hieuhoc.test.stay-said.v1"
    was: tuple[UUID, ...]  # type: ignore[assignment]


STAYS = made(
    name="stays",
    nature=Nature.STOCK,
    changes=(restates(StayCorrected),),
    by=("house_kind", "guest_kind"),
)
MAY, JUNE, JULY = (date(2022, month, 1) for month in (5, 6, 7))


def stayed(since: date, until: date | None = None, kind: str = "pupil") -> SpellAsGuest:
    return SpellAsGuest(place_id=HAMLET, since=since, until=until, guest_kind=kind)


@pytest.mark.parametrize(
    ("was", "now", "added"),
    [
        ([], [stayed(MAY)], [("pupil", MAY, 1)]),
        ([stayed(MAY)], [], [("pupil", MAY, -1)]),
        ([stayed(MAY)], [stayed(JUNE)], [("pupil", MAY, -1), ("pupil", JUNE, 1)]),
        ([stayed(MAY)], [stayed(MAY, JULY)], [("pupil", JULY, -1)]),
        ([stayed(MAY, JULY)], [stayed(MAY)], [("pupil", JULY, 1)]),
        (
            [stayed(MAY)],
            [stayed(MAY, JUNE), stayed(JUNE, None, "worker")],
            [("pupil", JUNE, -1), ("worker", JUNE, 1)],
        ),
        (
            [stayed(MAY, JULY)],
            [stayed(MAY, JULY, "worker")],
            [("pupil", MAY, -1), ("pupil", JULY, 1), ("worker", MAY, 1), ("worker", JULY, -1)],
        ),
        ([stayed(MAY, MAY)], [], [("pupil", MAY, -1), ("pupil", MAY, 1)]),
        ([stayed(MAY)], [stayed(MAY)], []),
    ],
)
def test_what_is_restated_takes_what_was_counted_and_adds_what_counts_now(
    was: list[SpellAsGuest], now: list[SpellAsGuest], added: list[tuple[str, date, int]]
) -> None:
    (counts,) = restating([STAYS])[StayCorrected]
    event = StayCorrected(stay_id=HAMLET, house_kind="home", was=tuple(was), now=tuple(now))
    assert counts(event) == [
        (STAYS.name, f"home/{kind}", HAMLET, day, value) for kind, day, value in added
    ]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"nature": Nature.FLOW}, "StayCorrected restates a stock"),
        ({"changes": (restates(ClassHeldV1),)}, "ClassHeldV1 has no spells was"),
        ({"changes": (restates(StaySaid),)}, "StaySaid has no spells was"),
        ({"by": ("topic_code",)}, "StayCorrected has no field topic_code"),
        ({"by": ("stay_id",)}, "is no code and no word of a closed list"),
        ({"changes": (restates(StayCorrected),) * 2}, "an event stands twice"),
    ],
)
def test_a_measure_that_restates_what_has_no_spells_is_refused(
    told: dict[str, Any], sentence: str
) -> None:
    standard = {"nature": Nature.STOCK, "changes": (restates(StayCorrected),)}
    with pytest.raises(MeasureMisdescribed, match=sentence):
        made(**(standard | told))


def test_registered_is_new_and_renewed_together_and_each_can_be_asked() -> None:
    both = measure("registered", "family", 2022)
    new, renewed = (
        measure("registered-new", "family", 2022),
        measure("registered-renewed", "family", 2022),
    )
    for values in (("family", "new", "2022"), ("family", "renewed", "2022")):
        assert both.group(values) == ()
        assert [each.group(values) for each in (new, renewed)].count(()) == 1
    assert both.group(("family", "new", "2021")) is both.group(("clan", "new", "2022")) is None


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"name": "dogs"}, asking.UnknownMeasure),
        ({"name": "registered", "year": 2022}, asking.TitleYearMissing),
        ({"name": "recognised", "title": "Family!", "year": 2022}, asking.UnknownTitle),
        ({"name": "recognised", "title": "family", "year": 2201}, asking.UnknownTitle),
        ({"name": "families", "only": [("topic_code", "law")]}, asking.NotCountedBy),
        ({"name": "families", "apart": ["topic_code"]}, asking.NotCountedBy),
        ({"name": "classes", "only": [("topic_code", "No code")]}, asking.UnknownValue),
        (
            {"name": "classes", "only": [("topic_code", "law"), ("topic_code", "health")]},
            asking.TwoValues,
        ),
        (
            {"name": "registered-new", "only": [("registration", "renewed")]},
            asking.TwoValues,
        ),
    ],
)
def test_a_measure_that_is_not_counted_is_refused(
    asked: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        measure(**asked)


def test_a_measure_is_asked_apart_by_the_values_of_a_dimension() -> None:
    by_topic = measure("classes", apart=["topic_code"])
    assert by_topic.group(("law", "centre", "")) == ("law",)
    of_law = measure("classes", only=[("topic_code", "law")])
    assert of_law.group(("health", "centre", "")) is None
    assert of_law.group(("law-land", "centre", "")) == ()
    assert (
        measure("classes", only=[("topic_code", "law-land")]).group(("law", "centre", "")) is None
    )
