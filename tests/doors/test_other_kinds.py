"""An id of another kind, wherever an id is asked for, is the id of nothing."""

from collections.abc import Iterator

import httpx2
import pytest

from tests.doors.forms import Operation, operations
from tests.doors.judging import in_order
from tests.doors.samples import PLACES, World, samples
from tests.doors.tries import Door, Try, put, written
from tests.doors.walk import asked
from tests.doors.wire import Answer
from tests.journeys.deployment import Deployment
from tests.support import land
from tests.support.sources import SERVICES


@pytest.mark.parametrize("service", SERVICES)
async def test_an_id_of_another_kind_is_the_id_of_nothing(
    deployment: Deployment, known: World, service: str
) -> None:
    port = deployment.ports[service]
    officer = deployment.officer("province-officer", land.PROVINCE)
    door = Door(port, officer.headers, samples(known))
    document = httpx2.get(f"http://127.0.0.1:{port}/openapi.json").json()
    waiting = [
        each for operation in operations(document) for each in _tries(door, operation, known)
    ]
    wrong = await asked(waiting)
    assert not wrong, "\n".join([f"{len(wrong)} answers are wrong:", *wrong[:40]])


def _tries(door: Door, operation: Operation, known: World) -> Iterator[Try]:
    sample = door.samples[operation.name]
    for other in known.ids:
        for field in operation.parameters["path"]:
            if field.kind == "identity" and other not in _same_kind(field.name, known):
                ask = door.ask(operation, path={field.name: other.encode()})
                yield Try(f"{operation.name} {field.name} {other}", ask, _not_there)
        for field in operation.parameters["query"]:
            if field.kind == "identity":
                ask = door.ask(operation, query={field.name: other.encode()})
                yield Try(f"{operation.name} {field.name} {other}", ask, in_order)
        for field in operation.body:
            if field.kind == "identity" and sample.body is not None:
                ask = door.ask(operation, body=written(put(sample.body(), field.way, other)))
                yield Try(f"{operation.name} {field.name} {other}", ask, in_order)


def _same_kind(name: str, known: World) -> tuple[str, ...]:
    return {
        "place_id": (known.hamlet, *PLACES),
        "family_id": (known.family,),
        "bearer_id": tuple(known.ids),  # whoever was asked for is a bearer, heard of or not
        "person_ref": (
            known.head,
            known.person_to_forget,
            known.restricted,
            known.twin,
            known.twin_apart,
        ),
        "alias_id": (known.twin, known.twin_apart),
        "request_id": (known.request,),
        "clan_id": (
            known.clan,
            known.clan_to_move,
            known.clan_to_withdraw,
            known.waiting,
        ),
        "establishment_id": (
            known.establishment,
            known.establishment_to_move,
            known.establishment_to_withdraw,
        ),
        "citizen_ref": (
            known.citizen,
            known.citizen_to_move,
            known.citizen_to_withdraw,
        ),
        "import_id": (
            *(known.list_import, known.list_to_drop),
            *(known.list_to_mend, known.list_to_undo),
        ),
        "fund_id": (known.fund, known.waiting_fund),
        "delivery_id": (known.delivery,),
        **_organised(known),
    }[name]


def _organised(known: World) -> dict[str, tuple[str, ...]]:
    return {
        "association_id": (
            known.association,
            known.association_to_merge,
            known.association_to_withdraw,
        ),
        "chapter_id": (
            known.chapter,
            known.chapter_to_merge,
            known.chapter_to_withdraw,
        ),
        "board_id": (known.board, known.board_to_merge, known.board_to_withdraw),
        "committee_id": (known.committee, known.committee_to_merge, known.committee_to_withdraw),
        "body_id": (
            *(known.association, known.association_to_merge, known.association_to_withdraw),
            *(known.board, known.board_to_merge, known.board_to_withdraw),
            *(known.chapter, known.chapter_to_merge, known.chapter_to_withdraw),
            *(known.committee, known.committee_to_merge, known.committee_to_withdraw),
        ),
        "membership_id": (known.membership, known.membership_to_withdraw),
        "centre_id": _centres(known),
        "organiser_id": _centres(known),
        "class_id": (known.held_class, known.planned_class, known.class_to_withdraw),
        "activity_id": _activities(known),
        "document_id": (known.document, known.document_to_withdraw),
        "plan_id": (known.plan, known.plan_to_withdraw),
        "replaces_id": (known.document, known.document_to_withdraw),
        "session_id": (known.session, known.session_planned, known.session_to_withdraw),
        "held_id": (
            *(known.session, known.session_planned, known.session_to_withdraw),
            *(known.held_class, known.planned_class, known.class_to_withdraw, known.contest),
            *(known.activity, known.activity_planned, known.activity_to_withdraw),
        ),
    }


def _activities(known: World) -> tuple[str, ...]:
    planned = known.activity_planned, known.activity_to_withdraw
    return (known.activity, *planned, known.contest)


def _centres(known: World) -> tuple[str, ...]:
    moved = known.centre_to_move, known.centre_to_merge
    return (known.centre, *moved, known.centre_to_withdraw)


def _not_there(answer: Answer) -> str | None:
    return None if answer.status == 404 else "is not said to be not there"
