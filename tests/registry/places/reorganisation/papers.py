"""Writing documents for the tests of them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.registry.places.territory.reorganisation.decision import Reorganised, reorganise
from services.registry.places.territory.reorganisation.document import Document, Row
from services.registry.places.territory.reorganisation.reading import Reaches
from services.registry.places.territory.reorganisation.refusals import ReorganisationWrong
from services.registry.places.territory.territory import Territory
from shared.eventstore.facts import fold
from tests.registry.places.story import REFORM

NUMBER = "202/2025/QH15"


def everywhere(_place_id: UUID | None) -> bool:
    return True


def whole(predecessor: str, successor: str) -> Row:
    return Row("whole", predecessor, successor)


def part(predecessor: str, successor: str) -> Row:
    return Row("part", predecessor, successor)


def over(predecessor: str) -> Row:
    return Row("ended", predecessor)


def moved(predecessor: str, parent: str) -> Row:
    return Row("moved", predecessor, parent=parent)


def commune(code: str, parent: str, name: str = "Xã Mới") -> Row:
    return Row("made", level="commune", kind="xa", name=name, code=code, parent=parent)


def document(*rows: Row, on: date = REFORM, number: str = NUMBER) -> Document:
    return Document.made_of(number, on, rows)


def decided(
    before: Territory, *rows: Row, on: date = REFORM, reaches: Reaches = everywhere
) -> Reorganised:
    return reorganise(before, document(*rows, on=on), reaches)


def after(before: Territory, *rows: Row, on: date = REFORM) -> Territory:
    done: Territory = fold(before, decided(before, *rows, on=on).facts)
    return done


def wrong(
    before: Territory, *rows: Row, on: date = REFORM, reaches: Reaches = everywhere
) -> dict[int, list[str]]:
    """By the number of each wrong row the codes of what is wrong, without the service's name."""
    try:
        decided(before, *rows, on=on, reaches=reaches)
    except ReorganisationWrong as refusal:
        found: dict[int, list[str]] = {}
        for where, each in refusal.parts:
            number = int(where.removeprefix("row "))
            found.setdefault(number, []).append(each.code.partition(".")[2])
        return found
    return {}


def only(code: str, *numbers: int) -> dict[int, list[str]]:
    return {number: [code] for number in numbers}


Rows = Sequence[Row]
