"""The tree as known on past days: kept, and yet always what it would be if it were made anew."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from services.rollups.api.asked import MeasureForm, question_of
from services.rollups.views.known import MOST_KEPT, KnownTrees
from shared.eventstore.facts import Origin
from shared.vocabulary.places import Entry, Tree
from shared.web.actions import Permit
from shared.web.identity import Grant
from tests.rollups.officers import asked_of
from tests.rollups.territory import TAN_BINH, place, place_id
from tests.vocabulary.lands import DAYS, NAMES, entries, named

KNOWN_ON = [date(2026, 1, day) for day in range(1, 8)]


def recorded(said: Sequence[Entry], begun: date = KNOWN_ON[0]) -> list[Entry]:
    """Two lines a day, from that day on."""
    first = KNOWN_ON.index(begun)
    last = len(KNOWN_ON) - 1
    return [
        replace(entry, recorded_on=KNOWN_ON[min(first + number // 2, last)])
        for number, entry in enumerate(said)
    ]


def same(one: Tree, other: Tree) -> bool:
    """Whether they answer everything alike."""
    return (one.entries, list(one)) == (other.entries, list(other)) and all(
        one.children(above, day) == other.children(above, day)
        and one.by_code(code, day) == other.by_code(code, day)
        for above in [None, *map(named, NAMES)]
        for code in ("01", "02")
        for day in DAYS
    )


GROWTH = st.lists(
    st.tuples(
        st.sampled_from(["grows", "is read anew", "is another"]),
        entries,
        st.lists(st.sampled_from(KNOWN_ON), max_size=6),
    ),
    max_size=6,
)


def grown(now: Tree, how: str, said: list[Entry]) -> Tree:
    match how:
        case "grows":
            latest = now.entries[-1].recorded_on if now.entries else KNOWN_ON[0]
            return now.with_(recorded(said, latest))
        case "is read anew":
            return Tree([replace(entry) for entry in now.entries])
        case _:  # shares lines with the one before, in other places
            return Tree(sorted([*recorded(said), *now.entries[1:]], key=lambda e: e.recorded_on))


@settings(deadline=None, max_examples=60)
@given(GROWTH)
def test_a_kept_tree_is_what_it_would_be_if_made_anew_whatever_became_of_the_places(
    growth: list[tuple[str, list[Entry], list[date]]],
) -> None:
    async def asking() -> None:
        known, now = KnownTrees(), Tree()
        for how, said, days in growth:
            before, now = now, grown(now, how, said)
            for day in days:
                assert same(await known.as_of(now, day), now.as_of(day))
                assert same(await known.as_of(before, day), before.as_of(day))
                assert len(known) <= MOST_KEPT

    asyncio.run(asking())


async def test_whoever_asks_for_the_same_lines_at_once_or_later_shares_one_tree() -> None:
    late = replace(place("79/new", "79"), recorded_on=date(2026, 1, 5))
    now = Tree([*TAN_BINH, late])
    known = KnownTrees()
    days = [date(2022, 1, 1), date(2025, 1, 1), date(2026, 1, 4)] * 5
    found = await asyncio.gather(*(known.as_of(now, day) for day in days))
    grown_on = now.with_([replace(place("79/newer", "79"), recorded_on=date(2026, 2, 1))])
    found += [await known.as_of(grown_on, day) for day in days]
    assert len({id(tree) for tree in found}) == 1
    assert await known.as_of(now, date(2026, 1, 5)) is now


async def test_the_event_loop_goes_on_while_a_tree_is_made() -> None:
    lines = [place(f"79/{number}", "79") for number in range(5_000)]
    now = Tree([*lines, replace(place("79/new", "79"), recorded_on=date(2026, 1, 5))])
    making = asyncio.create_task(KnownTrees().as_of(now, date(2026, 1, 4)))
    turns = 0
    while not making.done():
        await asyncio.sleep(0)
        turns += 1
    assert len(await making) == 5_000
    assert turns > 10  # on the event loop it would be one or two


async def test_one_who_goes_away_while_a_tree_is_made_spoils_it_for_nobody() -> None:
    lines = [place(f"79/{number}", "79") for number in range(2_000)]
    now = Tree([*lines, replace(place("79/new", "79"), recorded_on=date(2026, 1, 5))])
    known = KnownTrees()
    first, *others = (asyncio.create_task(known.as_of(now, date(2026, 1, 4))) for _ in range(4))
    await asyncio.sleep(0)
    first.cancel()
    assert [len(tree) for tree in await asyncio.gather(*others)] == [2_000] * 3
    assert first.cancelled()


async def test_two_questions_as_of_a_day_are_answered_by_one_tree(migrated: str) -> None:
    late = replace(place("79/new", "79"), recorded_on=date(2026, 1, 5))
    grants = (Grant("province-officer", place_id("79"), "subtree"),)
    permit, origin = Permit(grants, "rollups.figure.read"), Origin("officer", uuid4())
    form = MeasureForm(
        measure="families", place_code="79", on=date(2022, 9, 23), as_of=date(2026, 1, 4)
    )
    async with asked_of(migrated, Tree([*TAN_BINH, late])) as counter:
        caller = await counter.caller(permit, origin, None)
        (one, _), (other, _) = [await question_of(counter, form, caller) for _ in range(2)]
    assert one is other
