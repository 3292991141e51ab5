"""A clan or an establishment that is on the books twice is merged, and is two after all."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.bearers.spells import Spell
from services.registry.clans.clan import Clan, ClanEnded, ClanMoved, ClanRegistered, ClanWithdrawn
from services.registry.duplicates.merging.aliases import require_itself
from services.registry.duplicates.merging.bearers import KnownBearer, merge, unmerge
from services.registry.duplicates.merging.facts import (
    BearerMerged,
    ClanMerged,
    ClanUnmerged,
    EstablishmentMerged,
    EstablishmentUnmerged,
)
from services.registry.duplicates.merging.refusals import (
    BearerIsMerged,
    BearerMergedElsewhere,
    MergedAlready,
    MergedWithItself,
    MergeUnknown,
    SurvivorEnded,
    UnmergedBeforeMerged,
)
from services.registry.establishments.establishment import Establishment, EstablishmentRegistered
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from tests.support import land

ONE, OTHER, THIRD = (land.named(each) for each in ("one", "other", "third"))
SINCE, DAY, TODAY = date(2025, 8, 1), date(2026, 3, 1), land.TODAY
EARLIER, TOMORROW = DAY - timedelta(days=1), TODAY + timedelta(days=1)
SPELLS = (Spell(land.COMMUNE, SINCE),)
REGISTERED = ClanRegistered(land.COMMUNE, SINCE)
ENDED = ClanEnded(land.COMMUNE, EARLIER)
SCHOOL = EstablishmentRegistered(land.COMMUNE, "school", "Trường Tiểu học Kim Đồng", SINCE)


def clan(*facts: Any) -> Clan:
    found: Clan = fold(Clan(), facts)
    return found


def known(bearer_id: UUID, *facts: Any) -> KnownBearer:
    found = clan(*facts)
    return KnownBearer(bearer_id, found.spells, found.alias)


def into(survivor: UUID, day: date = DAY, **said: Any) -> ClanMerged:
    whole = ClanMerged(land.COMMUNE, survivor, land.HAMLET, day, "other", SPELLS)
    return replace(whole, **said)


BACK = ClanUnmerged(land.COMMUNE, OTHER, land.HAMLET, TODAY, SPELLS)
WHOLE, SURVIVOR = known(ONE, REGISTERED), known(OTHER, REGISTERED)
ALIAS = clan(REGISTERED, into(OTHER))


def test_a_merged_clan_stands_nowhere_and_one_that_is_taken_back_where_it_stood() -> None:
    assert merge(WHOLE, SURVIVOR, into(OTHER, was=()), TODAY) == [into(OTHER)]
    assert ALIAS.spells == ()
    assert unmerge(ALIAS.alias, TODAY, TODAY) == [BACK]
    assert clan(REGISTERED, into(OTHER), BACK).spells == SPELLS


def test_an_establishment_is_merged_and_comes_back_as_of_its_kind() -> None:
    asked = EstablishmentMerged(
        land.COMMUNE, OTHER, land.COMMUNE, DAY, "other", SPELLS, kind="school"
    )
    alias = fold(Establishment(), [SCHOOL, asked])
    back = EstablishmentUnmerged(land.COMMUNE, OTHER, land.COMMUNE, TODAY, SPELLS, kind="school")
    assert (alias.spells, alias.kind) == ((), "school")
    assert unmerge(alias.alias, TODAY, TODAY) == [back]
    again = fold(alias, [back])
    assert (again.spells, again.kind, again.name) == (SPELLS, "school", SCHOOL.name)


def test_asking_twice_changes_nothing() -> None:
    alias = KnownBearer(ONE, ALIAS.spells, ALIAS.alias)
    assert merge(alias, SURVIVOR, into(OTHER, was=()), TODAY) == []
    moved = ClanMoved(land.HAMLET, TODAY, SPELLS, SPELLS)
    assert unmerge(clan(REGISTERED, into(OTHER), BACK, moved).alias, TODAY, TODAY) == []


@pytest.mark.parametrize(
    ("merged", "survivor", "day", "refusal"),
    [
        (WHOLE, WHOLE, DAY, MergedWithItself),
        (WHOLE, SURVIVOR, TOMORROW, DayNotCome),
        (known(ONE), SURVIVOR, DAY, WithdrawnAlready),
        (known(ONE, REGISTERED, into(THIRD)), SURVIVOR, DAY, MergedAlready),
        (WHOLE, known(OTHER, REGISTERED, into(ONE)), DAY, MergedAlready),
        (WHOLE, known(OTHER, REGISTERED, ClanWithdrawn(land.COMMUNE, SPELLS)), DAY, Refusal),
        (WHOLE, known(OTHER, REGISTERED, ENDED), DAY, SurvivorEnded),
    ],
)
def test_a_clan_is_not_merged_with_what_it_cannot_be(
    merged: KnownBearer, survivor: KnownBearer, day: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        merge(merged, survivor, into(survivor.bearer_id, day), TODAY)


@pytest.mark.parametrize("survivor", [SURVIVOR, known(OTHER, REGISTERED, ENDED)])
def test_a_clan_that_ended_is_merged_into_one_that_stands_or_ended(survivor: KnownBearer) -> None:
    gone = known(ONE, REGISTERED, ENDED)
    (merged,) = merge(gone, survivor, into(OTHER), TODAY)
    assert merged.was == (Spell(land.COMMUNE, SINCE, EARLIER),)


@pytest.mark.parametrize(
    ("of", "day", "refusal"),
    [
        (clan(REGISTERED), DAY, MergeUnknown),
        (clan(REGISTERED, into(OTHER), BACK), DAY, MergeUnknown),
        (ALIAS, TOMORROW, DayNotCome),
        (ALIAS, EARLIER, UnmergedBeforeMerged),
    ],
)
def test_a_merge_that_is_none_is_not_taken_back(
    of: Clan, day: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        unmerge(of.alias, day, TODAY)


def test_nothing_is_said_of_an_alias_and_its_survivor_is_named_where_it_is_reached() -> None:
    with pytest.raises(BearerIsMerged, match=str(OTHER)):
        require_itself(ALIAS.alias, lambda place: place == land.HAMLET)
    with pytest.raises(BearerMergedElsewhere):
        require_itself(ALIAS.alias, lambda _: False)
    require_itself(clan(REGISTERED, into(OTHER), BACK).alias, lambda _: False)
    require_itself(clan(REGISTERED).alias, lambda _: False)


@pytest.mark.parametrize(
    "fact",
    [
        into(OTHER),
        BACK,
        EstablishmentMerged(land.COMMUNE, OTHER, land.HAMLET, DAY, "other", SPELLS, kind="school"),
        EstablishmentUnmerged(land.COMMUNE, OTHER, land.HAMLET, DAY, SPELLS, kind="school"),
    ],
)
def test_what_is_stored_reads_back_equal(fact: BearerMerged) -> None:
    mapper = FactMapper([type(fact)])
    assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
