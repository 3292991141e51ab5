"""Each class has a stream of its own: the same id at another centre is another class."""

import asyncio
from uuid import uuid4

import psycopg

from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.facts import CentreEstablished
from services.registry.centres.views.standing import CentresByPlace
from services.registry.classes.learning_class.facts import ClassHeld
from services.registry.classes.learning_class.learning_class import LearningClass
from services.registry.classes.views import ClassesByDay
from shared.eventstore.views import View, catch_up
from shared.vocabulary.identifiers import new_id
from tests.registry.centres.test_centre import DAY, REPORT
from tests.registry.centres.test_centres_door import CLASS, established
from tests.support import land
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor, another_process, mapper_of

MAPPER = mapper_of("registry")
VIEWS: tuple[View, ...] = (CentresByPlace(), ClassesByDay())
WRITE = """
with added as (update log_head set position = position + 1 returning position)
insert into log select position, %s, 1, %s, %s, now(), 'officer', %s from added
"""
ASIDE = """
select position, subject, reason from view_facts_set_aside where view = %s order by position
"""


async def held(register: ServiceDoor, centre: str) -> tuple[int, int]:
    await register.views_caught_up()
    shown = (await register.get(centre, OF_COMMUNE)).json()
    return shown["classes"], shown["attendances"]


def classes(register: ServiceDoor) -> list[ClassHeld]:
    return [fact for fact in register.facts() if isinstance(fact, ClassHeld)]


async def test_the_same_class_id_at_two_centres_is_two_classes(register: ServiceDoor) -> None:
    one, other = await established(register), await established(register)
    report = CLASS | {"class_id": str(uuid4())}
    for centre, attendances in ((one, 42), (other, 7), (one, 42)):
        told = report | {"attendances": attendances}
        answer = await register.post(f"{centre}/classes", told, OF_COMMUNE)
        assert (answer.status_code, answer.json()["class_id"]) == (201, report["class_id"])
    assert len(classes(register)) == 2
    assert (await held(register, one), await held(register, other)) == ((1, 42), (1, 7))


async def test_one_class_told_to_two_processes_at_once_counts_once_and_two_classes_twice(
    register: ServiceDoor,
) -> None:
    centre = await established(register)
    async with another_process(register) as another:
        for _ in range(10):
            same = CLASS | {"class_id": str(uuid4())}
            told = [
                each.post(f"{centre}/classes", report, OF_COMMUNE)
                for report in (same, CLASS, same)
                for each in (register, another)
            ]
            answers = await asyncio.gather(*told)
            assert {answer.status_code for answer in answers} == {201}
    assert len(classes(register)) == 30
    assert await held(register, centre) == (30, 30 * 42)


async def test_a_class_with_other_figures_is_refused(register: ServiceDoor) -> None:
    centre = await established(register)
    report = CLASS | {"class_id": str(uuid4())}
    await register.post(f"{centre}/classes", report, OF_COMMUNE)
    answer = await register.post(f"{centre}/classes", report | {"attendances": 43}, OF_COMMUNE)
    assert (answer.status_code, answer.json()["code"]) == (409, "registry.class-already-held")


def test_a_class_waits_behind_what_cannot_be_told_of_its_centre_and_no_other_does(
    migrated: str,
) -> None:
    bad, good = (CentreEstablished(new_id(), land.COMMUNE, DAY) for _ in range(2))
    with psycopg.connect(migrated, autocommit=True) as connection:
        for centre, data in (
            (bad, MAPPER.encode(bad).replace(b"2025", b"no day")),
            (good, MAPPER.encode(good)),
        ):
            connection.execute(WRITE, [centre.centre_id, centre.TYPE, data, uuid4()])
        for centre in (bad, good):
            at_work = Centre().evolve(centre)
            (fact,) = LearningClass().report(REPORT, at_work, land.TODAY)
            connection.execute(WRITE, [new_id(), fact.TYPE, MAPPER.encode(fact), uuid4()])
        for view in VIEWS:
            catch_up(connection, MAPPER, view)
        subject = str(bad.centre_id)
        waits = [(1, subject, "cannot-be-read"), (3, subject, "behind-another")]
        for view in VIEWS:
            of_centres = CentreEstablished in view.hears
            aside = connection.execute(ASIDE, [view.name]).fetchall()
            assert aside == (waits if of_centres else []), view.name
        rows = connection.execute("select centre_id, classes from centres_by_place_v2")
        assert rows.fetchall() == [(good.centre_id, 1)]
        listed = connection.execute("select centre_id, classes from classes_by_day_v1").fetchall()
        assert {*listed} == {(bad.centre_id, 1), (good.centre_id, 1)}  # asks nothing of the centre
