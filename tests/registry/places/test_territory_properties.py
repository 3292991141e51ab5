"""Whatever is proposed, in whatever order: the territory stays in order."""

import re
from datetime import date
from itertools import pairwise
from uuid import UUID

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    TerritoryFact,
)
from services.registry.places.territory.rules import ChildrenInForce, ParentNotInForce
from services.registry.places.territory.territory import Territory
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.places import ATTRIBUTES, How
from shared.vocabulary.refusals import Refusal
from tests.vocabulary.lands import DAYS, NAMES, codes, days, ids, named, names


def beginnings(place_ids: st.SearchStrategy[UUID]) -> st.SearchStrategy[PlaceEstablished]:
    return st.builds(
        PlaceEstablished,
        place_ids,
        st.sampled_from(["province", "commune", "hamlet"]),
        st.just("x"),
        names,
        codes,
        st.none() | ids,
        st.none() | days,
        st.none(),
    )


changes = st.one_of(
    beginnings(ids),
    st.builds(
        PlaceAltered,
        ids,
        st.sampled_from(ATTRIBUTES).map(lambda name: (name,)),
        st.just("x"),
        names,
        codes,
        st.none() | ids,
        days,
        st.none(),
    ),
    st.builds(PlaceEnded, ids, days, st.none()),
    st.builds(PlaceSucceeded, ids, ids, st.sampled_from(list(How)), days, st.none()),
)
settled = st.tuples(
    *(
        st.builds(
            PlaceEstablished,
            st.just(named(name)),
            st.sampled_from(["commune", "hamlet"]),
            st.just("x"),
            st.just(name),
            st.sampled_from([f"1{number}", None]),
            st.sampled_from([None, *map(named, NAMES[:number])]),
            st.none(),
            st.none(),
        )
        for number, name in enumerate(NAMES[:4])
    )
)
"""Four places to begin with, so that much of what is proposed then can be."""

histories = st.builds(
    lambda land, lists: [list(land), *lists],
    settled,
    st.lists(st.lists(changes, min_size=1, max_size=3), max_size=12),
)


def told(history: list[list[TerritoryFact]]) -> list[TerritoryFact]:
    """The facts of those lists that were not refused."""
    territory, facts = Territory(), list[TerritoryFact]()
    for proposals in history:
        try:
            new = territory.enact(proposals)
        except Refusal:
            continue
        territory = fold(territory, new)
        facts += new
    return facts


@settings(deadline=None)
@given(histories)
def test_there_is_never_a_hole_a_cycle_or_a_code_twice(history: list[list[TerritoryFact]]) -> None:
    tree = fold(Territory(), told(history)).tree
    for day in DAYS:
        in_force = [place_id for place_id in map(named, NAMES) if tree.in_force(place_id, day)]
        found = [tree.attributes(place_id, day) for place_id in in_force]
        carried = [(each.level, each.code) for each in found if each is not None and each.code]
        assert len(carried) == len(set(carried))
        for place_id in in_force:
            line = (place_id, *tree.ancestors(place_id, day))
            assert all(tree.in_force(above, day) for above in line)
            assert all(tree.parent(below, day) == above for below, above in pairwise(line))
            assert tree.parent(line[-1], day) is None


@settings(deadline=None)
@given(histories)
def test_what_was_enacted_is_not_enacted_twice(history: list[list[TerritoryFact]]) -> None:
    territory = Territory()
    for proposals in history:
        try:
            territory = fold(territory, territory.enact(proposals))
        except Refusal:
            continue
        assert territory.unrecorded(territory.enact(proposals)) == []


@settings(deadline=None)
@given(histories)
def test_facts_and_snapshots_read_back_as_they_were(history: list[list[TerritoryFact]]) -> None:
    facts = told(history)
    mapper = FactMapper((PlaceEstablished, PlaceAltered, PlaceEnded, PlaceSucceeded))
    read = [mapper.decode(fact.TYPE, mapper.encode(fact)) for fact in facts]
    assert read == facts
    territory = fold(Territory(), facts)
    snapshot = msgspec.json.decode(msgspec.json.encode(territory), type=Territory)
    assert snapshot == territory
    assert set(snapshot.tree) == set(territory.tree)


@settings(deadline=None)
@given(settled, st.lists(changes, min_size=2, max_size=4))
def test_a_list_means_the_same_in_any_order(
    land: tuple[TerritoryFact, ...], proposals: list[TerritoryFact]
) -> None:
    before = fold(Territory(), told([list(land)]))
    assert outcome(before, proposals) == outcome(before, proposals[::-1])


def outcome(before: Territory, proposals: list[TerritoryFact]) -> object:
    """What the places are afterwards, or that it was refused."""
    try:
        tree = fold(before, before.enact(proposals)).tree
    except Refusal:
        return None
    return {
        (place.place_id, day, tree.attributes(place.place_id, day), frozenset(place.successors))
        for place in tree
        for day in DAYS
    }


@settings(deadline=None)
@given(histories)
def test_a_refusal_about_parents_and_children_names_a_day_that_is_one(
    history: list[list[TerritoryFact]],
) -> None:
    """Of a beginning that nobody knows too: the day before the parent was there, for one."""
    territory, refused = Territory(), list[Refusal]()
    for proposals in history:
        try:
            territory = fold(territory, territory.enact(proposals))
        except Refusal as refusal:
            refused.append(refusal)
    for each in refused:
        if isinstance(each, ParentNotInForce | ChildrenInForce):
            assert isinstance(each.fields["day"], date)
        assert not re.search("0001-|9999-", str(each))
