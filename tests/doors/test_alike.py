"""What is out of reach and what is not there are answered alike, by every operation."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID, uuid4, uuid5

import httpx2
import pytest

from services.registry.main import CARDS
from services.registry.places.changing import Importer, change_places
from services.registry.places.territory.facts import TERRITORY_ID
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.web.identity import Grant
from tests.doors.alike import (
    OPEN,
    Pair,
    asking,
    in_commune,
    spots,
    value_at,
    variants,
)
from tests.doors.forms import Operation, operations
from tests.doors.samples import World, candidacy_body, samples, world
from tests.doors.tries import Door
from tests.doors.wire import Line
from tests.journeys.deployment import Deployment
from tests.support import land
from tests.support.sources import SERVICES
from tests.support.waiting import eventually
from tests.web.tokens import signed_in

OURS, THEIRS = land.OTHER_COMMUNE, land.named("commune of others")
AT_HOME = {land.COMMUNE: OURS, land.PROVINCE: OURS}
BEHIND = "select 1 from view_marks where position < (select position from log_head)"
LEFT = (
    "select actor, type from log where actor like 'alike-%'"
    " union all select actor, 'key' from command_keys where actor like 'alike-%'"
)


KINDS = (
    frozenset({"hamlet", "commune"}),
    frozenset({"head", "person_to_forget", "restricted", "twin", "twin_apart"}),
    frozenset({"request"}),
    frozenset({"family", "bearer that waits"}),
    frozenset({"clan", "clan_to_move", "clan_to_withdraw", "waiting"}),
    frozenset({"establishment", "establishment_to_move", "establishment_to_withdraw"}),
    frozenset({"citizen", "citizen_to_move", "citizen_to_withdraw"}),
    frozenset({"association", "association_to_merge", "association_to_withdraw"}),
    frozenset({"chapter", "chapter_to_merge", "chapter_to_withdraw"}),
    frozenset({"committee", "committee_to_merge", "committee_to_withdraw"}),
    frozenset({"board", "board_to_merge", "board_to_withdraw"}),
    frozenset({"membership", "membership_to_withdraw"}),
    frozenset({"centre", "centre_to_move", "centre_to_merge", "centre_to_withdraw"}),
    frozenset({"held_class", "planned_class", "class_to_withdraw"}),
    frozenset({"activity", "activity_planned", "activity_to_withdraw", "contest"}),
    frozenset({"list_import", "list_to_drop", "list_to_mend", "list_to_undo"}),
    frozenset({"document", "document_to_withdraw"}),
    frozenset({"plan", "plan_to_withdraw"}),
    frozenset({"item", "item_to_withdraw"}),
    frozenset({"review"}),
    frozenset({"minute"}),
    frozenset({"session", "session_planned", "session_to_withdraw"}),
    frozenset({"fund", "waiting_fund"}),
    frozenset({"delivery"}),
)
OF_ANOTHER_KIND = frozenset({"family", "fund", "territory"})
"""Asked for wherever an id is; the others where one of their kind is."""


@dataclass(frozen=True)
class Lands:
    """Something of every kind in two communes, by what it is."""

    ours: World
    theirs: Mapping[str, str]

    def grants(self) -> dict[str, Grant]:
        return {
            "commune": Grant("province-officer", OURS, "subtree"),
            "hamlet": Grant("hamlet-officer", UUID(self.ours.hamlet), "own"),
        }

    def names(self) -> dict[str, str]:
        """By id. A candidacy's says no more than its bearer's, of which it is made."""
        ours = self.ours.known | {"commune": str(OURS)}
        named = {id_: f"our {name}" for name, id_ in ours.items() if name != "candidacy"}
        theirs = {id_: f"their {name}" for name, id_ in self.theirs.items() if name != "candidacy"}
        return named | theirs

    def is_asked(self, id_: str, value: object) -> bool:
        """Whether the id is tried where the sample has this value. What is ours is tried where
        something of ours of another kind is asked for."""
        known = self.names()
        whose, _, name = known[id_].partition(" ")
        if value is None:  # a head by reference, where the sample says one by data
            return whose == "their"
        same = known.get(str(value), "").partition(" ")[2]
        kind = next((kind for kind in KINDS if same in kind), frozenset[str]())
        if whose == "our" and (not kind or name in kind):
            return False
        return name in kind or name in OF_ANOTHER_KIND


@pytest.fixture(scope="module")
def lands(deployment: Deployment) -> Lands:
    asyncio.run(_found(deployment))
    ours, theirs = world(deployment, OURS), world(deployment, THEIRS)
    officer, waiting = deployment.officer("commune-officer", THEIRS), str(uuid4())
    officer.post("/recognition/v1/candidacies", **candidacy_body(waiting, theirs.hamlet))
    officer.post(f"/registry/v1/people/{theirs.person_to_forget}/erasure")
    more = {"commune": str(THEIRS), "bearer that waits": waiting, "territory": str(TERRITORY_ID)}
    return Lands(ours, theirs.known | more)


async def _found(deployment: Deployment) -> None:
    """The commune of others: official places have no door."""
    commune = land.established(THEIRS, "commune", land.PROVINCE, "27319")
    async with open_store(deployment.databases["registry"], CARDS.facts) as store:
        by = Importer(Origin("import:more", uuid4()))
        await change_places(Transactions(store), [commune], by)


@dataclass(frozen=True)
class Knocking:
    """One sort of officer at one service."""

    deployment: Deployment
    lands: Lands
    service: str
    officer: str

    def pairs(self) -> Iterator[Pair]:
        names = self.lands.names()
        for number, (id_, what) in enumerate(names.items()):
            subject = f"alike-{self.service}-{self.officer}-{number}"
            doors = self._door(f"{subject}-known"), self._door(f"{subject}-nothing")
            nothing = str(uuid5(UUID(id_), "nothing"))  # one and the same for all officers
            yield Pair(what, (id_, nothing), doors, names)

    def _door(self, subject: str) -> Door:
        token = self.deployment.provider.token([self.lands.grants()[self.officer]], sub=subject)
        known = {
            name: in_commune(sample, AT_HOME) for name, sample in samples(self.lands.ours).items()
        }
        return Door(self.deployment.ports[self.service], signed_in(token), known)


def document(deployment: Deployment, service: str) -> list[Operation]:
    address = f"http://127.0.0.1:{deployment.ports[service]}/openapi.json"
    return [each for each in operations(httpx2.get(address).json()) if each.name not in OPEN]


async def asked(knocking: Knocking, asked_for: Sequence[Operation]) -> list[str]:
    """What is told apart. Both of a pair are asked the same in the same order."""

    async def one(pair: Pair) -> list[str]:
        async with Line() as line:
            return [
                f"{operation.name} {spot}: {wrong}"
                for operation in asked_for
                for sample in variants(pair.doors[0].samples[operation.name])
                for spot in spots(operation, sample)
                if knocking.lands.is_asked(pair.ids[0], value_at(sample, spot))
                if (wrong := await pair.ask(line, asking(operation, sample, spot))) is not None
            ]

    return [wrong for found in await asyncio.gather(*map(one, knocking.pairs())) for wrong in found]


async def walked(knocking: Knocking) -> list[str]:
    """Reads, commands, and reads again, once the views have seen what the commands did."""
    known = document(knocking.deployment, knocking.service)
    reads = [each for each in known if each.method == "GET"]
    commands = [each for each in known if each.method != "GET"]
    wrong = await asked(knocking, reads) + await asked(knocking, commands)
    rows = partial(knocking.deployment.rows, knocking.service)
    await asyncio.to_thread(eventually, lambda: not rows(BEHIND), 60, "the views have seen it")
    return wrong + await asked(knocking, reads) + left_unlike(rows(LEFT))


def left_unlike(left: Sequence[tuple[Any, ...]]) -> list[str]:
    """What one of a pair left in the log, or among the keys, and the other did not."""
    kept = Counter(left)
    return [
        f"{actor} left {number} × {what}, its like {kept[other, what]}"
        for (actor, what), number in kept.items()
        if (other := _like(actor)) and kept[other, what] != number
    ]


def _like(actor: str) -> str:
    pair, _, which = actor.rpartition("-")
    return f"{pair}-{'known' if which == 'nothing' else 'nothing'}"


@pytest.mark.parametrize("service", SERVICES)
async def test_what_is_out_of_reach_is_as_if_it_were_not_there(
    deployment: Deployment, lands: Lands, service: str
) -> None:
    wrong = [
        f"{officer} {tells}"
        for officer in lands.grants()
        for tells in await walked(Knocking(deployment, lands, service, officer))
    ]
    assert not wrong, "\n".join([f"{len(wrong)} answers tell:", *wrong[:40]])
