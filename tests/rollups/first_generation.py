"""What rollups was before measures had dimensions: the tables and the projection of version 1, as
a process of then that still runs writes into them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from types import MappingProxyType
from typing import Any, Final

import psycopg

from services.rollups.inbox.cells import CellsProjection
from services.rollups.measures.catalogue import BY_NAME, HEARD, VERSIONS
from services.rollups.views.tables import MIGRATIONS
from shared.contracts.envelope import Contract, Stamp
from shared.contracts.funding import FundAllocatedV1, ScholarshipAwardedV1
from shared.contracts.recognition import (
    CandidacyRegisteredV1,
    CandidacyWithdrawnV1,
    RecognitionRevokedV1,
    TitleRecognisedV1,
)
from shared.contracts.registry.centres import (
    CentreEquippedV1,
    CentreEvent,
    CentreFacilitiesWithdrawnV1,
    CentreRatedV1,
    CentreRatingWithdrawnV1,
    ClassHeldV1,
)
from shared.contracts.registry.clan_members import ClanMemberEvent
from shared.contracts.registry.clans import ClanEndedV1, ClanRegisteredV1
from shared.contracts.registry.families import FamilyMemberEvent, FamilyRegisteredV1
from shared.eventstore.read_models import OfOthersEvents
from shared.messaging.heard import Heard
from shared.vocabulary.calendar import civil_day

LAST: Final = "0011_rebuild_turn.sql"
APPEND: Final = """
insert into contributions_v1 (topic, position, measure, place_id, effective_on, recorded_on, value,
    subject_id)
values (%s, %s, %s, %s, %s, %s, %s, %s)
"""
ADD: Final = """
insert into cells_v1 as cell (measure, place_id, effective_on, recorded_on, value)
values (%s, %s, %s, %s, %s)
on conflict (measure, place_id, effective_on, recorded_on)
do update set value = cell.value + excluded.value
"""
MOVE: Final = """
insert into freshness_v1 as fresh (topic, recorded_at) values (%s, %s)
on conflict (topic) do update set recorded_at = greatest(fresh.recorded_at, excluded.recorded_at)
"""


def migrations(folder: Path) -> Path:
    """The migrations there were, in a folder of the same name."""
    there = folder / "rollups" / "migrations"
    there.mkdir(parents=True)
    for file in sorted(MIGRATIONS.glob("*.sql")):
        if file.name <= LAST:
            copy(file, there)
    return there


def of_then(batch: Sequence[Heard]) -> list[Heard]:
    """Without what nobody counted then: centres, establishments, citizens, associations, chapters,
    members, sessions, classes of any organiser, and that a bearer moved, was corrected or
    withdrawn."""
    told_since = (
        *("was", "establishment_kind", "group_code", "founded_on", "established_on"),
        *("joined_on", "session_id", "organiser_id", "activity_id", "plan_id"),
    )
    return [h for h in batch if not any(hasattr(h.event, name) for name in told_since)]


def codes(event: Any) -> list[tuple[str, Any, int]]:
    """Measure, effective day and value."""
    match event:
        case FamilyRegisteredV1():
            return [("families", event.registered_on, 1)]
        case ClanRegisteredV1():
            return [("clans", event.registered_on, 1)]
        case ClanEndedV1():
            return [("clans", event.ended_on, -1)]
        case CandidacyRegisteredV1(title=title, registration=how, title_year=year):
            return [(f"{title}.registered.{how}.{year}", event.registered_on, 1)]
        case CandidacyWithdrawnV1(title=title, registration=how, title_year=year):
            return [(f"{title}.registered.{how}.{year}", event.withdrawn_on, -1)]
        case TitleRecognisedV1(title=title, title_year=year):
            return [(f"{title}.recognised.{year}", event.decided_on, 1)]
        case RecognitionRevokedV1(title=title, title_year=year):
            return [(f"{title}.recognised.{year}", event.revoked_on, -1)]
        case ClassHeldV1(held_on=day):
            return [("classes", day, 1), ("attendances", day, event.attendances)]
        case ScholarshipAwardedV1(awarded_on=day, grants=grants, amount_dong=amount):
            return [("scholarship.grants", day, grants), ("scholarship.amount", day, amount)]
    raise AssertionError(event)


@dataclass(frozen=True)
class FirstCells(OfOthersEvents):
    """The projection, with the statements of then."""

    version: int = 1
    name: str = "cells"
    hears: tuple[type[Contract], ...] = HEARD
    tables: tuple[str, ...] = ()

    def apply(self, cursor: psycopg.Cursor[Any], batch: Sequence[Heard]) -> None:
        sums: Counter[tuple[Any, ...]] = Counter()
        told: list[tuple[Any, Stamp]] = [(each.event, each.stamp) for each in batch]
        for event, stamp in told:
            for code, day, value in codes(event):
                cell = (code, event.place_id, day, civil_day(stamp.time))
                row = (event.TOPIC, stamp.sequence, *cell, value, event.subject)
                cursor.execute(APPEND, row)
                sums[cell] += value
            cursor.execute(MOVE, (event.TOPIC, stamp.time))
        for cell, value in sorted(sums.items()):
            cursor.execute(ADD, (*cell, value))

    def applied(self, _cursor: psycopg.Cursor[Any], batch: Sequence[Heard]) -> set[str]:
        return {heard.stamp.id for heard in batch}


OF_CENTRES: Final = {
    *(ClassHeldV1, CentreRatedV1, CentreRatingWithdrawnV1),
    *(CentreEquippedV1, CentreFacilitiesWithdrawnV1),
}
"""What was counted of them all the time; ratings and facilities were told of by nobody before."""


RETOLD: Final = {"classes", "attendances", "sessions", "session-attendances"}
"""What migrations told apart anew, with what was counted before."""


NEVER: Final = {"centres", *(name for name in VERSIONS if "-cost" in name)}


class SecondCells(CellsProjection):
    """Centres and costs were told of and not counted, nor were members of families and clans."""

    parts = MappingProxyType(
        {
            name: version if name in RETOLD else 1
            for name, version in VERSIONS.items()
            if name not in NEVER and not BY_NAME[name].holding
        }
    )


THEN: Final[tuple[type[Contract], ...]] = (*HEARD, FundAllocatedV1)
SECOND: Final = SecondCells(
    hears=tuple(
        event
        for event in THEN
        if event in OF_CENTRES
        or not issubclass(event, (CentreEvent, FamilyMemberEvent, ClanMemberEvent))
    ),
    tables=("cells", "contributions", "freshness"),
)
"""What went on where it was: it heard nothing of what is heard now besides, and kept no more. That
a fund was allocated nobody told then."""
