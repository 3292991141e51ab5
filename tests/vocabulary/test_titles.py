"""Titles are data: each is run for by kinds of bearers that there are, and none twice named."""

from shared.vocabulary.titles import BEARER_KINDS, TITLES


def test_every_title_is_run_for_by_known_kinds_and_every_kind_runs_for_some() -> None:
    assert all(title.kinds for title in TITLES.values())
    assert {kind for title in TITLES.values() for kind in title.kinds} == BEARER_KINDS.keys()


def test_no_two_titles_have_one_name() -> None:
    assert len({title.name for title in TITLES.values()}) == len(TITLES)
