"""Programmes are a list that is data."""

from datetime import date
from typing import Any

import pytest

from shared.vocabulary.programmes import PROGRAMMES, Programme, programmes


def test_a_programme_has_a_name_and_maybe_the_documents_it_goes_by_and_its_first_day() -> None:
    rural = PROGRAMMES["vocational-training-of-rural-workers"]
    assert rural.source == "Quyết định 1956/QĐ-TTg năm 2009"
    assert PROGRAMMES["digital-literacy-for-all"].since == date(2025, 3, 26)
    assert all(each.name for each in PROGRAMMES.values())


@pytest.mark.parametrize(
    "said", [{"No code": {"name": "x"}}, {"a" * 65: {"name": "x"}}, {"literacy": {"name": ""}}]
)
def test_what_is_no_code_or_has_no_name_is_no_programme(said: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no programme"):
        programmes(said)


def test_nothing_else_is_said_of_one() -> None:
    assert programmes({"one": {"name": "một"}}) == {"one": Programme("một")}
    with pytest.raises(TypeError):
        programmes({"one": {"name": "một", "under": "literacy"}})
