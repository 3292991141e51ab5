"""What counts as breaking the published language."""

from datetime import date
from typing import Annotated, Any

import msgspec
import pytest

from shared.contracts.additive import breaking_changes

Field = tuple[str, Any] | tuple[str, Any, Any]


def schema(*fields: Field) -> dict[str, Any]:
    event = msgspec.defstruct("Event", fields, kw_only=True)
    _, components = msgspec.json.schema_components([event])
    return dict(components["Event"])


BEFORE = schema(("family_id", int), ("registered_on", date))


def test_the_same_schema_breaks_nothing() -> None:
    assert breaking_changes(BEFORE, BEFORE) == []


def test_a_field_added_with_a_default_breaks_nothing() -> None:
    after = schema(("family_id", int), ("registered_on", date), ("clan_id", int | None, None))
    assert breaking_changes(BEFORE, after) == []


def test_better_words_for_readers_break_nothing() -> None:
    described = Annotated[int, msgspec.Meta(description="the family")]
    assert breaking_changes(BEFORE, schema(("family_id", described), ("registered_on", date))) == []


def test_a_field_added_without_a_default_breaks() -> None:
    after = schema(("family_id", int), ("registered_on", date), ("clan_id", int))
    assert breaking_changes(BEFORE, after) == ["clan_id is newly required"]


def test_a_removed_field_breaks() -> None:
    assert breaking_changes(BEFORE, schema(("family_id", int))) == ["registered_on was removed"]


def test_a_renamed_field_breaks() -> None:
    after = schema(("family_id", int), ("entered_on", date))
    assert "registered_on was removed" in breaking_changes(BEFORE, after)


@pytest.mark.parametrize("kind", [str, int | None, Annotated[int, msgspec.Meta(ge=0)]])
def test_a_retyped_field_breaks(kind: Any) -> None:
    after = schema(("family_id", kind), ("registered_on", date))
    assert breaking_changes(BEFORE, after) == ["family_id was retyped"]


def test_a_field_that_may_now_be_missing_breaks() -> None:
    after = schema(("family_id", int, 0), ("registered_on", date))
    assert breaking_changes(BEFORE, after) == ["family_id is no longer always there"]


def test_closing_an_event_against_new_fields_breaks() -> None:
    closed = {**BEFORE, "additionalProperties": False}
    assert breaking_changes(BEFORE, closed) == ["it no longer lets fields be added"]


def test_a_change_inside_a_part_breaks() -> None:
    before = {**BEFORE, "$defs": {"Item": schema(("code", str))}}
    after = {**BEFORE, "$defs": {"Item": schema(("code", int))}}
    assert breaking_changes(before, after) == ["Item.code was retyped"]


def test_the_largest_integer_of_json_may_be_said_and_no_smaller_one() -> None:
    bounds = [Annotated[int, msgspec.Meta(le=limit)] for limit in (2**53 - 1, 1_000)]
    said, tightened = (schema(("family_id", b), ("registered_on", date)) for b in bounds)
    assert breaking_changes(BEFORE, said) == []
    assert breaking_changes(BEFORE, tightened) == ["family_id was retyped"]
