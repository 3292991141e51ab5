"""Many events of everything that is counted, and what they add up to, in plain words."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any, Final
from uuid import UUID

from shared.contracts.fields import Spell
from shared.contracts.funding import ScholarshipAwardedV1
from shared.contracts.recognition import (
    CandidacyEvent,
    CandidacyRegisteredV1,
    CandidacyWithdrawnV1,
    RecognitionRevokedV1,
    TitleRecognisedV1,
)
from shared.contracts.registry.activities import ActivityHeldV1
from shared.contracts.registry.associations import AssociationFoundedV1, AssociationSpell
from shared.contracts.registry.boards import BoardFoundedV1, BoardSpell
from shared.contracts.registry.centres import CentreEstablishedV1, ClassHeldV1, RatingSpell
from shared.contracts.registry.chapters import ChapterFoundedV1, ChapterSpell
from shared.contracts.registry.citizens import CitizenRegisteredV1, CitizenSpell
from shared.contracts.registry.clan_members import ClanMemberEvent
from shared.contracts.registry.clans import ClanEndedV1, ClanRegisteredV1
from shared.contracts.registry.classes import ClassHeldV2
from shared.contracts.registry.committees import CommitteeFoundedV1, CommitteeSpell
from shared.contracts.registry.documents import DocumentIssuedV1
from shared.contracts.registry.establishments import EstablishmentRegisteredV1, EstablishmentSpell
from shared.contracts.registry.families import FamilyMemberEvent, FamilyRegisteredV1
from shared.contracts.registry.memberships import MembershipSpell, MembershipStartedV1
from shared.contracts.registry.plans import (
    PlanItemClosedV1,
    PlanItemReopenedV1,
    PlanItemSetV1,
)
from shared.contracts.registry.sessions import SessionHeldV1
from shared.messaging.heard import Heard
from tests.rollups import events, households, learning, organisation
from tests.rollups.events import heard
from tests.rollups.territory import place_id

HAMLETS: Final = [place_id(f"79/766/{each}") for each in ("26965/1", "26965/2", "26968/1")]
DAYS: Final = [date(2022, 1, 1) + timedelta(number) for number in range(5)]
RECORDED: Final = [datetime(2022, 2, number, 5, tzinfo=UTC) for number in (1, 2, 3)]
LEVELS: Final = ("province", "district", "commune")
HOSTS: Final = ("agency", "hamlet", "school")
BOARD_HOSTS: Final = ("clan", "religious", "school")
MEMBER_HOSTS: Final = ("association", "hamlet")
GROUPS: Final = ("officer", "pupil", "worker")
ORGANISERS: Final = ("association", "centre", "peoples-committee")
OF_CANDIDACY: Final = ("title", "registration", "title_year")
OF_HELD: Final = ("topic_code", "organiser_kind", "programme_code")
PROGRAMMES: Final = (None, "learners-needs", "literacy")
COSTS: Final = (None, 0, 1_500_000)
ACTIVITIES: Final = ("congress", "contest", "movement")
PAPERS: Final = ("dispatch", "plan")
OF_PLAN: Final = ("plan_year", "planner_kind")
ESTABLISHMENTS: Final = ("agency", "school", "religious")
TITLES: Final = ("family", "clan")
YEARS: Final = (1990, 2022, 2200)
TOPICS: Final = ("law", "health", "digital-skills")


def many(number: int) -> list[Heard]:
    """At a few places, on a few days, recorded then and later."""
    dice = Random(11)
    return [
        heard(dice.choice(_made(dice)), sequence, dice.choice(RECORDED))
        for sequence in range(1, number + 1)
    ]


def _made(dice: Random) -> list[Any]:
    """One of everything."""
    where, day = dice.choice(HAMLETS), dice.choice(DAYS)
    titled = {"title": dice.choice(TITLES), "title_year": dice.choice(YEARS)}
    run = events.candidacy(where, day, registration=dice.choice(["new", "renewed"]), **titled)
    given = events.recognition(where, day)
    elsewhere = [each for each in HAMLETS if each != where]
    return [
        run,
        events.candidacy_moved(run, dice.choice(elsewhere), dice.choice(DAYS)),
        events.withdrawal(run, day),
        events.candidacy_set_back(run),
        given,
        events.revocation(given, day),
        events.recognition_restored(given, dice.choice([None, dice.choice(DAYS)])),
        *households.told(where, day, dice.choice(HAMLETS)),
        events.family(where, day),
        *events.family_restated(where, day, dice.choice(HAMLETS)),
        events.clan(where, day),
        events.clan_ended(where, day),
        events.clan_moved(where, day, dice.choice(HAMLETS)),
        events.clan_corrected(where, day),
        events.clan_withdrawn(where, day),
        events.establishment(where, day, dice.choice(ESTABLISHMENTS)),
        events.establishment_corrected(where, day, *dice.sample(ESTABLISHMENTS, 2)),
        events.establishment_moved(where, day, dice.choice(HAMLETS), dice.choice(ESTABLISHMENTS)),
        events.establishment_ended(where, day, dice.choice(ESTABLISHMENTS)),
        events.establishment_withdrawn(where, day, dice.choice(ESTABLISHMENTS)),
        *events.bearers_merged(where, day, dice.choice(ESTABLISHMENTS)),
        events.citizen(where, day, dice.choice(GROUPS)),
        *events.citizen_restated(
            where, day, dice.choice(HAMLETS), (dice.choice(GROUPS), dice.choice(GROUPS))
        ),
        *_organised(dice, where, day),
        organisation.plan_item(where, day, dice.choice(YEARS)),
        *organisation.plan_item_restated(where, day, dice.choice(HAMLETS), dice.choice(YEARS)),
        organisation.document(where, day, dice.choice(PAPERS)),
        *organisation.document_restated(where, day, dice.choice(HAMLETS), dice.choice(PAPERS)),
        events.class_held(where, day, dice.randrange(50), dice.choice(TOPICS)),
        events.scholarship(where, day, dice.randrange(1, 4)),
    ]


def _organised(dice: Random, where: UUID, day: date) -> list[Any]:
    return [
        organisation.association(where, day, dice.choice(LEVELS)),
        *organisation.association_restated(where, day, dice.choice(LEVELS)),
        organisation.chapter(where, day, dice.choice(HOSTS)),
        *organisation.chapter_restated(where, day, dice.choice(HOSTS)),
        organisation.board(where, day, dice.choice(BOARD_HOSTS)),
        *organisation.board_restated(where, day, dice.choice(BOARD_HOSTS)),
        organisation.committee(where, day, dice.choice(LEVELS)),
        *organisation.committee_restated(where, day, dice.choice(LEVELS)),
        organisation.membership(where, day, dice.choice(MEMBER_HOSTS)),
        *organisation.membership_restated(where, day, dice.choice(MEMBER_HOSTS)),
        events.centre(where, day),
        *events.centre_restated(where, day, dice.choice(HAMLETS)),
        *organisation.centre_rated(where, day, dice.choice(YEARS)),
        *organisation.centre_equipped(where, day, dice.choice(YEARS)),
        learning.session(where, day, dice.randrange(50), *_whose(dice), dice.choice(COSTS)),
        learning.learning_class(where, day, dice.randrange(50), *_whose(dice), dice.choice(COSTS)),
        *learning.class_restated(where, day, dice.choice(HAMLETS)),
        *learning.session_restated(where, day, dice.choice(HAMLETS)),
        learning.activity(where, day, _began(dice, day), dice.choice(ACTIVITIES)),
        *learning.activity_restated(where, day, _began(dice, day), dice.choice(HAMLETS)),
    ]


def _whose(dice: Random) -> tuple[str, str | None]:
    return dice.choice(ORGANISERS), dice.choice(PROGRAMMES)


def _began(dice: Random, day: date) -> date | None:
    """The first day of a span that ends on this one, or of none."""
    before = [each for each in DAYS if each < day]
    return dice.choice([None, *before])


@dataclass(frozen=True)
class Added:
    """What an event adds to a measure."""

    measure: str
    value: int
    day: date
    place_id: UUID
    recorded_on: date
    said: Mapping[str, str]


def all_added(told: Sequence[Heard]) -> list[Added]:
    """By all of them, and by what they mean together: members count where their bearer does."""
    alone = [each for one in told for each in added(one)]
    together = [
        Added(measure, one.value * times, max(one.day, day), one.place_id, recorded_on, {})
        for member in told
        if isinstance(member.event, (FamilyMemberEvent, ClanMemberEvent))
        for measure in [households.NAMES[member.event.SUBJECT]]
        for bearer in told
        if bearer.event.subject == member.event.subject
        for one in added(bearer)
        for day, times in households.said(member.event)
        for recorded_on in [max(one.recorded_on, member.stamp.time.date())]
    ]
    heads = [replace(each, measure="family-members") for each in alone if each.measure == FAMILIES]
    return [*alone, *together, *heads]


FAMILIES: Final = "families"


def added(told: Heard) -> Iterator[Added]:
    """By the meaning of the event, without the code that counts."""
    event: Any = told.event
    said_by = (*_bearers(event), *_founded(event), *_papers(event), *_added(event))
    for measure, value, day, fields in said_by:
        values = {name: getattr(event, name) for name in fields}
        said = {name: "" if value is None else str(value) for name, value in values.items()}
        yield Added(measure, value, day, event.place_id, told.stamp.time.date(), said)
    for (measure, place, day, of), value in _of_spells(event).items():
        if value:
            yield Added(measure, value, day, place, told.stamp.time.date(), dict(of))


def _of_spells(event: Any) -> Counter[tuple[str, UUID, date, tuple[tuple[str, str], ...]]]:
    """What was counted and what counts now, taken together: what stays so is no event's doing, not
    even one of nothing."""
    if isinstance(event, (FamilyMemberEvent, ClanMemberEvent)):
        return Counter()
    named = {"family_id": FAMILIES, "centre_id": "centres"}
    stock = next((named[each] for each in named if hasattr(event, each)), "clans")
    sums: Counter[tuple[str, UUID, date, tuple[tuple[str, str], ...]]] = Counter()
    for name, counted in _COUNTED_BY.items():
        if hasattr(event, name):
            return counted(event)
    for spells, times in ((getattr(event, "was", ()), -1), (getattr(event, "now", ()), 1)):
        for spell in spells:
            measure, of = _restated(stock, spell)
            if isinstance(event, CandidacyEvent):
                measure = "registered" if hasattr(event, "registration") else "recognised"
                of = {n: str(getattr(event, n)) for n in OF_CANDIDACY if hasattr(event, n)}
            said = tuple(of.items())
            sums[measure, spell.place_id, spell.since, said] += times
            if spell.until is not None:
                sums[measure, spell.place_id, spell.until, said] -= times
    return sums


def _of_held(
    event: Any, number: str, attendances: str, cost: str
) -> Counter[tuple[str, UUID, date, tuple[tuple[str, str], ...]]]:
    sums: Counter[tuple[str, UUID, date, tuple[tuple[str, str], ...]]] = Counter()
    for counted, times in ((getattr(event, "was", ()), -1), (getattr(event, "now", ()), 1)):
        for each in counted:
            by = ("topic_code", each.topic_code), ("organiser_kind", event.organiser_kind)
            said = (*by, ("programme_code", each.programme_code or ""))
            where = each.place_id, each.held_on, said
            sums[number, *where] += times
            sums[attendances, *where] += times * each.attendances
            if each.cost_dong is None:
                sums[f"{number}-cost-unsaid", *where] += times
            else:
                sums[cost, *where] += times * each.cost_dong
    return sums


def _of_item(event: Any) -> Counter[tuple[str, UUID, date, tuple[tuple[str, str], ...]]]:
    """Closed and reopened it is, or was, done; else it is in its plan."""
    sums: Counter[tuple[str, UUID, date, tuple[tuple[str, str], ...]]] = Counter()
    closes = isinstance(event, (PlanItemClosedV1, PlanItemReopenedV1))
    by = ("plan_year", str(event.plan_year)), ("planner_kind", event.planner_kind)
    for spells, times in ((getattr(event, "was", ()), -1), (getattr(event, "now", ()), 1)):
        for each in spells:
            sums["plan-items-done" if closes else "plan-items", each.place_id, each.since, by] += (
                times
            )
    return sums


def _of_document(event: Any) -> Counter[tuple[str, UUID, date, tuple[tuple[str, str], ...]]]:
    sums: Counter[tuple[str, UUID, date, tuple[tuple[str, str], ...]]] = Counter()
    for counted, times in ((getattr(event, "was", ()), -1), (getattr(event, "now", ()), 1)):
        for each in counted:
            by = ("document_kind", each.document_kind), ("organiser_kind", event.organiser_kind)
            sums["documents-issued", each.place_id, each.issued_on, by] += times
    return sums


def _of_facilities(event: Any) -> Counter[tuple[str, UUID, date, tuple[tuple[str, str], ...]]]:
    """How many centres have it, and how many of it there are."""
    sums: Counter[tuple[str, UUID, date, tuple[tuple[str, str], ...]]] = Counter()
    for spells, times in ((event.was, -1), (event.now, 1)):
        for each in spells:
            year = "equipped_year", str(each.equipped_year)
            said = ("facility_code", each.facility_code), year
            for day, sign in ((each.since, times), (each.until, -times)):
                if day is not None:
                    sums["centre-facilities", each.place_id, day, said] += sign
                    sums["centre-facility-numbers", each.place_id, day, said] += sign * each.number
    return sums


def _of_activity(event: Any) -> Counter[tuple[str, UUID, date, tuple[tuple[str, str], ...]]]:
    sums: Counter[tuple[str, UUID, date, tuple[tuple[str, str], ...]]] = Counter()
    for counted, times in ((getattr(event, "was", ()), -1), (getattr(event, "now", ()), 1)):
        for each in counted:
            by = ("activity_kind", each.activity_kind), ("organiser_kind", event.organiser_kind)
            began = "" if each.first_on is None else each.first_on.isoformat()
            where = each.place_id, each.held_on, (*by, ("first_on", began))
            sums["activities", *where] += times
            sums["activity-attendances", *where] += times * each.attendances
    return sums


def _restated(stock: str, spell: Spell) -> tuple[str, Mapping[str, str]]:
    if isinstance(spell, EstablishmentSpell):
        return "establishments", {"establishment_kind": spell.establishment_kind}
    if isinstance(spell, CitizenSpell):
        return "citizens", {"group_code": spell.group_code}
    if isinstance(spell, AssociationSpell):
        return "associations", {"level": spell.level}
    if isinstance(spell, BoardSpell):
        return "boards", {"host_kind": spell.host_kind}
    if isinstance(spell, CommitteeSpell):
        return "committees", {"level": spell.level}
    if isinstance(spell, MembershipSpell):
        return "members", {"host_kind": spell.host_kind}
    if isinstance(spell, ChapterSpell):
        return "chapters", {"host_kind": spell.host_kind}
    if isinstance(spell, RatingSpell):
        of = {"band_code": spell.band_code, "rating_year": str(spell.rating_year)}
        return "centres-rated", of
    return stock, {}


def _bearers(event: Any) -> Iterator[tuple[str, int, date, tuple[str, ...]]]:
    match event:
        case FamilyRegisteredV1():
            yield "families", 1, event.registered_on, ()
        case ClanRegisteredV1():
            yield "clans", 1, event.registered_on, ()
        case ClanEndedV1():
            yield "clans", -1, event.ended_on, ()
        case EstablishmentRegisteredV1():
            yield "establishments", 1, event.registered_on, ("establishment_kind",)
        case MembershipStartedV1():
            yield "members", 1, event.joined_on, ("host_kind",)
        case CentreEstablishedV1():
            yield "centres", 1, event.established_on, ()
        case CitizenRegisteredV1():
            yield "citizens", 1, event.registered_on, ("group_code",)


def _founded(event: Any) -> Iterator[tuple[str, int, date, tuple[str, ...]]]:
    match event:
        case CommitteeFoundedV1():
            yield "committees", 1, event.founded_on, ("level",)
        case AssociationFoundedV1():
            yield "associations", 1, event.founded_on, ("level",)
        case ChapterFoundedV1():
            yield "chapters", 1, event.founded_on, ("host_kind",)
        case BoardFoundedV1():
            yield "boards", 1, event.founded_on, ("host_kind",)


def _papers(event: Any) -> Iterator[tuple[str, int, date, tuple[str, ...]]]:
    if isinstance(event, PlanItemSetV1):
        yield "plan-items", 1, event.set_on, OF_PLAN
    if isinstance(event, DocumentIssuedV1):
        yield "documents-issued", 1, event.issued_on, ("document_kind", "organiser_kind")


def _added(event: Any) -> Iterator[tuple[str, int, date, tuple[str, ...]]]:
    registered, recognised = OF_CANDIDACY, ("title", "title_year")
    match event:
        case CandidacyRegisteredV1():
            yield "registered", 1, event.registered_on, registered
        case CandidacyWithdrawnV1():
            yield "registered", -1, event.withdrawn_on, registered
        case TitleRecognisedV1():
            yield "recognised", 1, event.decided_on, recognised
        case RecognitionRevokedV1():
            yield "recognised", -1, event.revoked_on, recognised
        case ClassHeldV1():
            yield "classes", 1, event.held_on, OF_HELD
            yield "attendances", event.attendances, event.held_on, OF_HELD
            yield "classes-cost-unsaid", 1, event.held_on, OF_HELD
        case ClassHeldV2():
            yield "classes", 1, event.held_on, OF_HELD
            yield "attendances", event.attendances, event.held_on, OF_HELD
            yield from _cost(event, "class-cost", "classes-cost-unsaid")
        case SessionHeldV1():
            yield "sessions", 1, event.held_on, OF_HELD
            yield "session-attendances", event.attendances, event.held_on, OF_HELD
            yield from _cost(event, "session-cost", "sessions-cost-unsaid")
        case ActivityHeldV1():
            of = ("activity_kind", "organiser_kind", "first_on")
            yield "activities", 1, event.held_on, of
            yield "activity-attendances", event.attendances, event.held_on, of
        case ScholarshipAwardedV1():
            yield "scholarship-grants", event.grants, event.awarded_on, ()
            yield "scholarship-amount", event.amount_dong, event.awarded_on, ()


def _cost(event: Any, cost: str, unsaid: str) -> Iterator[tuple[str, int, date, tuple[str, ...]]]:
    """What nobody said is not nothing."""
    if event.cost_dong is None:
        yield unsaid, 1, event.held_on, OF_HELD
    elif event.cost_dong:
        yield cost, event.cost_dong, event.held_on, OF_HELD


_COUNTED_BY: Final[Mapping[str, Callable[[Any], Counter[Any]]]] = {
    "session_id": partial(
        _of_held, number="sessions", attendances="session-attendances", cost="session-cost"
    ),
    "activity_id": _of_activity,
    "plan_id": _of_item,
    "document_id": _of_document,
    "class_id": partial(_of_held, number="classes", attendances="attendances", cost="class-cost"),
    "equipped_year": _of_facilities,
}
"""What is not told in spells alone, by the field that only those events have."""
