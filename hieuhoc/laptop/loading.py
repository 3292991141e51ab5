"""Loads the demo data through the services' own doors, as any importer would.

Every request carries a key of its own, so a load that was broken off goes on where it was.
"""

import asyncio
import time
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from itertools import islice
from typing import Any, Final
from uuid import UUID

from hieuhoc.laptop import tan_binh
from hieuhoc.laptop.door import DoorRefused, Doors
from hieuhoc.laptop.messy_list import HAMLET
from services.registry.importing.vietnam_2025.proposals import place_proposals
from services.registry.importing.vietnam_2025.units import data_folder, read
from services.registry.main import CARDS
from services.registry.places.changing import Importer, import_places
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.messaging.relay import admission
from shared.vocabulary.identifiers import new_id
from shared.web.garbage import look_rarely

ROWS: Final = 1_000
AT_ONCE: Final = 4
RULED_BY: Final = "123/QĐ-UBND"
NOT_KNOWN: Final = frozenset({"registry.place-unknown", "web.place-not-known-yet"})
KNOWN_WITHIN: Final = 60.0
TODAYS_WARD: Final = "26983"
"""Phường Bảy Hiền: where the demo officers of commune and hamlet work today."""

Progress = Callable[[str, int, int], None]
"""What is being loaded, how much of it is done, how much there is."""


class RowsRefused(RuntimeError):
    """The demo data do not fit the rules any more; says the first refused row."""


async def bring_places(database: str) -> None:
    """Vietnam's places before and after 1 July 2025, straight into the registry's log."""
    proposals = await asyncio.to_thread(lambda: place_proposals(read(data_folder())))
    async with open_store(database, CARDS.facts, admit=admission(CARDS.outbox)) as store:
        importer = Importer(Origin("import:places", new_id()))
        await import_places(Transactions(store), proposals, importer)


async def load(doors: Doors, tell: Progress) -> None:
    """Tân Bình in 2022. Places are there already."""
    hamlets = {each: ward async for each, ward in _hamlets(doors, tell)}
    hamlet_ids = [UUID(each) for each in hamlets]
    look_rarely()  # each service has its copy of the land by now
    families = tan_binh.family_rows(hamlet_ids)
    path = "/registry/v1/families/bulk"
    family_rows = await _bulk(doors, path, families, tan_binh.FAMILIES, tell)
    candidacies = tan_binh.candidacy_rows([row["answer"]["family_id"] for row in family_rows])
    path = "/recognition/v1/candidacies/bulk"
    await _bulk(doors, path, candidacies, tan_binh.CANDIDACIES, tell)
    await _others(doors, hamlets, tell)
    await _classes(doors)
    await _awards(doors, tell)


async def _others(doors: Doors, hamlets: Mapping[str, str], tell: Progress) -> None:
    """Clans, units, citizens and communities, and how many people live there. `hamlets`: of which
    ward each is, by its code."""
    day = tan_binh.REPORTED_ON.isoformat()
    wards = [await _place_id(doors, code, day) for code in tan_binh.WARDS]
    pilot = [each for each, ward in hamlets.items() if ward in tan_binh.PILOT]
    for kind, plural, title, rows in (
        ("clan", "clans", "clan", tan_binh.clan_rows(list(hamlets))),
        ("establishment", "establishments", "unit", tan_binh.unit_rows(wards)),
        ("citizen", "citizens", "citizen", tan_binh.citizen_rows(pilot)),
    ):
        asked = list(rows)
        path = f"/registry/v1/{plural}/bulk"
        answers = await _bulk(doors, path, asked, len(asked), tell)
        places = {
            next(iter(answer["answer"].values())): row["place_id"]
            for row, answer in zip(asked, answers, strict=True)
        }
        await _run(doors, title, tan_binh.runs(kind, title, places))
    await _run(doors, "community", tan_binh.runs("place", "community", {h: h for h in hamlets}))
    count = {"population_kind": "inhabitants", "counted_on": day, "number": tan_binh.INHABITANTS}
    where = {"place_id": await _place_id(doors, tan_binh.DISTRICT, day)}
    of = count | where | {"source_code": "own-report"}
    await doors.post("/registry/v1/populations", "demo/inhabitants", of)


async def _run(doors: Doors, title: str, rows: Iterable[dict[str, Any]]) -> None:
    path = "/recognition/v1/candidacies/bulk"
    await _told(doors, path, f"demo/candidacies/{title}", list(rows))


async def _hamlets(doors: Doors, tell: Progress) -> AsyncIterator[tuple[str, str]]:
    """Each with the code of its ward."""
    day = tan_binh.REPORTED_ON.isoformat()
    wards = {code: await _place_id(doors, code, day) for code in tan_binh.WARDS}
    hamlets = tan_binh.hamlets()
    for n, hamlet in enumerate(hamlets):
        body = {
            "commune_id": wards[hamlet.ward],
            "kind": "khu-pho",
            "name": f"Khu phố {hamlet.number}",
        }
        answer = await doors.post("/registry/v1/places", f"demo/hamlet/{n}", body)
        tell("hamlets", n + 1, len(hamlets))
        yield answer["place_id"], hamlet.ward


async def _bulk(
    doors: Doors, path: str, rows: Iterable[dict[str, Any]], number: int, tell: Progress
) -> list[dict[str, Any]]:
    """Some pages at once; the answers in the order of the rows."""
    allowed = asyncio.Semaphore(AT_ONCE)
    what = path.split("/")[-2]
    done = 0

    async def send(n: int, page: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        nonlocal done
        async with allowed:
            answer = await _told(doors, path, f"demo/{what}/{n}", page)
        done += len(page)
        tell(what, done, number)
        return answer

    answers = await asyncio.gather(*(send(n, page) for n, page in enumerate(_pages(rows))))
    return [row for page in answers for row in page]


async def _told(
    doors: Doors, path: str, key: str, rows: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = (await doors.post(path, key, {"rows": rows}))["rows"]
    for row in answer:
        if row.get("code"):
            raise RowsRefused(f"{path}, row {row['row']}: {row['code']}: {row['detail']}")
    return answer


def _pages(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    waiting = iter(rows)
    while page := list(islice(waiting, ROWS)):
        yield page


async def _classes(doors: Doors) -> None:
    body = {"place_code": tan_binh.WARDS[0], "established_on": "2020-01-02"}
    centre = await doors.post("/registry/v1/centres", "demo/centre", body)
    for n, day in enumerate(tan_binh.CLASSES_ON):
        held = {"held_on": day.isoformat(), "topic_code": "encouragement", "attendances": 120}
        path = f"/registry/v1/centres/{centre['centre_id']}/classes"
        await doors.post(path, f"demo/class/{n}", held)


async def _awards(doors: Doors, tell: Progress) -> None:
    day = tan_binh.REPORTED_ON.isoformat()
    body = {
        "place_id": await _place_id(doors, tan_binh.DISTRICT, day),
        "opened_on": "2020-01-02",
    }
    fund = await _when_known(lambda: doors.post("/funding/v1/funds", "demo/fund", body))
    rows = list(tan_binh.award_rows())
    for n, row in enumerate(rows):
        path = f"/funding/v1/funds/{fund['fund_id']}/scholarships"
        await doors.post(path, f"demo/award/{n}", row)
        tell("scholarships", n + 1, len(rows))


async def _place_id(doors: Doors, code: str, day: str) -> str:
    asked = {"code": code, "on": day}
    found = await _when_known(lambda: doors.get("/registry/v1/places", **asked))
    return str(found["place_id"])


async def _when_known(ask: Callable[[], Awaitable[dict[str, Any]]]) -> dict[str, Any]:
    """A view, or another service's copy, of the places may lag behind: then it is asked again."""
    until = time.monotonic() + KNOWN_WITHIN
    while True:
        try:
            return await ask()
        except DoorRefused as refusal:
            if refusal.code not in NOT_KNOWN or time.monotonic() > until:
                raise
        await asyncio.sleep(0.1)


async def todays_hamlet(doors: Doors) -> UUID:
    """A hamlet of today's ward, where a family can be registered now."""
    ward = await doors.get("/registry/v1/places", code=TODAYS_WARD)
    inside = await doors.get(f"/registry/v1/places/{ward['place_id']}/children")
    if inside["items"]:
        return UUID(inside["items"][0]["place_id"])
    return await _hamlet(doors, ward["place_id"], "Khu phố 1", "demo/todays-hamlet")


async def hamlet_of_lists(doors: Doors) -> None:
    """That there is the one of today's ward of which the messy list is."""
    ward = await doors.get("/registry/v1/places", code=TODAYS_WARD)
    inside = await doors.get(f"/registry/v1/places/{ward['place_id']}/children", limit="100")
    if HAMLET not in {each["name"] for each in inside["items"]}:
        await _hamlet(doors, ward["place_id"], HAMLET, "demo/hamlet-of-lists")


async def _hamlet(doors: Doors, ward_id: str, name: str, key: str) -> UUID:
    body = {"commune_id": ward_id, "kind": "khu-pho", "name": name, "valid_from": "2025-07-01"}
    return UUID((await doors.post("/registry/v1/places", key, body))["place_id"])
