"""The catalogue is what the contracts themselves say."""

from typing import ClassVar
from uuid import UUID

import pytest

from shared.contracts.catalogue import TOPIC_BY_NAME, Topic, topics_among
from shared.contracts.envelope import Contract
from shared.contracts.examples.together import examples


class ShelfEvent(Contract, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "library.shelves"
    SUBJECT: ClassVar[str] = "shelf_id"
    shelf_id: UUID


class ShelfPut(ShelfEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.library.shelf-put.v1"


class ShelfSold(ShelfEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.library.shelf-sold.v1"


class ShelfAlone(ShelfEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.library.shelf-alone.v1"
    PARTITIONS: ClassVar[int] = 1


def test_events_that_say_one_topic_are_on_it_in_their_order() -> None:
    assert topics_among([ShelfPut, ShelfSold]) == (
        Topic("library.shelves", (ShelfPut, ShelfSold), 6),
    )


def test_a_topic_has_one_number_of_partitions() -> None:
    with pytest.raises(TypeError, match="PARTITIONS"):
        topics_among([ShelfPut, ShelfAlone])


def test_every_event_that_stands_in_a_contract_is_published_on_its_topic() -> None:
    published = {event for topic in TOPIC_BY_NAME.values() for event in topic.events}
    assert published == {type(event) for event in examples().values()}
    for topic in TOPIC_BY_NAME.values():
        assert {event.TOPIC for event in topic.events} == {topic.name}


def test_places_are_told_in_one_order() -> None:
    assert [t.name for t in TOPIC_BY_NAME.values() if t.partitions == 1] == ["registry.places"]
