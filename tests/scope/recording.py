"""The things recorded in a running deployment, all today, whatever their effective days."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.registry.classes.learning_class.learning_class import class_stream
from services.registry.main import CARDS
from services.registry.places.changing import Importer, change_places
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from tests.doors.samples.bodies import list_body
from tests.scope.recording_organisations import DAYS, Organisations
from tests.scope.things import (
    Activity,
    Award,
    Centre,
    Citizen,
    Clan,
    Class,
    Delivery,
    Document,
    Establishment,
    Family,
    Fund,
    ListImport,
    Plan,
    Population,
    Request,
    Session,
    Step,
    Trace,
)
from tests.scope.world import World
from tests.support.waiting import eventually

TOLD_OF = {"recognised": "title-recognised", "revoked": "recognition-revoked"}
"""What a message is about, by what happened."""
NAMES = ("Trần Thị Hoà", "Lê Văn Chu", "Nguyễn Thị Học")
PATIENCE = 90.0
HEADS = "select family_id::text, head_ref::text from families_by_place_v2"
DELIVERIES = """
select delivery_id::text, place_id::text, rule_code, subject_id::text, recipient_id::text,
    event_id::text
from deliveries_v1 where status <> 'requested' order by position
"""
BACKDATE = """
update deliveries_v1 set requested_at = %s::date + time '03:00',
    settled_at = %s::date + time '04:00'
where delivery_id = %s::uuid returning 1
"""


class Recorder(Organisations):
    """Records one world."""

    def world(self) -> World:
        asyncio.run(self._settle())
        families = self._families()
        clans, requests = list(self._clans()), list(self._requests(families))
        establishments = list(self._establishments())
        citizens = list(self._citizens(families))
        centres, funds = list(self._centres()), list(self._funds())
        bearers = [*families, *clans, *establishments, *citizens]
        self._shows("recognition", "places_by_bearer_v2", len(bearers))
        steps = list(self._steps(families))
        told = {
            (TOLD_OF[each.status], each.family_id): each.trace.on
            for each in steps
            if each.status in TOLD_OF
        }
        told |= {
            ("scholarship-awarded", award.recipient_ref): award.awarded_on
            for fund in funds
            for award in fund.awards
        }
        deliveries = list(self._deliveries(told))
        books = (families, clans, requests, steps, centres, funds, deliveries, establishments)
        populations = list(self._populations())
        associations = list(self._associations())
        chapters = list(self._chapters(associations))
        said = citizens, populations, associations, chapters, list(self._memberships(chapters))
        sessions = list(self._sessions(centres))
        boards = list(self._boards())
        committees, activities = list(self._committees()), list(self._activities(centres))
        documents = list(self._documents(centres))
        plans = list(self._plans(centres))
        kept = sessions, boards, committees, activities
        lists = list(self._imports(centres))
        world = World(self._land, self._today, *books, *said, *kept, documents, plans, lists)
        self._shown(world)
        self._shows("registry", "imports_v1", len(lists))
        return world

    def _shown(self, world: World) -> None:
        """Every view and table has everything."""
        awards = sum(len(each.awards) for each in world.funds)
        classes = sum(len(each.classes) for each in world.centres)
        ended = sum(each.ended_on is not None for each in world.clans)
        self._shows("registry", "clans_v3 where ended_on is not null", ended)
        self._shows("registry", "requests_v1", len(world.requests))
        self._shows("registry", "centres_by_place_v2", len(world.centres))
        self._shows("registry", "classes_by_day_v1", classes)
        self._shows("registry", "classes_v2", classes)
        self._shows("registry", "centre_ratings_v1", len(world.centres))
        self._shows("registry", "centre_facilities_v1", len(world.centres))
        self._shows("registry", "sessions_v2", len(world.sessions))
        self._shows("registry", "activities_v1", len(world.activities))
        self._shows("registry", "documents_v1", len(world.documents))
        self._shows("registry", "plan_items_v1", len(world.plans))
        self._shows("recognition", "candidacies_by_bearer_v1", len(world.steps))
        self._shows("funding", "awards_by_fund_v1", awards)
        gone = sum(each.ended_on is not None for each in world.establishments)
        self._shows("registry", "establishments_v1 where ended_on is not null", gone)
        left = sum(each.ended_on is not None for each in world.citizens)
        self._shows("registry", "citizens_v1 where ended_on is not null", left)
        self._shows("registry", "populations_v1", len(world.populations))
        over = sum(each.ended_on is not None for each in world.associations)
        self._shows("registry", "associations_v2 where ended_on is not null", over)
        bearers = world.families, world.clans, world.establishments, world.citizens
        closed = sum(each.ended_on is not None for each in world.chapters)
        self._shows("registry", "chapters_v1 where ended_on is not null", closed)
        parted = sum(each.ended_on is not None for each in world.memberships)
        self._shows("registry", "memberships_v1 where ended_on is not null", parted)
        shut = sum(each.ended_on is not None for each in world.boards)
        self._shows("registry", "boards_v1 where ended_on is not null", shut)
        done = sum(each.ended_on is not None for each in world.committees)
        self._shows("registry", "committees_v1 where ended_on is not null", done)
        led = world.boards, world.committees
        organisation = world.associations, world.chapters, world.memberships, *led
        things = (*bearers, *organisation, world.centres, world.centres, world.steps)
        counted = sum(map(len, things)) + ended + gone + left + over + closed + parted + shut + done
        counted += 4 * len(world.centres)  # two facilities, each by two measures
        counted += len(world.documents) + len(world.plans)
        counted += 2 * (awards + len(world.activities))
        counted += 3 * (classes + len(world.sessions))  # of none it is said what it cost
        self._shows("rollups", "contributions_v2", counted)

    async def _settle(self) -> None:
        async with open_store(self._deployment.databases["registry"], CARDS.facts) as store:
            by = Importer(Origin("import:scope", uuid4()))
            await change_places(Transactions(store), list(self._land.facts()), by)

    def _shows(self, service: str, table: str, number: int) -> None:
        def found() -> bool:
            query = f"select count(*) from {table}"
            return self._deployment.rows(service, query) == [(number,)]

        eventually(found, PATIENCE, f"{number} rows in {table} of {service}")

    def _families(self) -> list[Family]:
        traces = self._traces("hamlet", 2)
        heads = [
            {"full_name": self._chance.choice(NAMES), "phone": f"09{n:08}"}
            for n in range(len(traces))
        ]
        rows = [
            {"place_id": self._id(place), "registered_on": day.isoformat(), "head": head}
            for (place, day), head in zip(traces, heads, strict=True)
        ]
        answer = self._system.post("/registry/v1/families/bulk", rows=rows)
        assert answer["refused"] == 0, answer

        self._shows("registry", "families_by_place_v2", len(rows))
        refs = dict(self._deployment.rows("registry", HEADS))
        family_ids = [row["answer"]["family_id"] for row in answer["rows"]]
        return [
            Family(family_id, trace, refs[family_id], *head.values())
            for family_id, trace, head in zip(family_ids, traces, heads, strict=True)
        ]

    def _clans(self) -> Iterator[Clan]:
        """Every other one ends, some on a day on which its place was there no more."""
        clans = "/registry/v1/clans"
        for n, trace in enumerate([*self._traces("commune", 2), *self._traces("hamlet", 1)]):
            body = {"place_id": self._id(trace.place), "registered_on": trace.on.isoformat()}
            clan_id = self._system.post(clans, **body)["clan_id"]
            ended = self._after(trace.on, 1)[0] if n % 2 else None
            if ended is not None:
                said = {"clan_id": clan_id, "ended_on": ended.isoformat()}
                self._system.post(f"{clans}/dissolutions", **said)
            yield Clan(clan_id, trace, ended)

    def _establishments(self) -> Iterator[Establishment]:
        """Every other one ends."""
        establishments = "/registry/v1/establishments"
        for n, trace in enumerate(self._traces("commune", 1)):
            body = {"place_id": self._id(trace.place), "registered_on": trace.on.isoformat()}
            named = {"kind": "school", "name": f"Trường Tiểu học số {n}"}
            id_ = self._system.post(establishments, **body, **named)["establishment_id"]
            ended = self._after(trace.on, 1)[0] if n % 2 else None
            if ended is not None:
                said = {"establishment_id": id_, "ended_on": ended.isoformat()}
                self._system.post(f"{establishments}/dissolutions", **said)
            yield Establishment(id_, trace, ended)

    def _citizens(self, families: Sequence[Family]) -> Iterator[Citizen]:
        """Every fifth head; every other one ends."""
        citizens = "/registry/v1/citizens"
        for n, family in enumerate(families[::5]):
            trace = family.trace
            body = {"place_id": self._id(trace.place), "registered_on": trace.on.isoformat()}
            named = {"person_ref": family.head_ref, "group_code": "resident"}
            id_ = self._system.post(citizens, **body, **named)["citizen_ref"]
            ended = self._after(trace.on, 1)[0] if n % 2 else None
            if ended is not None:
                said = {"citizen_ref": id_, "ended_on": ended.isoformat()}
                self._system.post(f"{citizens}/endings", **said, ground_code="other")
            yield Citizen(id_, trace, ended)

    def _populations(self) -> Iterator[Population]:
        of = {"population_kind": "households", "source_code": "census"}
        traces = [*self._traces("commune", 2), *self._traces("hamlet", 1)]
        for number, trace in enumerate(traces):
            at = {"place_id": self._id(trace.place), "counted_on": trace.on.isoformat()}
            told = self._system.post("/registry/v1/populations", **at, **of, number=number)
            yield Population(told["population_id"], trace, number)

    def _requests(self, families: Sequence[Family]) -> Iterator[Request]:
        """Of every third head, some once their hamlet was there no more."""
        asked = {"kind_code": "access", "channel_code": "post"}
        for family in families[::3]:
            (day,) = self._after(family.trace.on, 1)
            body = {"person_ref": family.head_ref, "received_on": day.isoformat(), **asked}
            request_id = self._system.post("/registry/v1/requests", **body)["request_id"]
            yield Request(request_id, Trace(family.trace.place, day))

    def _centres(self) -> Iterator[Centre]:
        for place, day in [*self._traces("commune", 1), *self._traces("hamlet", 1)[::2]]:
            body = {"place_id": self._id(place), "established_on": day.isoformat()}
            centre_id = self._system.post("/registry/v1/centres", **body)["centre_id"]
            classes = list(self._classes(centre_id, day))
            (rated_on,) = self._after(day, 1)
            rated: dict[str, Any] = {"centre_id": centre_id, "rating_year": rated_on.year}
            by = {"band_code": "good", "rater_code": "centre", "rated_on": rated_on.isoformat()}
            self._system.post("/registry/v1/centres/ratings", **rated, **by)
            has = {
                "facilities": [{"facility_code": "seal"}, {"facility_code": "club", "number": 3}]
            }
            year = {"equipped_year": rated_on.year, "said_on": rated_on.isoformat()}
            said: dict[str, Any] = {"centre_id": centre_id, **year, **has}
            self._system.post("/registry/v1/centres/facilities", **said)
            yield Centre(centre_id, Trace(place, day), classes, rated_on)

    def _classes(self, centre_id: str, day: date) -> Iterator[Class]:
        """Reported at the counter of their centre."""
        for number, held_on in enumerate(self._after(day, 3)):
            report = {"held_on": held_on.isoformat(), "topic_code": "law"}
            path = f"/registry/v1/centres/{centre_id}/classes"
            told = self._system.post(path, **report, attendances=10**number)["class_id"]
            yield Class(str(class_stream(UUID(centre_id), UUID(told))), held_on, 10**number)

    def _sessions(self, centres: Sequence[Centre]) -> Iterator[Session]:
        """One of each centre."""
        for number, centre in enumerate(centres):
            (day,) = self._after(centre.trace.on, 1)
            whose = {"organiser_kind": "centre", "organiser_id": centre.centre_id}
            held = {"topic_code": "law", "held_on": day.isoformat(), "attendances": number + 1}
            told = self._system.post("/registry/v1/sessions", **whose, **held)
            trace = Trace(centre.trace.place, day)
            yield Session(told["session_id"], centre.centre_id, trace, number + 1)

    def _activities(self, centres: Sequence[Centre]) -> Iterator[Activity]:
        """One of each centre."""
        for number, centre in enumerate(centres):
            (day,) = self._after(centre.trace.on, 1)
            whose = {"organiser_kind": "centre", "organiser_id": centre.centre_id}
            came = [{"attendee_kind": "residents", "number": number + 1}]
            held = {"activity_kind": "congress", "held_on": day.isoformat(), "attendees": came}
            told = self._system.post("/registry/v1/activities", **whose, **held)
            trace = Trace(centre.trace.place, day)
            yield Activity(told["activity_id"], centre.centre_id, trace, number + 1)

    def _documents(self, centres: Sequence[Centre]) -> Iterator[Document]:
        """One of each centre."""
        for number, centre in enumerate(centres, 1):
            (day,) = self._after(centre.trace.on, 1)
            whose = {"organiser_kind": "centre", "organiser_id": centre.centre_id}
            said = {"document_kind": "report", "document_number": f"{number}/BC-TT"}
            on = {"issued_on": day.isoformat(), "heading": f"Về việc {number}/BC-TT"}
            told = self._system.post("/registry/v1/documents", **whose, **said, **on)
            trace = Trace(centre.trace.place, day)
            number_said = said["document_number"]
            yield Document(told["document_id"], centre.centre_id, trace, number_said)

    def _imports(self, centres: Sequence[Centre]) -> Iterator[ListImport]:
        """One of the place of each centre, submitted and not agreed to."""
        for centre in centres:
            place = self._land[centre.trace.place].place_id
            told = self._system.post("/registry/v1/imports", **list_body(str(place)))
            yield ListImport(told["import_id"], Trace(centre.trace.place, self._today))

    def _plans(self, centres: Sequence[Centre]) -> Iterator[Plan]:
        """One of each centre, with one item."""
        for centre in centres:
            (day,) = self._after(centre.trace.on, 1)
            on, due = day.isoformat(), date(day.year, 12, 31)
            of = {"centre_id": centre.centre_id, "plan_year": day.year, "adopted_on": on}
            plan = self._system.post("/registry/v1/plans", **of)
            said = {"set_on": on, "due_on": due.isoformat(), "words": "Họp giao ban"}
            item = self._system.post("/registry/v1/plans/items", **plan, **said)
            trace = Trace(centre.trace.place, day)
            yield Plan(plan["plan_id"], item["item_id"], centre.centre_id, trace, due)

    def _funds(self) -> Iterator[Fund]:
        for place, day in [*self._traces("commune", 1), *self._traces("hamlet", 1)[::3]]:
            body = {"place_id": self._id(place), "opened_on": day.isoformat()}
            fund_id = self._system.post("/funding/v1/funds", **body)["fund_id"]
            awards = [
                Award(str(uuid4()), str(uuid4()), each, n + 1, 10**n)
                for n, each in enumerate(self._after(day, 3))
            ]
            for award in awards:
                said = vars(award) | {"awarded_on": award.awarded_on.isoformat()}
                self._system.post(f"/funding/v1/funds/{fund_id}/scholarships", **said)
            yield Fund(fund_id, Trace(place, day), awards)

    def _steps(self, families: Sequence[Family]) -> Iterator[Step]:
        """Every other family is registered for the title. Most of these are recognised, of whom
        some lose it again; the others withdraw."""
        for family in families[::2]:
            day, *_ = self._after(family.trace.on, 1)
            candidacy: dict[str, Any] = {"bearer_kind": "family", "bearer_id": family.family_id}
            candidacy |= {"title": "family", "title_year": day.year}
            asked: dict[str, Any] = {"registration": "new", "registered_on": day.isoformat()}
            self._system.post("/recognition/v1/candidacies", **candidacy, **asked)
            at = family.trace.place
            yield Step(family.family_id, day.year, "registered", Trace(at, day))
            if self._chance.random() < 0.8:
                (decided,) = self._after(day, 1)
                said = {"decided_on": decided.isoformat(), "decision_number": "12/QĐ-UBND"}
                self._system.post("/recognition/v1/decisions", **candidacy, **said)
                yield Step(family.family_id, day.year, "recognised", Trace(at, decided))
                if self._chance.random() < 0.3:
                    (revoked,) = self._after(decided, 1)
                    lost = {"revoked_on": revoked.isoformat(), "decision_number": "45/QĐ-UBND"}
                    lost |= {"ground_code": "forged-evidence"}
                    self._system.post("/recognition/v1/revocations", **candidacy, **lost)
                    yield Step(family.family_id, day.year, "revoked", Trace(at, revoked))
            else:
                (gone,) = self._after(day, 1)
                left = {"withdrawn_on": gone.isoformat()}
                self._system.post("/recognition/v1/withdrawals", **candidacy, **left)
                yield Step(family.family_id, day.year, "withdrawn", Trace(at, gone))

    def _deliveries(self, told: Mapping[tuple[str, str], date]) -> Iterator[Delivery]:
        """To each recipient one, because of something effective that day: as if requested and
        settled on some days since, not all today."""
        deployment = self._deployment

        def sent() -> list[tuple[str, ...]]:
            rows = deployment.rows("notifications", DELIVERIES)
            return rows if len(rows) == len(told) else []

        names = {str(each.place_id): each.name for each in self._land.stories.values()}
        found = eventually(sent, PATIENCE, f"{len(told)} deliveries")
        for delivery_id, place_id, rule, *ids in found:
            _, recipient, _ = ids
            days = [*(day for day in DAYS if day >= told[rule, recipient]), self._today]
            requested, settled = sorted(self._chance.choices(days, k=2))
            deployment.rows("notifications", BACKDATE, requested, settled, delivery_id)
            yield Delivery(delivery_id, Trace(names[place_id], requested), ids, settled)
