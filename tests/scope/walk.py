"""Every route that only reads, asked for everything there is by one officer: what it tells that is
not his to see, and what it keeps from him that is.

The routes are those that the service itself declares; one that nobody thought of is asked the same.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from shared.web.identity import Grant
from tests.doors.forms import Document, Field, Operation, operations
from tests.doors.samples import Sample
from tests.doors.tries import Door, Try, written
from tests.doors.walk import asked
from tests.doors.wire import Answer
from tests.scope.expected import EXPECTED, LINEAGE
from tests.scope.figures import MEASURES
from tests.scope.judging import Asked
from tests.scope.lands import DAY, EARLY, LATER, REFORM
from tests.scope.oracle import MAY, Oracle
from tests.scope.world import World

READS = ("read", "list", "export")
IDENTITY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PUBLIC = ("place_id",)
"""Ids of what everybody may see."""
MANY_PEOPLE = "person_refs"
NOBODY = str(UUID(int=7))
SINCE_EVER = "2018-01-01"
DAYS = (date(2018, 6, 1), EARLY - DAY, REFORM - DAY, REFORM, LATER - DAY, LATER)


@dataclass(frozen=True)
class Officer:
    """Who asks, at which door; `chance` chooses days and the like."""

    world: World
    port: int
    headers: Mapping[str, str]
    grants: Sequence[Grant]
    chance: random.Random = field(default_factory=random.Random)

    @property
    def name(self) -> str:
        places = self.world.places
        said = [f"{each.role} {places[str(each.place_id)]} {each.reach}" for each in self.grants]
        return " + ".join(said)


async def walk(
    officer: Officer,
    document: Document,
    actions: Mapping[str, str | None],
    samples: Mapping[str, Sample],
) -> list[str]:
    """Sentences about what is wrong; empty when all is well."""
    known = list(operations(document))
    reading = [each for each in known if each.method == "GET" or _reads(actions[each.name])]
    unknown = (_unknown(each, actions[each.name], samples) for each in reading)
    if wrong := [complaint for complaint in unknown if complaint is not None]:
        return wrong
    door = Door(officer.port, officer.headers, samples)
    tries = [
        trying
        for each in reading
        for trying in _tries(officer, door, each, str(actions[each.name]))
    ]
    return [f"{officer.name}: {each}" for each in await asked(tries)]


def _reads(action: str | None) -> bool:
    return action is not None and action.rpartition(".")[2] in READS


def _unknown(operation: Operation, action: str | None, samples: Mapping[str, Sample]) -> str | None:
    if operation.name not in samples:
        return f"{operation.name}: no sample; add one to tests/doors/samples"
    if action not in MAY or not _reads(action):
        return f"{operation.name}: whose {action} is, tests/scope/oracle.py does not say"
    return None


def _tries(officer: Officer, door: Door, operation: Operation, action: str) -> Iterator[Try]:
    oracle = Oracle(officer.world, action, officer.grants)
    for path, query, body in _questions(officer, door.samples[operation.name], operation):
        made = {
            "path": {name: value.encode() for name, value in path.items()},
            "query": {name: value.encode() for name, value in query.items()},
        }
        ask = door.ask(operation, **made, **({"body": written(body)} if body else {}))
        told = {**path, **query, **body}
        judge = partial(_judged, oracle, operation, told)
        yield Try(f"{operation.name} {_spoken(officer.world, told)}", ask, judge)


def _spoken(world: World, told: Asked) -> str:
    return " ".join(f"{name}={world.places.get(said, said)}" for name, said in told.items())


def _ids_asked(told: Asked) -> set[str]:
    """Whatever a question said, of lists each."""
    return {each for said in told.values() for each in ([said] if isinstance(said, str) else said)}


Question = tuple[dict[str, str], dict[str, str], dict[str, Any]]


def _questions(officer: Officer, sample: Sample, operation: Operation) -> Iterator[Question]:
    """Each id anywhere, on some days; each text in a body, and all ids of a kind at once."""
    path, query = operation.parameters["path"], operation.parameters["query"]
    identities = [(each, "path") for each in path if each.kind == "identity"]
    identities += [(each, "query") for each in query if each.kind == "identity"]
    for one, where in identities:
        for thing_id in _ids(officer, one):
            said = {one.name: thing_id}
            asking = {**_days(officer, sample, query), **(said if where == "query" else {})}
            yield {**sample.path, **(said if where == "path" else {})}, asking, {}
    if operation.body:
        for text in officer.world.texts:
            for each in operation.body:
                yield dict(sample.path), _days(officer, sample, query), {each.name: text}
        for each in operation.body:
            if each.name == MANY_PEOPLE:
                refs = tuple([*officer.world.ids["person_ref"], NOBODY][:100])
                yield dict(sample.path), {}, {each.name: refs}
    elif not identities:
        yield dict(sample.path), _days(officer, sample, query), {}


def _ids(officer: Officer, one: Field) -> Sequence[str]:
    """Those that it may name, and some of another kind and of nothing."""
    known = officer.world.ids
    everything = [thing_id for ids in known.values() for thing_id in ids]
    own = known.get(one.name)
    some = officer.chance.sample(everything, min(3, len(everything)))
    return [*(everything if own is None else own), *some, NOBODY]


def _days(officer: Officer, sample: Sample, query: Sequence[Field]) -> dict[str, str]:
    """The sample's query on other days, of other measures, years and states."""
    chance, today = officer.chance, officer.world.today
    days = [*(day.isoformat() for day in DAYS), today.isoformat()]
    others = {
        "limit": ["100"],
        "since": [SINCE_EVER, SINCE_EVER, *days],
        "as_of": [today.isoformat()] * 4 + days,
        "measure": list(MEASURES),
        "year": [str(day.year) for day in (*DAYS, today)],
        "status": ["requested", "accepted"],
    }
    said = dict(sample.query)
    for each in query:
        chosen = others.get(each.name, days if each.kind == "day" else ())
        if chosen and (each.name in said or each.name == "limit" or chance.random() < 0.3):
            said[each.name] = chance.choice(chosen)
    return said


def _judged(oracle: Oracle, operation: Operation, told: Asked, answer: Answer) -> str | None:
    if not oracle.grants:
        return None if answer.status == 403 else "is not forbidden"
    if not 200 <= answer.status < 500:
        return "is answered by a fault"
    return (
        _leaked(oracle, operation, told, answer)
        or _there(oracle, operation, told, answer)
        or EXPECTED.get(operation.name, _nothing_known)(oracle, told, answer)
    )


def _nothing_known(oracle: Oracle, told: Asked, answer: Answer) -> None:
    return None


def _leaked(oracle: Oracle, operation: Operation, told: Asked, answer: Answer) -> str | None:
    """A refusal may repeat what was asked. Lineage is the history of its place, and judged so."""
    if operation.name == LINEAGE:
        return None
    found = set(IDENTITY.findall(answer.text.lower()))
    if answer.status >= 400:
        found -= _ids_asked(told)
    leaked = sorted(each for each in found if not oracle.sees_id(each))
    return f"tells of {leaked}, out of reach" if leaked else None


def _there(oracle: Oracle, operation: Operation, told: Asked, answer: Answer) -> str | None:
    """What is asked by its own id is there if, and only if, it is seen."""
    named = [each.name for each in operation.parameters["path"] if each.kind == "identity"]
    if len(named) != 1 or named[0] in PUBLIC:
        return None
    (name,) = named
    if told[name] not in oracle.world.ids.get(name, oracle.world.marks):
        seen = False
    elif name == "bearer_id":
        seen = oracle.sees_bearer(told[name])
    else:
        seen = oracle.sees_id(told[name])
    if (200 <= answer.status < 300) is seen:
        return None
    return "is kept from who may see it" if seen else "is shown to who may not see it"
