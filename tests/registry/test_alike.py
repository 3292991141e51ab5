"""What is out of reach costs what is not there, however much happened to it."""

from uuid import UUID, uuid4

import pytest

from tests.registry.centres.test_centres_door import CLASS, established
from tests.registry.people.test_people_door import head_of_a_family
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor
from tests.support.work import statements


async def work(register: ServiceDoor, path: str, body: object) -> tuple[int, str, list[str]]:
    with statements() as asked:
        answer = await register.post(path, body, OF_OTHER_COMMUNE)
    return answer.status_code, answer.json()["code"], asked


async def test_a_class_of_a_centre_out_of_reach_is_refused_after_the_same_work(
    register: ServiceDoor,
) -> None:
    centre = await established(register)
    await work(register, f"/centres/{uuid4()}/classes", CLASS)  # the connections are made
    for _ in range(3):
        of_nothing = await work(register, f"/centres/{uuid4()}/classes", CLASS)
        assert await work(register, f"{centre}/classes", CLASS) == of_nothing
        await register.post(f"{centre}/classes", CLASS, OF_COMMUNE)


@pytest.mark.parametrize("erased", [False, True])
async def test_erasing_a_person_out_of_reach_is_refused_after_the_same_work(
    register: ServiceDoor, erased: bool
) -> None:
    person: UUID = await head_of_a_family(register)
    if erased:
        await register.post(f"/people/{person}/erasure", {}, OF_COMMUNE)
    await work(register, f"/people/{uuid4()}/erasure", {})
    of_nothing = await work(register, f"/people/{uuid4()}/erasure", {})
    assert await work(register, f"/people/{person}/erasure", {}) == of_nothing
