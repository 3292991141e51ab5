"""Whatever officers say in own words of requests and of two that look alike: kept apart from the
facts, read by whoever may, and by nobody once whom it is about is gone."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.registry.duplicates.merging.facts import PersonMerged
from services.registry.people.person import TextAttached
from services.registry.people.vault.personal_data import PersonalData
from services.registry.requests.request.request import RequestDeclined, RequestReceived
from shared.web.identity import Grant
from tests.registry.clans.test_clans_door import registered
from tests.registry.duplicates.test_duplicates_door import done, merge_of, people, unmerge_of
from tests.registry.families.test_registering import form as family_of
from tests.registry.requests.test_requests_door import answered, asked, codes, received
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE, OF_SYSTEM
from tests.support.service_door import ServiceDoor

NOTE, WHY = "Bà Hoa xin xem hồ sơ của con", "Ông Nam đã đọc tại trụ sở"
TODAY = land.TODAY.isoformat()
FOREIGN = [Grant("province-officer", land.OTHER_COMMUNE, "subtree")]


async def somebody(register: ServiceDoor, number: int = 1) -> list[str]:
    said = [(land.HAMLET, PersonalData(f"Trần Thị Hoa {uuid4().hex}")) for _ in range(number)]
    return await people(register, *said)


async def texts_of(register: ServiceDoor, request: str, grants: Any = OF_COMMUNE) -> list[Any]:
    answer = await register.get(f"/requests/{request}/texts", grants)
    assert answer.status_code == 200, answer.text
    return [answer.json()[each] for each in ("note", "extension_reason", "answer_reason")]


async def why(register: ServiceDoor, *two: str, kind: str = "person", grants: Any = None) -> Any:
    said = {"kind": kind, "one_id": two[0], "other_id": two[1]}
    answer = await register.get("/duplicates/reasons", grants or OF_COMMUNE, **said)
    assert answer.status_code == 200, answer.text
    return [(each["said_code"], each["reason"]) for each in answer.json()["items"]]


async def erase(register: ServiceDoor, person: str) -> None:
    answer = await register.post(f"/people/{person}/erasure", {}, OF_COMMUNE)
    assert answer.status_code == 200, answer.text


async def test_words_of_a_request_are_kept_apart_from_the_facts_and_read_by_whoever_sees_it(
    register: ServiceDoor,
) -> None:
    (person,) = await somebody(register)
    request = await received(register, person, note=NOTE)
    said = {"request_id": request, "due_on": "2026-12-15", "reason": "chờ"}
    assert (await register.post("/requests/extensions", said, OF_PROVINCE)).status_code == 201
    no = {"outcome_code": "declined", "ground_code": "kept-by-law", "reason": WHY}
    assert (await answered(register, request, **no)).status_code == 201
    assert await texts_of(register, request) == [NOTE, "chờ", WHY]
    assert NOTE not in json.dumps([vars(each) for each in register.facts()], default=str)
    attached = [fact for fact in register.facts() if isinstance(fact, TextAttached)]
    assert attached == [TextAttached(UUID(request))] * 3
    silent = await received(register, person)
    assert await texts_of(register, silent) == [None, None, None]
    for each in (request, str(uuid4())):
        foreign = await register.get(f"/requests/{each}/texts", OF_OTHER_COMMUNE)
        assert codes(foreign) == (404, "registry.request-unknown")


async def test_the_same_key_with_other_words_is_refused_and_the_same_answers_as_before(
    register: ServiceDoor,
) -> None:
    (person,) = await somebody(register)
    body = asked(person) | {"note": NOTE}
    first = await register.post("/requests", body, OF_COMMUNE, "k")
    again = await register.post("/requests", body, OF_COMMUNE, "k")
    assert (first.status_code, first.json()) == (201, again.json())
    other = await register.post("/requests", body | {"note": WHY}, OF_COMMUNE, "k")
    assert codes(other) == (409, "eventstore.key-reused")
    many = {"rows": [asked(person) | {"note": each} for each in (NOTE, WHY)]}
    answer = (await register.post("/requests/bulk", many, OF_COMMUNE)).json()
    ids = [row["answer"]["request_id"] for row in answer["rows"]]
    assert [(await texts_of(register, each))[0] for each in ids] == [NOTE, WHY]


async def test_a_reason_changes_nothing_that_was_said_already(register: ServiceDoor) -> None:
    one, other = await somebody(register, 2)
    await done(register, "merges", merge_of(one, other, reason=WHY))
    await done(register, "merges", merge_of(one, other, reason=NOTE))
    assert await why(register, other, one) == [("merged", WHY)]
    request = await received(register, other)
    for each in (WHY, NOTE):
        assert (await answered(register, request, reason=each)).status_code == 201
    assert (await texts_of(register, request))[2] == WHY


async def test_why_two_are_one_or_two_is_read_by_whoever_reaches_both(
    register: ServiceDoor,
) -> None:
    one, other = await somebody(register, 2)
    two = {"kind": "person", "one_id": one, "other_id": other}
    await done(register, "dismissals", two | {"reason": "hai chị em"})
    await done(register, "merges", merge_of(one, other, reason=WHY))
    assert await why(register, one, other) == [("merged", WHY), ("dismissed", "hai chị em")]
    await done(register, "unmerges", unmerge_of(one) | {"reason": "nhầm"})
    then = [("merged", WHY), ("unmerged", "nhầm"), ("dismissed", "hai chị em")]
    assert await why(register, one, other) == then
    await done(register, "merges", merge_of(one, other, reason="vẫn là một", merged_on=TODAY))
    assert Counter(await why(register, one, other)) == Counter([*then, ("merged", "vẫn là một")])
    for each in (two, two | {"one_id": str(uuid4())}):
        foreign = await register.get("/duplicates/reasons", OF_OTHER_COMMUNE, **each)
        assert codes(foreign) == (404, "registry.merge-unknown")


async def test_a_reason_said_out_of_reach_is_refused_as_if_there_were_nothing(
    register: ServiceDoor,
) -> None:
    one, other = await somebody(register, 2)
    request = await received(register, one)
    await done(register, "merges", merge_of(other, one))
    nobody = str(uuid4())
    for mine, theirs, erases in ((other, request, 0), (nobody, nobody, 1), (other, request, 0)):
        if erases:
            await erase(register, one)
        body = unmerge_of(mine) | {"reason": WHY}
        unmerged = await register.post("/duplicates/unmerges", body, OF_OTHER_COMMUNE)
        assert codes(unmerged) == (404, "registry.merge-unknown")
        said = {"request_id": theirs, "due_on": "2026-12-15", "reason": WHY}
        extended = await register.post("/requests/extensions", said, FOREIGN)
        assert codes(extended) == (404, "registry.request-unknown")


async def test_why_two_families_are_one_goes_with_anybody_who_belongs_to_them(
    register: ServiceDoor,
) -> None:
    ids = [
        (await register.post("/families", family_of() | head, OF_COMMUNE)).json()["family_id"]
        for head in ({"head": {"full_name": name}} for name in ("Trần Văn A", "Trần Văn B"))
    ]
    await register.views_caught_up()
    body = merge_of(*ids, kind="family", reason=WHY, merged_on=TODAY)
    await done(register, "merges", body)
    assert await why(register, *ids, kind="family") == [("merged", WHY)]
    head = register.rows("select head_ref from families_by_place where family_id = %s", ids[0])
    await erase(register, str(head[0][0]))
    assert await why(register, *ids, kind="family") == [("merged", "(erased)")]


async def test_why_two_clans_are_one_or_two_goes_with_whoever_heads_them_or_did(
    register: ServiceDoor,
) -> None:
    first, second, other = await somebody(register, 3)
    one, two = [await registered(register) for _ in range(2)]
    for number, head in enumerate((first, second), 1):
        day = f"2026-0{number}-01"
        said = {"clan_id": one, "person_ref": head}
        for path, on in (("members", "joined_on"), ("heads", "named_on")):
            answer = await register.post(f"/clans/{path}", said | {on: day}, OF_COMMUNE)
            assert answer.status_code == 201, answer.text
    body = {"kind": "clan", "one_id": one, "other_id": two, "reason": "hai dòng họ"}
    await done(register, "dismissals", body)
    await done(register, "merges", merge_of(two, one, kind="clan", reason=WHY, merged_on=TODAY))
    gone = {"kind": "clan", "merged_id": two, "unmerged_on": TODAY, "reason": "nhầm"}
    await done(register, "unmerges", gone)
    told = {"dismissed": "hai dòng họ", "merged": WHY, "unmerged": "nhầm"}
    assert dict(await why(register, one, two, kind="clan")) == told
    await erase(register, other)
    assert dict(await why(register, one, two, kind="clan")) == told
    await erase(register, first)
    erased = dict.fromkeys(told, "(erased)")
    assert dict(await why(register, one, two, kind="clan")) == erased


async def test_words_about_whom_is_not_shown_are_shown_to_who_answers_requests_alone(
    register: ServiceDoor,
) -> None:
    one, other = await somebody(register, 2)
    request = await received(register, one, note=NOTE)
    await done(register, "merges", merge_of(one, other, reason=WHY))
    restriction = await received(register, other, "restriction")
    assert (await answered(register, restriction)).status_code == 201
    assert (await texts_of(register, request))[0] == "(restricted)"
    assert await why(register, one, other) == [("merged", "(restricted)")]
    assert (await texts_of(register, request, OF_PROVINCE))[0] == NOTE
    assert await why(register, one, other, grants=OF_PROVINCE) == [("merged", WHY)]


async def test_whoever_was_restricted_before_being_merged_is_not_shown_by_any_reference(
    register: ServiceDoor,
) -> None:
    one, other = await somebody(register, 2)
    assert (await answered(register, await received(register, one, "objection"))).status_code == 201
    await done(register, "merges", merge_of(one, other))
    for each in (one, other):
        shown = (await register.get(f"/people/{each}", OF_COMMUNE)).json()
        assert shown["full_name"] == "(restricted)"


STEP = st.tuples(
    st.sampled_from(["request", "answer", "merge", "unmerge", "dismiss", "erase", "correct"]),
    st.integers(0, 3),
    st.integers(0, 3),
)


class Told:
    """What was done so far: whose words stand where."""

    def __init__(self, register: ServiceDoor, refs: list[str]) -> None:
        self.register, self.refs = register, refs
        self.requests: list[tuple[str, str]] = []

    def words(self, *people: str) -> str:
        return "của " + " ".join(people)

    async def do(self, what: str, one: str, other: str) -> None:
        match what:
            case "request":
                body = asked(one) | {"note": self.words(one)}
                answer = await self.register.post("/requests", body, OF_COMMUNE)
                if answer.status_code == 201:
                    self.requests.append((answer.json()["request_id"], one))
            case "answer" if self.requests:
                request, whose = self.requests.pop(0)
                await answered(self.register, request, reason=self.words(whose))
                self.requests.append((request, whose))
            case "correct":
                body = {"person_ref": one, "full_name": "Trần A", "reason": self.words(one)}
                await self.register.post("/people/corrections", body, OF_COMMUNE)
            case "merge":
                body = merge_of(one, other, reason=self.words(one, other))
                await self.register.post("/duplicates/merges", body, OF_COMMUNE)
            case "unmerge":
                body = unmerge_of(one) | {"reason": self.words(one)}
                await self.register.post("/duplicates/unmerges", body, OF_COMMUNE)
            case "dismiss":
                said = {"kind": "person", "one_id": one, "other_id": other}
                body = said | {"reason": self.words(one, other)}
                await self.register.post("/duplicates/dismissals", body, OF_COMMUNE)
            case "erase":
                await self.register.post(f"/people/{one}/erasure", {}, OF_COMMUNE)

    async def read(self, grants: Any) -> str:
        """All that anybody may read."""
        answers = [
            await self.register.look(f"/requests/{request}/texts", grants)
            for request, _ in self.requests
        ]
        for one, other in combinations(self.refs, 2):
            said = {"kind": "person", "one_id": one, "other_id": other}
            answers.append(await self.register.look("/duplicates/reasons", grants, **said))
        answers += [
            await self.register.look(f"/people/{each}/corrections", grants) for each in self.refs
        ]
        return " ".join(answer.text for answer in answers)


def erased(register: ServiceDoor, refs: list[str]) -> Iterator[str]:
    there = {str(ref) for (ref,) in register.rows("select person_ref from people")}
    return (ref for ref in refs if ref not in there)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, min_size=4, max_size=12))
async def test_no_text_of_somebody_erased_can_be_read_by_anybody(
    register: ServiceDoor, steps: list[tuple[str, int, int]]
) -> None:
    refs = await somebody(register, 4)
    told = Told(register, refs)
    for what, one, other in steps:
        await told.do(what, refs[one], refs[other])
    await register.views_caught_up()
    gone = [*erased(register, refs)]
    read = [await told.read(grants) for grants in (OF_COMMUNE, OF_PROVINCE, OF_SYSTEM)]
    kept = register.rows("select person_ref::text from people_of_texts")
    for each in gone:
        assert all(f"của {each}" not in text for text in read)
        assert all(each not in text.partition("của ")[2][:80] for text in read)
        assert (each,) not in kept


@pytest.mark.parametrize(
    ("earlier", "of"),
    [
        (
            {"person_ref": str(uuid4()), "place_id": str(uuid4()), "kind_code": "access"}
            | {"channel_code": "post"}
            | dict.fromkeys(["received_on", "acknowledge_by", "due_on", "latest_on"], TODAY),
            RequestReceived,
        ),
        ({"answered_on": TODAY, "ground_code": "unfounded"}, RequestDeclined),
        (
            {"place_id": str(uuid4()), "survivor_ref": str(uuid4()), "merged_on": TODAY}
            | {"survivor_place_id": str(uuid4()), "ground_code": "other"},
            PersonMerged,
        ),
    ],
)
def test_a_fact_of_before_has_no_text_and_is_read(earlier: dict[str, str], of: type[Any]) -> None:
    fact = msgspec.json.decode(json.dumps(earlier), type=of)
    assert (getattr(fact, "note_id", None), getattr(fact, "reason_id", None)) == (None, None)
    assert date.fromisoformat(TODAY) in vars(fact).values()
