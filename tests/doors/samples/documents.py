"""Samples of documents."""

from collections.abc import Callable
from itertools import count

from tests.doors.samples.telling import told
from tests.doors.samples.things import Body, Sample, World
from tests.journeys.deployment import Officer

DOCUMENTS = "/registry/v1/documents"
NUMBERS = count(1)


OF_DOCUMENT = {"document_number": "900/BC-TT"}
"""Of the one that is corrected while others correct it, too: its number stays."""


def document_body(centre: str) -> Body:
    """Under a number that nobody issued yet."""
    whose = {"organiser_kind": "centre", "organiser_id": centre, "document_kind": "dispatch"}
    number = f"{next(NUMBERS)}/CV-TT"
    return whose | {"document_number": number, "issued_on": "2026-01-05", "heading": "Mời họp"}


def made_documents(province: Officer, centre: str) -> dict[str, str]:
    numbers = {"document": OF_DOCUMENT, "document_to_withdraw": {}}
    return {
        name: str(province.post(DOCUMENTS, **document_body(centre) | said)["document_id"])
        for name, said in numbers.items()
    }


def documents(world: World) -> dict[str, Sample]:
    this = {"document_id": world.document}
    bodies: dict[str, Callable[[], Body]] = {
        "": lambda: document_body(world.centre) | {"replaces_id": world.document},
        "/corrections": lambda: document_body(world.centre) | OF_DOCUMENT | this,
        "/withdrawals": lambda: {"document_id": world.document_to_withdraw},
    }
    found = {f"GET {DOCUMENTS}/{{document_id}}{end}": Sample(this) for end in ("", "/heading")}
    return found | told(DOCUMENTS, bodies)
