"""Logs of every service with a view: some streams, each with the facts of one life in order, of
which some have odd content; and what a view should show of them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any
from uuid import UUID, uuid5

import msgspec
import psycopg
from hypothesis import strategies as any_

from services.registry.places.territory.facts import (
    TERRITORY_ID,
)
from shared.eventstore.log.rows import COLUMNS, stored_fact
from shared.eventstore.mapper import FactMapper
from shared.eventstore.views import View
from shared.eventstore.views.view import subject_of
from tests.eventstore.stories import LIVES, OF_A_PARENT
from tests.support.kinds import kinds_of, sample

SEED = UUID(int=11)
OF_A_PLACE = {fact.TYPE for fact in LIVES["registry"][0]}
TABLES = {
    "places": "places_v1",
    "allocations": "allocations_v2",
    "associations": "associations_v2",
    "boards": "boards_v1",
    "committees": "committees_v1",
    "chapters": "chapters_v1",
    "citizens": "citizens_v1",
    "clan_members": "clan_members_v2",
    "clans": "clans_v3",
    "families_by_place": "families_by_place_v2",
    "establishments": "establishments_v1",
    "centres_by_place": "centres_by_place_v2",
    "centre_ratings": "centre_ratings_v1",
    "centre_facilities": "centre_facilities_v1",
    "classes": "classes_v2",
    "classes_by_day": "classes_by_day_v1",
    "erased_people": "people",
    "aliases": "aliases_v1",
    "dismissed_pairs": "dismissed_pairs_v1",
    "corrected_people": "people",
    "placed_people": "people",
    "memberships": "memberships_v1",
    "members_by_day": "members_by_day_v1",
    "membership_spells": "membership_spells_v1",
    "populations": "populations_v1",
    "requests": "requests_v1",
    "activities": "activities_v1",
    "documents": "documents_v1",
    "imports": "imports_v1",
    "plans": "plans_v1",
    "plan_items": "plan_items_v1",
    "centre_spells": "centre_spells_v1",
    "attendees": "attendees_v1",
    "people_told": "people_told_v1",
    "sessions": "sessions_v2",
    "terms": "terms_v1",
    "candidacies_by_bearer": "candidacies_by_bearer_v1",
    "survivors_by_bearer": "survivors_by_bearer_v1",
    "withdrawn_bearers": "withdrawn_bearers_v1",
    "set_back_candidacies": "set_back_candidacies_v1",
    "places_by_bearer": "places_by_bearer_v2",
    "funds": "funds_v1",
    "fund_allocations": "fund_allocations_v1",
    "awards_by_fund": "awards_by_fund_v1",
    "deliveries": "deliveries_v1",
}
VIEWS: list[tuple[str, View]] = [
    (service, view)
    for service in LIVES
    for view in import_module(f"services.{service}.main").CARDS.views
]
ODD_VALUES: tuple[Any, ...] = (
    "a\0b",
    2**70,
    -(2**70),
    2**63,
    None,
    [],
    {},
    "x" * 100_000,
    True,
    "\ue000",
    -1,
    1.5,
)
ODD_BYTES = (b"", b"{", b"\xff\xfe", b"null", b"[1]", b'{"name":"\\ud800"}')
EMPTY = """
set session_replication_role = replica;
truncate log, view_marks, view_facts_set_aside, {} cascade;
update log_head set position = 0;
set session_replication_role = origin;
"""


@dataclass(frozen=True)
class Written:
    """A fact as bytes, on the stream of this life."""

    stream: UUID
    type: str
    data: bytes


@any_.composite
def logs(draw: Any, service: str) -> list[Written]:
    """Lives of this service, interleaved."""
    chosen = draw(any_.lists(any_.sampled_from(LIVES[service]), min_size=1, max_size=6))
    lives = [[(n, step, fact) for step, fact in enumerate(life)] for n, life in enumerate(chosen)]
    steps = draw(any_.permutations([step for life in lives for step in life]))
    told = dict.fromkeys(range(len(lives)), 0)
    found = []
    for n, _, _ in steps:  # whose turn it is; what it says is its next
        _, step, fact = lives[n][told[n]]
        told[n] += 1
        found.append(_written(draw, uuid5(SEED, f"{n}"), step, fact))
    return found


def lived(service: str, number: int) -> list[Written]:
    """So many of each life of the service, of which every tenth ends with what nobody can read, of
    each of its kinds."""
    found = []
    for kind, life in enumerate(LIVES[service]):
        for each in range(number):
            subject = uuid5(SEED, f"life {kind}/{each}")
            steps = [_step(subject, step, fact) for step, fact in enumerate(life)]
            if each % 10 == 0:
                steps += [replace(step, data=b"{") for step in steps]
            found += steps
    return found


def _step(subject: UUID, step: int, fact: type[Any]) -> Written:
    """As it should be."""
    own = {name: uuid5(subject, f"{name} {step}") for name in ("class_id", "award_id")}
    names_of_one = ("place_id", "bearer_id", "fund_id", "centre_id", "clan_id", "item_id")
    own |= dict.fromkeys(names_of_one, subject)
    names = set(fact.__dataclass_fields__)
    data = msgspec.json.encode(sample(fact, **{k: v for k, v in own.items() if k in names}))
    stream = TERRITORY_ID if fact.TYPE in OF_A_PLACE else subject
    if fact in OF_A_PARENT:
        stream = uuid5(subject, f"stream {step}")
    return Written(stream, fact.TYPE, data)


def _written(draw: Any, subject: UUID, step: int, fact: type[Any]) -> Written:
    right = _step(subject, step, fact)
    stream, data, names = right.stream, right.data, set(fact.__dataclass_fields__)
    match draw(any_.sampled_from(("as it should be", "as it should be", "field", "bytes", "type"))):
        case "field" if names:
            odd = {draw(any_.sampled_from(sorted(names))): draw(any_.sampled_from(ODD_VALUES))}
            data = msgspec.json.encode(msgspec.json.decode(data) | odd)
        case "bytes":
            data = draw(any_.sampled_from(ODD_BYTES))
        case "type":
            return Written(stream, "library.not-of-today.v9", data)
    return Written(stream, fact.TYPE, data)


def write(connection: psycopg.Connection[Any], written: Sequence[Written], *tables: str) -> None:
    """As the only facts of the log, by the rules of old; the view's tables are empty."""
    connection.execute(EMPTY.format(", ".join(tables)))
    for position, fact in enumerate(written, 1):
        connection.execute(
            "insert into log select %s, %s, %s, %s, %s, now(), 'tester', %s",
            [position, fact.stream, position, fact.type, fact.data, SEED],
        )
    connection.execute("update log_head set position = %s", [len(written)])


def mapper_of(service: str) -> FactMapper:
    return FactMapper(kinds_of(service).facts)


def told_one_by_one(
    connection: psycopg.Connection[Any], mapper: FactMapper, view: View
) -> tuple[list[Any], list[int]]:
    """What the view's table should hold, and which positions should be set aside: each fact told
    alone, and of each subject none after the first that could not be told. What is known to be of
    another view is none of its business, readable or not. Leaves nothing."""
    aside, ended = list[int](), set[str]()
    of_others = set(mapper.besides(view.hears))
    rows = connection.execute(f"select {COLUMNS} from log order by position").fetchall()
    with connection.transaction(force_rollback=True), connection.cursor() as cursor:
        for row in map(stored_fact, rows):
            if row.topic in of_others:
                continue
            with suppress(Exception), connection.transaction():
                fact = None
                recorded = mapper.recorded(row)
                fact = recorded.fact
                assert subject_of(view, row, fact) not in ended
                view.apply(cursor, [recorded])
                continue
            ended.add(subject_of(view, row, fact))
            aside.append(row.id)
        return shown(connection, TABLES[view.name]), aside


def shown(connection: psycopg.Connection[Any], table: str) -> list[Any]:
    return connection.execute(f"select t::text from {table} t order by 1").fetchall()


def set_aside(connection: psycopg.Connection[Any]) -> list[int]:
    rows = connection.execute("select position from view_facts_set_aside order by position")
    return [position for (position,) in rows]
