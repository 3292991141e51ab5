"""The run itself: it finds a fault that only what is well asked otherwise comes to."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from shared.web import application
from shared.web.actions import open_to_all
from shared.web.routing import Router
from shared.web.values import Form, Text, WholeNumber
from tests.doors.samples import Sample
from tests.doors.test_planted import served
from tests.fuzz.asking import Asker
from tests.web.tokens import Provider


class Note(Form):
    place: Text
    number: WholeNumber


def application_with(most: int) -> FastAPI:
    """Its one operation breaks on a large number of a place that is known."""
    router = Router(prefix="/planted/v1", dependencies=[open_to_all()])

    @router.post("/notes")
    async def keep(form: Note) -> str:
        assert form.place != "Ấp 1" or form.number <= most
        return form.place

    door = application.Door("planted", Provider().identity())
    return application.create_application(door, [router])


@pytest.mark.parametrize(("most", "well"), [(100, False), (2**63, True)])
def test_a_fault_is_found_behind_a_door_that_is_known(
    most: int, well: bool, tmp_path: Path
) -> None:
    known = Sample(body=lambda: {"place": "Ấp 1", "number": 1})
    asker = Asker(Provider().token(), ["x"], {"POST /planted/v1/notes": known})
    with served(application_with(most)) as port:
        assert asker.ask(port, 10, "7", tmp_path) is well
