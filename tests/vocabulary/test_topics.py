"""Topics form a tree that is data."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from shared.vocabulary.topics import DATA, TOPICS, topics

CODES = any_.sampled_from(sorted(TOPICS.names))
OF_BEFORE = {
    *("literacy", "law", "livelihood", "health", "culture-and-sport", "digital-skills"),
    *("guidance", "encouragement", "other"),
}


def test_every_topic_that_was_recorded_before_there_was_a_tree_is_a_root_of_it() -> None:
    assert set(TOPICS.names) - set(TOPICS.under) == OF_BEFORE


def test_a_topic_covers_what_lies_below_it_and_nothing_above_or_beside_it() -> None:
    deep = "vocational-training-of-rural-workers"
    for whole in ("livelihood", "vocational-training", deep):
        assert TOPICS.covers(whole, deep)
    assert not TOPICS.covers(deep, "livelihood")
    assert not TOPICS.covers("law", deep)
    assert TOPICS.covers("astrology", "astrology")


@given(CODES, CODES, CODES)
def test_to_lie_below_is_an_order(one: str, other: str, third: str) -> None:
    assert TOPICS.covers(one, one)
    if TOPICS.covers(one, other) and TOPICS.covers(other, one):
        assert one == other
    if TOPICS.covers(one, other) and TOPICS.covers(other, third):
        assert TOPICS.covers(one, third)


@given(CODES)
def test_every_topic_lies_in_one_root_alone(code: str) -> None:
    assert sum(TOPICS.covers(root, code) for root in OF_BEFORE) == 1


def test_all_codes_are_listed_in_one_order() -> None:
    said = tomllib.loads(DATA.read_text(encoding="utf-8"))
    assert TOPICS.listed == ", ".join(sorted(said))


@pytest.mark.parametrize(
    "said",
    [
        {"No code": {"name": "x"}},
        {"a" * 65: {"name": "x"}},
        {"law": {"name": ""}},
        {"law-land": {"name": "đất đai", "under": "law"}},
        {"law": {"name": "x", "under": "law"}},
        {"a": {"name": "x", "under": "b"}, "b": {"name": "y", "under": "a"}},
    ],
)
def test_what_is_no_tree_is_refused(said: dict[str, dict[str, str]]) -> None:
    with pytest.raises(ValueError, match="topic"):
        topics(said)
