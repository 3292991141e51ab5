"""States share what they hold, and none sees what only a later one knows."""

from uuid import UUID, uuid4

from hypothesis import given as whatever
from hypothesis import strategies as any_

from shared.vocabulary.growing import Growing


@whatever(any_.lists(any_.uuids(), unique=True), any_.data())
def test_states_that_part_from_one_another_know_only_their_own_things(
    ids: list[UUID], data: any_.DataObject
) -> None:
    states: list[tuple[Growing[str], dict[UUID, str]]] = [(Growing(), {})]
    for thing_id in ids:
        growing, known = data.draw(any_.sampled_from(states))
        thing = str(thing_id)
        states.append((growing.with_(thing_id, thing), {**known, thing_id: thing}))
    for growing, known in states:
        assert {each: growing.get(each) for each in ids if growing.get(each)} == known


def test_states_that_follow_one_another_are_not_copied() -> None:
    growing = first = Growing[int]().with_(uuid4(), 0)
    for number in range(1, 100):
        growing = growing.with_(uuid4(), number)
    assert growing.book is first.book
