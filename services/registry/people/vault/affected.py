"""Whose data were opened, read or changed between two instants: whom a breach of that time affects.

By reference only. What opened them stands in the log, question by question, and in what the vault
wrote down of the requests that it keeps people for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import msgspec
import psycopg

from services.registry.people.person import (
    PersonalDataExported,
    PersonalDataNotShown,
    PersonErased,
)
from services.registry.people.vault.rows import PLACES
from shared.eventstore.log.between import recorded_between
from shared.eventstore.mapper import StoredFact

KEPT: Final = "kept"
EXPORTED: Final = """
select export_id, person_refs from exports where export_id = any(%s)
"""
"""Of exports, whose facts would not hold so many references."""
KEPT_BETWEEN: Final = """
select person_ref, actor, kept_at from kept_for where kept_at >= %(since)s and kept_at < %(until)s
union all
select person_ref, null, kept_at from people where kept_at >= %(since)s and kept_at < %(until)s
"""


class Touched(NamedTuple):
    """What was recorded of a person, or that the vault kept them, by whom, when."""

    person_ref: UUID
    through: str
    actor: str | None
    at: datetime
    place_id: UUID | None = None


@dataclass(frozen=True)
class Affected:
    """A person, on the books of which place, through which facts, by whom, from when to when. Who
    was kept by the vault alone (`kept`) may be by nobody that it wrote down."""

    person_ref: UUID
    place_id: UUID | None
    through: Sequence[str]
    by: Sequence[str]
    first_at: datetime
    last_at: datetime


def affected(
    connection: psycopg.Connection[Any], since: datetime, until: datetime
) -> list[Affected]:
    """Everybody who is, in the order of their references; `until` itself is outside. Where somebody
    is who was erased before, is known no more."""
    touched: dict[UUID, list[Touched]] = {}
    exports: dict[UUID, StoredFact] = {}
    for fact in recorded_between(connection, since, until):
        if fact.topic == PersonalDataExported.TYPE:
            exports[UUID(str(fact.originator_id))] = fact
        for each in _of_fact(fact):
            touched.setdefault(each.person_ref, []).append(each)
    for export_id, person_refs in connection.execute(EXPORTED, [list(exports)]):
        for ref in person_refs:
            touched.setdefault(ref, []).append(_touched(ref, exports[export_id]))
    asked = {"since": since, "until": until}
    for person_ref, actor, at in connection.execute(KEPT_BETWEEN, asked):
        touched.setdefault(person_ref, []).append(Touched(person_ref, KEPT, actor, at))
    places = dict(connection.execute(PLACES, [list(touched)]).fetchall())
    return [_affected(ref, touched[ref], places.get(ref)) for ref in sorted(touched)]


def exports_forgotten(connection: psycopg.Connection[Any], since: datetime, until: datetime) -> int:
    """Exports of that time of which is kept no more whose names left: `affected` lacks them."""
    recorded = recorded_between(connection, since, until)
    exports = {f.originator_id for f in recorded if f.topic == PersonalDataExported.TYPE}
    known = connection.execute(EXPORTED, [list(exports)]).fetchall()
    return len(exports) - len(known)


def _of_fact(fact: StoredFact) -> Iterator[Touched]:
    """Facts say whom they speak of in fields called `…_ref` and `…_refs`, or stand on the person's
    own stream. Who was asked for in vain was not shown."""
    if fact.topic == PersonalDataNotShown.TYPE:
        return
    said = msgspec.json.decode(fact.state)
    place = said.get("place_id")
    place_id = UUID(place) if place and fact.topic == PersonErased.TYPE else None
    refs = list(_refs(said))
    if fact.topic == PersonErased.TYPE:
        refs.append(UUID(str(fact.originator_id)))
    for ref in refs:
        yield _touched(ref, fact, place_id)


def _touched(ref: UUID, fact: StoredFact, place_id: UUID | None = None) -> Touched:
    return Touched(ref, fact.topic, fact.origin.actor, fact.recorded_at, place_id)


def _refs(said: dict[str, Any]) -> Iterator[UUID]:
    for name, value in said.items():
        if name.endswith("_ref") and value is not None:
            yield UUID(value)
        elif name.endswith("_refs"):
            yield from map(UUID, value)


def _affected(ref: UUID, touched: Iterable[Touched], place_id: UUID | None) -> Affected:
    told = sorted(touched, key=lambda each: each.at)
    return Affected(
        ref,
        place_id or next((each.place_id for each in told if each.place_id), None),
        tuple(dict.fromkeys(each.through for each in told)),
        tuple(dict.fromkeys(each.actor for each in told if each.actor)),
        told[0].at,
        told[-1].at,
    )
