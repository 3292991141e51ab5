"""All that is on the books of the land, by its ids and by what it adds up to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tests.scope.lands import Land
from tests.scope.things import (
    Activity,
    Association,
    Board,
    Centre,
    Chapter,
    Citizen,
    Clan,
    Committee,
    Delivery,
    Document,
    Establishment,
    Family,
    Fund,
    ListImport,
    Membership,
    Plan,
    Population,
    Request,
    Session,
    Step,
    Trace,
)


@dataclass(frozen=True)
class World:
    land: Land
    today: date
    families: Sequence[Family]
    clans: Sequence[Clan] = ()
    requests: Sequence[Request] = ()
    steps: Sequence[Step] = ()
    centres: Sequence[Centre] = ()
    funds: Sequence[Fund] = ()
    deliveries: Sequence[Delivery] = ()
    establishments: Sequence[Establishment] = ()
    citizens: Sequence[Citizen] = ()
    populations: Sequence[Population] = ()
    associations: Sequence[Association] = ()
    chapters: Sequence[Chapter] = ()
    memberships: Sequence[Membership] = ()
    sessions: Sequence[Session] = ()
    boards: Sequence[Board] = ()
    committees: Sequence[Committee] = ()
    activities: Sequence[Activity] = ()
    documents: Sequence[Document] = ()
    plans: Sequence[Plan] = ()
    imports: Sequence[ListImport] = ()

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Names by id."""
        return {str(each.place_id): each.name for each in self.land.stories.values()}

    def id_of(self, place: str) -> str:
        return str(self.land[place].place_id)

    @cached_property
    def ids(self) -> Mapping[str, Sequence[str]]:
        """Of everything, by what a parameter that takes one is called."""
        families = [each.family_id for each in self.families]
        return {
            "place_id": list(self.places),
            "family_id": families,
            "bearer_id": families,
            "person_ref": [each.head_ref for each in self.families],
            "alias_id": [],
            "request_id": [each.request_id for each in self.requests],
            "association_id": [each.association_id for each in self.associations],
            "chapter_id": [each.chapter_id for each in self.chapters],
            "board_id": [each.board_id for each in self.boards],
            "committee_id": [each.committee_id for each in self.committees],
            "body_id": [
                *(each.association_id for each in self.associations),
                *(each.chapter_id for each in self.chapters),
                *(each.board_id for each in self.boards),
                *(each.committee_id for each in self.committees),
                *(each.centre_id for each in self.centres),
            ],
            "membership_id": [each.membership_id for each in self.memberships],
            "clan_id": [each.clan_id for each in self.clans],
            "establishment_id": [each.establishment_id for each in self.establishments],
            "citizen_ref": [each.citizen_ref for each in self.citizens],
            "centre_id": [each.centre_id for each in self.centres],
            "class_id": [held.class_id for each in self.centres for held in each.classes],
            "session_id": [each.session_id for each in self.sessions],
            "activity_id": [each.activity_id for each in self.activities],
            "import_id": [each.import_id for each in self.imports],
            "plan_id": [each.plan_id for each in self.plans],
            "document_id": [each.document_id for each in self.documents],
            "held_id": [
                *(held.class_id for each in self.centres for held in each.classes),
                *(each.session_id for each in self.sessions),
                *(each.activity_id for each in self.activities),
            ],
            "fund_id": [each.fund_id for each in self.funds],
            "delivery_id": [each.delivery_id for each in self.deliveries],
        }

    @cached_property
    def texts(self) -> Sequence[str]:
        """What anybody might search for: every name, some phones."""
        names = dict.fromkeys(each.full_name for each in self.families)
        return [*names, *(each.phone for each in self.families[::3])]

    @cached_property
    def marks(self) -> Mapping[str, Sequence[Trace]]:
        """Every id that tells of a thing, and of each thing it tells of the trace."""
        found: defaultdict[str, list[Trace]] = defaultdict(list)
        for thing_id, trace in self._traces():
            found[thing_id].append(trace)
        return found

    def _traces(self) -> Iterator[tuple[str, Trace]]:
        for family in self.families:
            yield family.family_id, family.trace
            yield family.head_ref, family.trace
        yield from ((clan.clan_id, clan.trace) for clan in self.clans)
        yield from ((each.establishment_id, each.trace) for each in self.establishments)
        yield from ((each.citizen_ref, each.trace) for each in self.citizens)
        yield from ((each.association_id, each.trace) for each in self.associations)
        yield from ((each.chapter_id, each.trace) for each in self.chapters)
        yield from ((each.board_id, each.trace) for each in self.boards)
        yield from ((each.committee_id, each.trace) for each in self.committees)
        yield from ((each.membership_id, each.trace) for each in self.memberships)
        yield from ((each.population_id, each.trace) for each in self.populations)
        yield from ((each.request_id, each.trace) for each in self.requests)
        for centre in self.centres:
            yield centre.centre_id, centre.trace
            for held in centre.classes:
                yield held.class_id, Trace(centre.trace.place, held.held_on)
        yield from ((each.session_id, each.trace) for each in self.sessions)
        yield from ((each.activity_id, each.trace) for each in self.activities)
        yield from ((each.document_id, each.trace) for each in self.documents)
        yield from ((each.import_id, each.trace) for each in self.imports)
        for plan in self.plans:
            yield from ((plan.plan_id, plan.trace), (plan.item_id, plan.trace))
        yield from ((each.candidacy_id, each.trace) for each in self.steps)
        for fund in self.funds:
            yield fund.fund_id, fund.trace
            for award in fund.awards:
                made = Trace(fund.trace.place, award.awarded_on)
                yield from ((award.award_id, made), (award.recipient_ref, made))
        for delivery in self.deliveries:
            yield delivery.delivery_id, delivery.trace
            yield from ((each, delivery.trace) for each in delivery.ids)

    def _clans(self) -> Iterator[tuple[Trace, int, str]]:
        for clan in self.clans:
            yield clan.trace, 1, clan.clan_id
            if clan.ended_on is not None:
                yield Trace(clan.trace.place, clan.ended_on), -1, clan.clan_id

    def _bearers(self, measure: str) -> Iterator[tuple[Trace, int, str]]:
        """Of all that stands on the books of a place; of centres none ends."""
        if measure == "centres":
            yield from ((each.trace, 1, each.centre_id) for each in self.centres)
            return
        if measure == "centres-rated":
            for centre in self.centres:
                yield Trace(centre.trace.place, centre.rated_on), 1, centre.centre_id
            return
        if measure in ("centre-facilities", "centre-facility-numbers"):
            for centre in self.centres:
                where = Trace(centre.trace.place, centre.rated_on)
                for number in (1, 1 if measure == "centre-facilities" else 3):  # seal, clubs
                    yield where, number, centre.centre_id
            return
        things, thing_id = self._of_measure(measure)
        for each in things:
            id_ = str(getattr(each, thing_id))
            yield each.trace, 1, id_
            if each.ended_on is not None:
                yield Trace(each.trace.place, each.ended_on), -1, id_

    def _of_measure(self, measure: str) -> tuple[Sequence[Any], str]:
        """Those that it counts while they are there, and how the id is called of what is counted;
        a member is counted of their chapter."""
        return {
            "establishments": (self.establishments, "establishment_id"),
            "citizens": (self.citizens, "citizen_ref"),
            "associations": (self.associations, "association_id"),
            "chapters": (self.chapters, "chapter_id"),
            "boards": (self.boards, "board_id"),
            "committees": (self.committees, "committee_id"),
            "members": (self.memberships, "chapter_id"),
        }[measure]

    def _attendances(self, measure: str) -> Iterator[tuple[Trace, int, str]]:
        if measure == "session-attendances":
            yield from ((each.trace, each.attendances, each.centre_id) for each in self.sessions)
            return
        if measure == "activity-attendances":
            yield from ((each.trace, each.attendances, each.centre_id) for each in self.activities)
            return
        for centre in self.centres:
            for held in centre.classes:
                where = Trace(centre.trace.place, held.held_on)
                yield where, held.attendances, centre.centre_id

    def contributions(self, measure: str) -> Iterator[tuple[Trace, int, str]]:
        """What adds up to a measure: where and when, how much, of what."""
        match measure:
            case "families":
                yield from ((each.trace, 1, each.family_id) for each in self.families)
            case "clans":
                yield from self._clans()
            case (
                "establishments"
                | "citizens"
                | "associations"
                | "chapters"
                | "boards"
                | "committees"
                | "members"
                | "centres"
                | "centres-rated"
                | "centre-facilities"
                | "centre-facility-numbers"
            ):
                yield from self._bearers(measure)
            case "attendances" | "session-attendances" | "activity-attendances":
                yield from self._attendances(measure)
            case "scholarship-grants":
                for fund in self.funds:
                    for award in fund.awards:
                        where = Trace(fund.trace.place, award.awarded_on)
                        yield where, award.grants, fund.fund_id
