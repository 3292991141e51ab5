"""Small lands for tests, and any land that a hand may write down."""

from datetime import date
from uuid import UUID

from hypothesis import strategies as st

from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places import ATTRIBUTES, Attributes, Change, Entry, How, Tree

BEFORE = date(2025, 6, 30)
REFORM = date(2025, 7, 1)
TODAY = date(2026, 11, 24)


def named(name: str) -> UUID:
    return derived_id("land", name)


def begins(
    name: str,
    level: str,
    parent: str | None = None,
    code: str | None = None,
    on: date | None = None,
) -> Entry:
    above = None if parent is None else named(parent)
    return Entry(
        Change.ESTABLISHED, named(name), on, attributes=Attributes(level, "x", name, code, above)
    )


def ends(name: str, on: date = REFORM) -> Entry:
    return Entry(Change.ENDED, named(name), on)


def becomes(name: str, heir: str, how: How = How.WHOLE, on: date = REFORM) -> Entry:
    return Entry(Change.SUCCEEDED, named(name), on, successor_id=named(heir), how=how)


def moves(name: str, parent: str | None, on: date = REFORM) -> Entry:
    above = None if parent is None else named(parent)
    given = Attributes("", "x", name, None, above)
    return Entry(Change.ALTERED, named(name), on, attributes=given, changed=("parent_id",))


LAND = Tree(
    [
        begins("city", "province", code="79"),
        begins("district", "district", "city", "766"),
        begins("ward 4", "commune", "district", "26968"),
        begins("ward 5", "commune", "district", "26989"),
        begins("ward 15", "commune", "district", "27007"),
        begins("quarter", "hamlet", "ward 4"),
        begins("lost quarter", "hamlet", "ward 15"),
        begins("new ward", "commune", "city", "26968", REFORM),
        begins("new north", "commune", "city", "27004", REFORM),
        begins("new south", "commune", "city", "27007", REFORM),
        ends("ward 4"),
        ends("ward 5"),
        ends("ward 15"),
        ends("district"),
        becomes("ward 4", "new ward"),
        becomes("ward 5", "new ward"),
        becomes("ward 15", "new north", How.PART),
        becomes("ward 15", "new south", How.PART),
        moves("quarter", "new ward"),
        moves("lost quarter", None),
    ]
)
"""A city before and after a reform that merged two wards, split one and ended the district."""

NAMES = [f"place {number}" for number in range(6)]
DAYS = [date(2024, 1, 1), date(2025, 1, 1), REFORM, date(2026, 1, 1)]
names = st.sampled_from(NAMES)
days = st.sampled_from(DAYS)
ids = names.map(named)
codes = st.sampled_from(["01", "02", None])
attributes = st.builds(
    Attributes,
    st.sampled_from(["province", "commune"]),
    st.just("x"),
    names,
    codes,
    st.none() | ids,
)
entries = st.lists(
    st.one_of(
        st.builds(Entry, st.just(Change.ESTABLISHED), ids, st.none() | days, attributes=attributes),
        st.builds(
            Entry,
            st.just(Change.ALTERED),
            ids,
            days,
            attributes=attributes,
            changed=st.sets(st.sampled_from(ATTRIBUTES)).map(tuple),
        ),
        st.builds(Entry, st.just(Change.ENDED), ids, days),
        st.builds(
            Entry,
            st.just(Change.SUCCEEDED),
            ids,
            days,
            successor_id=ids,
            how=st.sampled_from(list(How)),
        ),
    ),
    max_size=20,
)
"""Anything a foreign or lagging copy may hear, sensible or not."""
