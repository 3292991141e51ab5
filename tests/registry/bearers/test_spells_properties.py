"""Whatever is asked of a bearer, in whatever order: it stands in one place or in none, every day,
and what its events add up to is what its spells say."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, ClassVar
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.registry.bearers.spells import (
    Site,
    Spells,
    begun,
    corrected,
    end_corrected,
    ended,
    moved,
)
from services.rollups.measures.counting import counting, restating
from services.rollups.measures.measure import Measure, Nature, adds, restates
from shared.contracts import fields
from shared.contracts.envelope import Contract
from shared.vocabulary.places.levels import COMMUNE, HAMLET
from shared.vocabulary.refusals import Refusal
from tests.support import land


class BearerEvent(Contract, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "test.bearers"
    SUBJECT: ClassVar[str] = "place_id"
    place_id: UUID


class BearerRegistered(BearerEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.test.bearer-registered.v1"
    registered_on: date


class BearerRestated(BearerEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.test.bearer-restated.v1"
    was: tuple[fields.Spell, ...]
    now: tuple[fields.Spell, ...]


BEARERS = Measure(
    "bearers",
    "chủ thể",
    Nature.STOCK,
    (adds(BearerRegistered, day="registered_on"), restates(BearerRestated)),
)
(ADDS,) = counting([BEARERS])[BearerRegistered]
(RESTATES,) = restating([BEARERS])[BearerRestated]

FIRST = date(2025, 8, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(12)]
PLACES = (land.HAMLET, land.NEIGHBOUR, land.ELSEWHERE, land.COMMUNE)
LEVELS = (COMMUNE, HAMLET)

Asked = Callable[[Spells], Spells]
sites = st.builds(Site, st.sampled_from(PLACES), st.sampled_from(DAYS))
days = st.sampled_from(DAYS)
steps: st.SearchStrategy[Asked] = st.one_of(
    sites.map(lambda site: lambda spells: moved(spells, site, land.NOW, LEVELS)),
    st.tuples(days, sites).map(
        lambda said: lambda spells: corrected(spells, said[0], said[1], land.NOW, LEVELS)
    ),
    days.map(lambda day: lambda spells: ended(spells, day, land.NOW)),
    st.tuples(days, st.none() | days).map(
        lambda said: lambda spells: end_corrected(spells, said[0], said[1], land.NOW)
    ),
    (st.none() | days).map(
        lambda day: (
            lambda spells: end_corrected(
                spells, spells[-1].until or FIRST if spells else FIRST, day, land.NOW
            )
        )
    ),
    st.just(lambda _spells: ()),
)


def told(spells: Spells) -> tuple[fields.Spell, ...]:
    return tuple(fields.Spell(**vars(spell)) for spell in spells)


def places(spells: Spells, day: date) -> list[UUID]:
    """By what the spells mean, day by day."""
    return [s.place_id for s in spells if s.since <= day and (s.until is None or day < s.until)]


@given(sites, st.lists(steps, max_size=8))
def test_a_bearer_is_in_one_place_or_none_every_day_and_its_events_add_up_to_that(
    first: Site, asked: list[Asked]
) -> None:
    spells = begun(first)
    registered = BearerRegistered(place_id=first.place_id, registered_on=first.day)
    added: list[Any] = [ADDS(registered)]
    for ask in asked:
        before = spells
        with suppress(Refusal):
            spells = ask(spells)
        if spells != before:
            restated = BearerRestated(place_id=first.place_id, was=told(before), now=told(spells))
            found = RESTATES(restated)
            assert found, "what adds nothing would not be known again"
            added += found
        for day in DAYS:
            assert len(places(spells, day)) <= 1
            for place in PLACES:
                figure = sum(v for _, _, at, since, v in added if at == place and since <= day)
                assert figure == places(spells, day).count(place)
        for earlier, later in pairwise(spells):
            assert earlier.until == later.since > earlier.since
            assert earlier.place_id != later.place_id


@given(sites, st.lists(steps, max_size=8))
def test_what_was_decided_is_so_when_it_is_asked_again(first: Site, asked: list[Asked]) -> None:
    spells = begun(first)
    for ask in asked:
        with suppress(Refusal):
            spells = ask(spells)
            if spells:
                assert ask(spells) == spells
