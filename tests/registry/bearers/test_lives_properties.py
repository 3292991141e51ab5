"""Whatever becomes of clans, establishments and citizens in whatever order: each is in one place or
in none on every day, and what is told of them adds up to that."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from services.registry.bearers.spells import Site
from services.registry.citizens.citizen.citizen import Citizen
from services.registry.citizens.citizen.facts import CitizenSite, citizen_ref
from services.registry.clans.clan import Clan, ClanRegistered
from services.registry.duplicates.merging import bearers, citizens
from services.registry.duplicates.merging.aliases import require_itself
from services.registry.duplicates.merging.bearers import KnownBearer
from services.registry.duplicates.merging.facts import ClanMerged, EstablishmentMerged
from services.registry.establishments.establishment import Establishment, EstablishmentRegistered
from tests.registry.bearers.lives import (
    Books,
    Decide,
    Facts,
    Turn,
    assert_every_life_is_sound,
    turns,
)
from tests.support import land

GROUNDS = ("died", "other")


def clans(books: Books, turn: Turn) -> Facts:
    clan: Clan = books.of(turn.id_)
    merged = ClanMerged(turn.place, turn.other, turn.place, turn.day, "other", ())
    if (found := _merging(books, turn, merged)) is not None:
        return found
    site = Site(turn.place, turn.day)
    registered = ClanRegistered(turn.place, turn.day)
    return _asked(turn, clan, {
        "register": lambda: clan.register(registered, land.NOW),
        "correct": lambda: clan.correct(_of(clan, turn), site, land.NOW),
        "move": lambda: clan.move(site, land.NOW),
        "end": lambda: clan.dissolve(turn.day, land.NOW),
        "correct_end": lambda: clan.correct_end(_end(clan, turn), turn.later, land.NOW),
        "withdraw": clan.withdraw,
    })  # fmt: skip


def establishments(books: Books, turn: Turn) -> Facts:
    it: Establishment = books.of(turn.id_)
    kind = it.kind or "school"
    said = turn.place, turn.other, turn.place, turn.day, "other", ()
    if (found := _merging(books, turn, EstablishmentMerged(*said, kind=kind))) is not None:
        return found
    site, kinds = Site(turn.place, turn.day), ("school", "agency")
    registered = EstablishmentRegistered(turn.place, "school", "Trường Kim Đồng", turn.day)
    return _asked(turn, it, {
        "register": lambda: it.register(registered, land.NOW),
        "correct": lambda: it.correct(_of(it, turn), site, kinds[turn.first], land.NOW),
        "move": lambda: it.move(site, land.NOW),
        "end": lambda: it.dissolve(turn.day, land.NOW),
        "correct_end": lambda: it.correct_end(_end(it, turn), turn.later, land.NOW),
        "withdraw": it.withdraw,
    })  # fmt: skip


def people(books: Books, turn: Turn) -> Facts:
    """Whose references are one person are merged, and two of them come back."""
    it: Citizen = books.of(citizen_ref(turn.id_))
    one = {each: books.of(citizen_ref(each)) for each in (turn.id_, turn.other)}
    if turn.step == "merge":
        return citizens.merge(one, turn.day)
    if turn.step == "unmerge":
        return citizens.come_back({turn.id_: it}, turn.day)
    site = CitizenSite(turn.place, turn.day, "pupil" if turn.first else "worker")
    ground = GROUNDS[turn.first]
    right = (turn.later, ground if turn.later else None)
    found = _asked(turn, it, {
        "register": lambda: it.register(turn.id_, site, land.NOW),
        "correct": lambda: it.correct(_of(it, turn), site, land.NOW),
        "move": lambda: it.move(site, land.NOW),
        "end": lambda: it.end(turn.day, ground, land.NOW),
        "correct_end": lambda: it.correct_end(_end(it, turn), right, land.NOW),
        "withdraw": it.withdraw,
    })  # fmt: skip
    return {citizen_ref(turn.id_): found[turn.id_]}


def _asked(turn: Turn, it: Any, ask: Mapping[str, Callable[[], Sequence[Any]]]) -> Facts:
    """As the counter has it: nothing is said of an alias."""
    if isinstance(it, Clan | Establishment):
        require_itself(it.alias, lambda _: True)
    return {turn.id_: ask[turn.step]()}


def _merging(books: Books, turn: Turn, asked: Any) -> Facts | None:
    it, other = books.of(turn.id_), books.of(turn.other)
    if turn.step == "merge":
        two = [
            KnownBearer(id_, each.spells, each.alias)
            for id_, each in ((turn.id_, it), (turn.other, other))
        ]
        return {turn.id_: bearers.merge(two[0], two[1], asked, land.TODAY)}
    if turn.step == "unmerge":
        return {turn.id_: bearers.unmerge(it.alias, land.TODAY, land.TODAY)}
    return None


def _of(it: Any, turn: Turn) -> date:
    """The day of its registration or its last move, as the books have it."""
    return it.spells[0 if turn.first else -1].since if it.spells else turn.day


def _end(it: Any, turn: Turn) -> date:
    return (it.spells[-1].until if it.spells else None) or turn.day


@pytest.mark.parametrize(
    ("kind", "decide"), [(Clan, clans), (Establishment, establishments), (Citizen, people)]
)
@given(taken=any_.lists(turns, max_size=20))
def test_each_is_in_one_place_or_none_and_its_events_add_up_to_that(
    kind: type[Any], decide: Decide, taken: list[Turn]
) -> None:
    assert_every_life_is_sound(kind, decide, taken)
