"""What an officer must be told of imports."""

from typing import Any

from tests.doors.wire import Answer
from tests.scope.judging import Asked, compared, of_place, status
from tests.scope.oracle import Oracle


def _at_place(oracle: Oracle, place: str, said: Any) -> str | None:
    here = (each for each in oracle.world.imports if each.trace.place == place)
    seen = sorted(each.import_id for each in here if oracle.sees(each.trace))
    listed = sorted(each["import_id"] for each in said["items"])
    return compared((said["number"], listed), (len(seen), seen))


imports = of_place(_at_place)


def list_import(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """Its place, and what is told of its rows: that none is right, for the list is another's."""
    for each in oracle.world.imports:
        if each.import_id == asked["import_id"] and answer.status == 200:
            said = answer.json()
            told = said["place_id"], said["report"]["rows"]["read"]
            return compared(told, (oracle.world.id_of(each.trace.place), 1))
    return None


def workbook(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """Of an import that is seen, and of no other."""
    for each in oracle.world.imports:
        if each.import_id == asked["import_id"]:
            return status(answer, 200 if oracle.sees(each.trace) else 404)
    return None


def template(_oracle: Oracle, _asked: Asked, answer: Answer) -> str | None:
    """It says nothing of anybody."""
    return status(answer, 200)
