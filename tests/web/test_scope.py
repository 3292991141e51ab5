"""Who may do what where, over generated trees and reorganisations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.vocabulary.places import Attributes, Change, Entry, Tree
from shared.web import scope
from shared.web.identity import Grant, Officer, Reach
from shared.web.scope import ROLES, allowing, reads
from tests.support.sayings import ACTIONS
from tests.web.sample import COMMUNE, ELSEWHERE, HAMLET, PROVINCE, TODAY, tree

READ, WRITE = "registry.family.read", "registry.family.register"
START = date(2020, 1, 1)
SOME_ACTIONS = sorted(a for a, roles in ACTIONS.items() if "province-officer" in roles)
SERVICES = ("registry.", "recognition.", "funding.", "notifications.", "rollups.")
DAYS = st.integers(0, 1000).map(lambda days: START + timedelta(days=days))


def officer(
    place_id: UUID | None, role: str = "commune-officer", reach: Reach = "subtree"
) -> Officer:
    return Officer("o", (Grant(role, place_id, reach),))


def may(asking: Officer, action: str, place_id: UUID | None, tree: Tree, day: date) -> bool:
    """Whether the officer may, by what the services give to his roles."""
    return scope.may(allowing(asking.grants, action, ACTIONS), action, place_id, tree, day)


def allows(role: str, action: str) -> bool:
    return bool(allowing(officer(COMMUNE, role).grants, action, ACTIONS))


@pytest.mark.parametrize(
    ("place_id", "reach", "expected"),
    [
        (COMMUNE, "subtree", True),
        (HAMLET, "subtree", True),
        (PROVINCE, "subtree", False),
        (ELSEWHERE, "subtree", False),
        (COMMUNE, "own", True),
        (HAMLET, "own", False),
        (UUID(int=99), "subtree", False),
        (None, "subtree", False),
    ],
)
def test_a_grant_reaches_its_place_and_with_subtree_what_lies_in_it(
    place_id: UUID | None, reach: Reach, expected: bool
) -> None:
    asking = officer(COMMUNE, reach=reach)
    assert may(asking, WRITE, place_id, tree(), TODAY) is expected


def test_a_grant_on_a_place_not_known_reaches_nothing() -> None:
    stranger = UUID(int=99)
    assert not may(officer(stranger), READ, stranger, tree(), TODAY)


def test_the_system_reaches_the_whole_deployment() -> None:
    asking = officer(None, role="system")
    assert may(asking, "registry.territory.import", None, tree(), TODAY)
    assert may(asking, WRITE, UUID(int=99), tree(), TODAY)


def test_no_role_but_the_systems_has_no_place() -> None:
    assert not may(officer(None, role="province-officer"), READ, COMMUNE, tree(), TODAY)


@given(st.text() | st.sampled_from(SOME_ACTIONS), st.sampled_from([*ROLES, "mayor", ""]))
def test_what_no_role_lists_nobody_may_do(action: str, role: str) -> None:
    asking = officer(PROVINCE, role=role)
    if role != "system" and not action.startswith(SERVICES):
        assert not may(asking, action, PROVINCE, tree(), TODAY)
    if role not in ROLES:
        assert not allows(role, action)


def test_a_hamlet_officer_decides_on_nothing() -> None:
    assert allows("hamlet-officer", "recognition.candidacy.register")
    assert not allows("hamlet-officer", "recognition.candidacy.decide")
    assert not allows("province-officer", "registry.territory.import")


def ended(when: date) -> Tree:
    return tree().with_([Entry(Change.ENDED, HAMLET, when), Entry(Change.ENDED, COMMUNE, when)])


def test_a_grant_on_an_ended_place_reads_its_history_only() -> None:
    known = ended(date(2025, 7, 1))
    assert may(officer(COMMUNE), READ, COMMUNE, known, TODAY)
    assert may(officer(COMMUNE), READ, HAMLET, known, TODAY)
    assert not may(officer(COMMUNE), WRITE, COMMUNE, known, TODAY)
    assert not may(officer(COMMUNE), WRITE, HAMLET, known, TODAY)
    assert may(officer(COMMUNE), WRITE, HAMLET, known, date(2025, 6, 30))


def test_the_history_of_an_ended_place_is_read_from_above_and_not_written() -> None:
    known = ended(date(2025, 7, 1))
    asking = officer(PROVINCE, role="province-officer")
    assert may(asking, READ, HAMLET, known, TODAY)
    assert not may(asking, WRITE, HAMLET, known, TODAY)


def test_a_place_that_has_not_begun_is_reached_by_nothing() -> None:
    new = UUID(int=9)
    attributes = Attributes("hamlet", "hamlet", "hamlet", None, COMMUNE)
    begins = Entry(Change.ESTABLISHED, new, date(2027, 1, 1), attributes=attributes)
    known = tree().with_([begins])
    assert not may(officer(COMMUNE), READ, new, known, TODAY)
    assert not may(officer(new), READ, new, known, TODAY)
    assert may(officer(COMMUNE), WRITE, new, known, date(2027, 1, 1))


def test_a_place_that_went_elsewhere_goes_out_of_reach() -> None:
    moved = Attributes("commune", "commune", "commune", None, ELSEWHERE)
    known = tree().with_(
        [Entry(Change.ALTERED, COMMUNE, START, attributes=moved, changed=("parent_id",))]
    )
    asking = officer(PROVINCE, role="province-officer")
    assert not may(asking, READ, HAMLET, known, TODAY)
    assert may(officer(ELSEWHERE, role="province-officer"), READ, HAMLET, known, TODAY)


@dataclass(frozen=True)
class Territory:
    """A generated tree, beside the plain record of who lay in whom from which day on."""

    tree: Tree
    parents: dict[UUID, list[tuple[date, UUID | None]]]
    ends: dict[UUID, date]

    def lies_in(self, place_id: UUID, top_id: UUID, day: date) -> bool:
        here: UUID | None = place_id
        while here is not None and here != top_id:
            here = [parent for start, parent in self.parents[here] if start <= day][-1]
        return here is not None


@st.composite
def territories(draw: st.DrawFn) -> Territory:
    """Some places, each under an earlier one; some move under another earlier one, some end."""
    count = draw(st.integers(2, 12))
    ids = [UUID(int=number + 1) for number in range(count)]
    parents: dict[UUID, list[tuple[date, UUID | None]]] = {}
    for index, place_id in enumerate(ids):
        above = st.sampled_from([None, *ids[:index]])
        moves = draw(st.dictionaries(DAYS, above, max_size=2))
        parents[place_id] = [(date.min, draw(above)), *sorted(moves.items(), key=lambda m: m[0])]
    ends = draw(st.dictionaries(st.sampled_from(ids), DAYS, max_size=3))
    return Territory(Tree.empty().with_(entries(parents, ends)), parents, ends)


def entries(
    parents: dict[UUID, list[tuple[date, UUID | None]]], ends: dict[UUID, date]
) -> Iterator[Entry]:
    for place_id, line in parents.items():
        for start, parent_id in line:
            attributes = Attributes("place", "place", "place", None, parent_id)
            first = start == date.min
            yield Entry(
                Change.ESTABLISHED if first else Change.ALTERED,
                place_id,
                None if first else start,
                attributes=attributes,
                changed=() if first else ("parent_id",),
            )
    for place_id, day in ends.items():
        yield Entry(Change.ENDED, place_id, day)


QUESTIONS = st.tuples(st.integers(1, 13), st.integers(1, 13), DAYS, st.sampled_from([READ, WRITE]))


@given(territories(), QUESTIONS, st.sampled_from(["own", "subtree"]))
def test_no_grant_ever_reaches_outside(
    territory: Territory, question: tuple[int, int, date, str], reach: Reach
) -> None:
    top_id, place_id, day = UUID(int=question[0]), UUID(int=question[1]), question[2]
    if not may(officer(top_id, reach=reach), question[3], place_id, territory.tree, day):
        return
    together = [territory.ends.get(which, date.max) for which in (top_id, place_id)]
    moment = min(day, min(together) - timedelta(days=1))
    assert territory.lies_in(place_id, top_id, moment)
    assert reach == "subtree" or top_id == place_id
    assert reads(question[3]) or moment == day


@given(territories(), QUESTIONS)
def test_a_grant_reaches_all_that_lies_in_its_place_while_nothing_has_ended(
    territory: Territory, question: tuple[int, int, date, str]
) -> None:
    top_id, place_id, day = UUID(int=question[0]), UUID(int=question[1]), question[2]
    known = territory.parents.keys() >= {top_id, place_id}
    if known and all(day < end for end in territory.ends.values()):
        inside = territory.lies_in(place_id, top_id, day)
        assert may(officer(top_id), question[3], place_id, territory.tree, day) is inside
