"""Reading and erasing people at the door."""

from datetime import date
from uuid import UUID, uuid4

import psycopg

from services.registry.main import CARDS
from services.registry.people.person import PersonalDataRead, PersonErased
from shared.eventstore.commands import Command, Decision
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.web.identity import Grant
from tests.registry.families.test_registering import HEAD, form
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE, OF_PROVINCE, OF_SYSTEM
from tests.support.service_door import ServiceDoor

DAY, ORIGIN = date(2026, 11, 24), Origin("system:test", land.PROVINCE)


async def head_of_a_family(register: ServiceDoor) -> UUID:
    answer = await register.post("/families", form(), OF_HAMLET)
    assert answer.status_code == 201
    person_ref: UUID = register.rows("select person_ref from people")[0][0]
    return person_ref


async def test_reading_a_person_leaves_a_fact_that_says_who_was_read(register: ServiceDoor) -> None:
    person_ref = await head_of_a_family(register)
    answer = await register.get(f"/people/{person_ref}", OF_COMMUNE)
    assert answer.json()["full_name"] == HEAD["full_name"]
    assert register.facts()[-1] == PersonalDataRead((person_ref,))


async def test_a_search_by_name_or_phone_leaves_a_fact_and_stays_within_reach(
    register: ServiceDoor,
) -> None:
    person_ref = await head_of_a_family(register)
    for asked in ({"name": "tran hoa"}, {"phone": "+84 912 345 678"}):
        for grants, found in ((OF_OTHER_COMMUNE, []), (OF_PROVINCE, [str(person_ref)])):
            answer = await register.post("/people/search", asked, grants)
            assert [person["person_ref"] for person in answer.json()["items"]] == found
    assert register.facts()[-1] == PersonalDataRead((person_ref,))
    shown = [fact for fact in register.facts() if isinstance(fact, PersonalDataRead)]
    assert len(shown) == 2


async def test_only_officers_of_communes_and_provinces_within_reach_read_people(
    register: ServiceDoor,
) -> None:
    person_ref = await head_of_a_family(register)
    hamlet = await register.get(f"/people/{person_ref}", OF_HAMLET)
    assert (hamlet.status_code, hamlet.json()["code"]) == (403, "web.action-not-granted")
    other = await register.get(f"/people/{person_ref}", OF_OTHER_COMMUNE)
    nobody = await register.get(f"/people/{uuid4()}", OF_OTHER_COMMUNE)
    assert other.status_code == nobody.status_code == 404
    assert other.json()["code"] == nobody.json()["code"] == "registry.person-unknown"


async def test_nothing_is_shown_when_the_reading_cannot_be_recorded(register: ServiceDoor) -> None:
    person_ref = await head_of_a_family(register)
    with psycopg.connect(register.dsn) as connection:
        connection.execute("update log_head set halted = 'test'")
    answer = await register.get(f"/people/{person_ref}", OF_COMMUNE)
    assert answer.status_code == 503
    assert "Hoà" not in answer.text


async def test_erasing_a_person_leaves_every_count_as_it_was(register: ServiceDoor) -> None:
    person_ref = await head_of_a_family(register)
    await register.views_caught_up()
    families = f"/families?place_id={land.HAMLET}"
    before = (await register.get(families, OF_COMMUNE)).json()
    erased = await register.post(f"/people/{person_ref}/erasure", {}, OF_COMMUNE)
    assert erased.json() == {"person_ref": str(person_ref), "erased_on": "2026-11-24"}
    await register.views_caught_up()
    assert (await register.get(families, OF_COMMUNE)).json() == before
    assert before["number"] == 1
    assert isinstance(register.facts()[-1], PersonErased)


async def test_an_erased_person_is_read_by_nobody_and_heads_no_new_family(
    register: ServiceDoor,
) -> None:
    person_ref = await head_of_a_family(register)
    await register.post(f"/people/{person_ref}/erasure", {}, OF_COMMUNE)
    shown = await register.get(f"/people/{person_ref}", OF_PROVINCE)
    assert shown.json()["code"] == "registry.person-unknown"
    again = form(head=None, head_ref=str(person_ref))
    answer = await register.post("/families", again, OF_COMMUNE)
    assert answer.json()["code"] == "registry.person-unknown"


async def test_a_person_of_a_hamlet_that_ended_is_still_read_and_erased(
    register: ServiceDoor,
) -> None:
    late = form(place_id=str(land.ENDED_HAMLET), registered_on="2020-01-01")
    await register.post("/families", late, OF_SYSTEM)
    (person_ref,) = register.rows("select person_ref from people")[0]
    assert (await register.get(f"/people/{person_ref}", OF_COMMUNE)).status_code == 200
    erased = await register.post(f"/people/{person_ref}/erasure", {}, OF_COMMUNE)
    assert erased.status_code == 200


async def test_erasing_twice_is_one_erasure(register: ServiceDoor) -> None:
    person_ref = await head_of_a_family(register)
    answers = [
        await register.post(f"/people/{person_ref}/erasure", {}, OF_COMMUNE) for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert sum(isinstance(fact, PersonErased) for fact in register.facts()) == 1


async def test_who_was_erased_and_when_is_told_within_reach_only(register: ServiceDoor) -> None:
    person_ref = await head_of_a_family(register)
    await register.post(f"/people/{person_ref}/erasure", {}, OF_COMMUNE)
    for ref in (person_ref, uuid4()):
        answer = await register.post(f"/people/{ref}/erasure", {}, OF_OTHER_COMMUNE)
        assert (answer.status_code, answer.json()["code"]) == (404, "registry.person-unknown")
    for grants in (OF_COMMUNE, OF_PROVINCE, OF_SYSTEM):
        answer = await register.post(f"/people/{person_ref}/erasure", {}, grants)
        assert answer.json() == {"person_ref": str(person_ref), "erased_on": "2026-11-24"}
    erased = [fact for fact in register.facts() if isinstance(fact, PersonErased)]
    assert erased == [PersonErased(DAY, land.HAMLET)]


async def test_an_erasure_of_which_nobody_wrote_down_the_place_is_the_systems(
    register: ServiceDoor,
) -> None:
    person_ref = uuid4()
    async with open_store(register.dsn, CARDS.facts) as store:
        asked = Transactions(store).execute
        await asked(Command(ORIGIN, {}, lambda _: Decision({person_ref: [PersonErased(DAY)]})))
    for grants, status in ((OF_PROVINCE, 404), (OF_SYSTEM, 200)):
        answer = await register.post(f"/people/{person_ref}/erasure", {}, grants)
        assert answer.status_code == status


async def test_nobody_beyond_reach_or_unknown_is_erased(register: ServiceDoor) -> None:
    person_ref = await head_of_a_family(register)
    for ref in (person_ref, uuid4()):
        answer = await register.post(f"/people/{ref}/erasure", {}, OF_OTHER_COMMUNE)
        assert (answer.status_code, answer.json()["code"]) == (404, "registry.person-unknown")
    assert len(register.rows("select from people")) == 1
    assert not any(isinstance(fact, PersonErased) for fact in register.facts())


async def test_a_grant_on_a_place_that_ended_shows_people_as_they_were_then_and_erases_nobody(
    register: ServiceDoor,
) -> None:
    early = form(place_id=str(land.ENDED_HAMLET), registered_on="2020-01-01")
    await register.post("/families", early, OF_SYSTEM)
    head = {"full_name": "Lê Văn Tám", "phone": "0987654321"}
    (early_ref,) = register.rows("select person_ref from people")[0]
    await register.post("/families", form(head=head), OF_SYSTEM)
    others = "select person_ref from people where person_ref <> %s"
    (late_ref,) = register.rows(others, early_ref)[0]
    await register.views_caught_up()
    old = [Grant("commune-officer", land.ENDED_COMMUNE, "subtree")]
    assert (await register.get(f"/people/{early_ref}", old)).status_code == 200
    assert (await register.get(f"/people/{late_ref}", old)).status_code == 404
    for name, found in (("tran hoa", [str(early_ref)]), ("tam", [])):
        answer = await register.post("/people/search", {"name": name}, old)
        assert [person["person_ref"] for person in answer.json()["items"]] == found
    assert (await register.post(f"/people/{early_ref}/erasure", {}, old)).status_code == 404
    with psycopg.connect(register.dsn) as connection:
        connection.execute("update people set phone_hash = null")
    assert (await register.get(f"/people/{early_ref}", old)).status_code == 404
    assert (await register.get(f"/people/{early_ref}", OF_COMMUNE)).status_code == 200


async def test_an_erasure_that_was_cut_short_is_finished_by_the_view(register: ServiceDoor) -> None:
    person_ref = await head_of_a_family(register)
    kept = register.rows("select * from people")
    await register.post(f"/people/{person_ref}/erasure", {}, OF_COMMUNE)
    await register.views_caught_up()
    with psycopg.connect(register.dsn) as connection:
        connection.cursor().executemany(
            f"insert into people values ({', '.join(['%s'] * len(kept[0]))})", kept
        )
        connection.execute("update view_marks set position = 0 where view = 'erased_people'")
    await register.views_caught_up()
    assert register.rows("select from people") == []


async def test_no_table_but_the_vault_holds_a_trace_of_a_person(register: ServiceDoor) -> None:
    person_ref = await head_of_a_family(register)
    await register.get(f"/people/{person_ref}", OF_COMMUNE)
    await register.views_caught_up()
    tables = "select table_name from information_schema.tables where table_schema = 'public'"
    whole = "".join(
        str(register.rows(f"select to_jsonb(t)::text from {table} t"))
        for (table,) in register.rows(tables)
    )
    assert str(person_ref) in whole
    for value in HEAD.values():
        assert value not in whole
        assert value.encode().hex() not in whole
