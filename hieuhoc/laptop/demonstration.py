"""A laptop edition with its places, its demo data and its demo officers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import httpx2

from hieuhoc.embedded.folder import keep
from hieuhoc.issuer import DemoOfficer
from hieuhoc.laptop import loading
from hieuhoc.laptop.door import Doors
from hieuhoc.laptop.edition import Edition, running_edition
from shared.vocabulary.identifiers import derived_id

LOADED = "demo_data_loaded"


@dataclass(frozen=True)
class Demonstration:
    """`doors` speak for the laptop itself; in `hamlet_id` a family can be registered today;
    `just_loaded`: the demo data came in at this start."""

    edition: Edition
    doors: Doors
    hamlet_id: UUID
    just_loaded: bool


@asynccontextmanager
async def demonstration(
    folder: Path, tell: loading.Progress = lambda *_: None
) -> AsyncIterator[Demonstration]:
    """Running, loaded (at its first start) and with officers. Raises as `running_edition`."""
    async with running_edition(folder) as edition, httpx2.AsyncClient() as client:
        doors = Doors(client, edition.urls, edition.issuer.system_token())
        loaded = folder / LOADED
        just_loaded = not loaded.exists()
        if just_loaded:
            await edition.or_ended(_filled(edition, doors, tell))
            keep(loaded, "")
        hamlet_id = await edition.or_ended(loading.todays_hamlet(doors))
        await edition.or_ended(loading.hamlet_of_lists(doors))
        edition.issuer.appoint(officers(hamlet_id))
        yield Demonstration(edition, doors, hamlet_id, just_loaded)


async def _filled(edition: Edition, doors: Doors, tell: loading.Progress) -> None:
    await loading.bring_places(edition.servers.database("registry"))
    await loading.load(doors, tell)


def officers(hamlet_id: UUID) -> tuple[DemoOfficer, ...]:
    """One at each level. The province's officer also holds the province as it was until 1 July
    2025: a grant on a place that has ended is what reads its history."""
    reform = date(2025, 7, 1).isoformat()
    province = (
        derived_id("place", "province", "79", reform),
        derived_id("place", "province", "79", "open"),
    )
    ward = derived_id("place", "commune", loading.TODAYS_WARD, reform)
    return (
        DemoOfficer("province", "province-officer", province),
        DemoOfficer("commune", "commune-officer", (ward,)),
        DemoOfficer("hamlet", "hamlet-officer", (hamlet_id,)),
    )
