"""Terms at the counter of the register: who is elected, shown and refused."""

from typing import Any
from uuid import uuid4

from shared.web.identity import Grant
from tests.registry.allocations.test_allocations_door import row
from tests.registry.allocations.test_standing_door import BEFORE, allocate
from tests.registry.clan_members.test_clan_members_door import somebody
from tests.registry.duplicates import test_duplicates_door as duplicates
from tests.registry.families import households
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE, OF_SYSTEM
from tests.support.service_door import ServiceDoor

ALL, SINCE, DAY, PAPER = "/terms", "2025-09-05", "2026-01-05", "9/QĐ-UBND"


async def done(
    register: ServiceDoor, path: str, body: dict[str, Any], by: list[Grant] = OF_PROVINCE
) -> str:
    """Twice, which changes nothing, of terms."""
    for _ in range(2 if path.startswith(ALL) else 1):
        answer = await register.post(path, body, by)
        assert answer.status_code == 201, answer.text
    return str(next(iter(answer.json().values())))


async def association(register: ServiceDoor, place: object = land.COMMUNE) -> dict[str, str]:
    body = {"place_id": str(place), "name": "Hội Khuyến học", "founded_on": "2025-08-01"}
    return {"association_id": await done(register, "/associations", body)}


async def code(
    register: ServiceDoor, path: str, body: dict[str, Any], by: list[Grant] = OF_PROVINCE
) -> Any:
    return (await register.post(path, body, by)).json().get("code")


async def led(
    register: ServiceDoor, body_id: str, on: str = "", by: list[Grant] = OF_PROVINCE
) -> Any:
    await register.views_caught_up()
    answer = await register.get(f"{ALL}/{body_id}{on and f'?on={on}'}", by)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def chairs(register: ServiceDoor, body_id: str, on: str = DAY) -> list[str | None]:
    found = await led(register, body_id, on)
    return [post["person_ref"] for term in found for post in term["posts"]]


async def test_an_association_shows_who_leads_on_a_day_and_all_its_terms(
    register: ServiceDoor,
) -> None:
    of = await association(register)
    (id_,) = of.values()
    one, two = await somebody(register, "Lê Thị Một"), await somebody(register, "Lê Thị Hai")
    paper = {"document_number": PAPER}
    await done(
        register, ALL, of | paper | {"person_ref": one, "since": SINCE, "until": "2030-09-05"}
    )
    deputy = of | {"post_code": "deputy", "person_ref": two}
    await done(register, f"{ALL}/posts", deputy | {"since": SINCE})
    await done(register, f"{ALL}/posts/ends", deputy | {"until": DAY})
    chair = of | {"post_code": "chair", "person_ref": two, "since": DAY}
    await done(register, f"{ALL}/posts", chair | {"document_number": "10/QĐ-UBND"})
    posts: list[dict[str, Any]] = [
        {"post_code": "chair", "person_ref": one, "since": SINCE, "until": DAY} | paper,
        {"post_code": "deputy", "person_ref": two, "since": SINCE, "until": DAY},
        {"post_code": "chair", "person_ref": two, "since": DAY, "until": None},
    ]
    posts[1]["document_number"], posts[2]["document_number"] = None, "10/QĐ-UBND"
    term = {"since": SINCE, "until": None, "document_number": PAPER}
    assert await led(register, id_) == [term | {"until": "2030-09-05", "posts": posts}]
    assert await chairs(register, id_, "2025-12-31") == [one, two]
    assert await chairs(register, id_) == [two]
    assert await led(register, id_, "2025-09-04") == []
    await done(register, f"{ALL}/posts/withdrawals", chair)
    await done(register, f"{ALL}/ends", of | {"since": SINCE, "until": "2026-03-01"})
    right = {"written_on": SINCE, "since": "2025-09-01", "until": "2025-12-01"}
    assert await code(register, f"{ALL}/corrections", of | right) == "registry.term-has-posts"
    await done(register, f"{ALL}/withdrawals", of | {"since": SINCE})
    assert await led(register, id_) == []


async def test_boards_chapters_and_committees_are_led_too(register: ServiceDoor) -> None:
    (of, chair) = await association(register), await somebody(register)
    at = {"place_id": str(land.COMMUNE), "founded_on": "2025-08-01"}
    host = {"host_kind": "school", "name": "Ban"}
    bodies = {
        "board": await done(register, "/boards", at | host),
        "chapter": await done(register, "/chapters", at | host | of),
        "committee": await done(register, "/committees", at | {"agency_kind": "peoples-committee"}),
    }
    for kind, id_ in bodies.items():
        asked = {f"{kind}_id": id_, "person_ref": chair, "since": SINCE}
        await done(register, ALL, asked)
        assert await chairs(register, id_) == [chair]
        early = asked | {"since": "2025-07-05"}
        assert await code(register, ALL, early) == f"registry.{kind}-not-there"
    over = {"board_id": bodies["board"], "ended_on": "2026-02-01"}
    await done(register, "/boards/dissolutions", over)
    assert await chairs(register, bodies["board"], "2026-01-31") == [chair]
    assert await chairs(register, bodies["board"], "2026-02-01") == [], "it is there no more"
    both = {"board_id": bodies["board"], "person_ref": chair, "since": SINCE} | of
    assert await code(register, ALL, both) == "web.invalid-body"


async def test_terms_of_one_body_do_not_overlap(register: ServiceDoor) -> None:
    of, chair = await association(register), await somebody(register)
    whose = of | {"person_ref": chair}
    rows = [
        whose | {"since": SINCE, "until": DAY},
        whose | {"since": "2026-01-04"},
        whose | {"since": DAY},
        whose | {"since": DAY, "until": DAY},
        whose | {"since": "2026-02-01"},
    ]
    sent = [await register.post(f"{ALL}/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        "registry.terms-overlap",
        None,
        "registry.term-otherwise",
        "registry.terms-overlap",
    ]


async def test_whoever_is_erased_dead_a_child_or_out_of_reach_leads_nothing(
    register: ServiceDoor,
) -> None:
    of, family = await association(register), await households.registered(register, 9)
    born = {"person": {"full_name": "Lê Thị Bé", "birth_date": "2008-06-01"}}
    child = await households.joined(register, family, "", **born)
    dead, gone = await somebody(register, "Lê Văn Mất"), await somebody(register, "Lê Văn Quên")
    as_citizen = {"place_id": str(land.HAMLET), "group_code": "resident", "registered_on": SINCE}
    answer = await register.post("/citizens", as_citizen | {"person_ref": dead}, OF_COMMUNE)
    ending = {"citizen_ref": answer.json()["citizen_ref"], "ended_on": DAY, "ground_code": "died"}
    await register.post("/citizens/endings", ending, OF_COMMUNE)
    await register.post(f"/people/{gone}/erasure", {}, OF_COMMUNE)
    await done(register, ALL, of | {"person_ref": await somebody(register), "since": SINCE})
    theirs = await association(register, land.OTHER_COMMUNE)
    for ref, refusal in (
        (child, "registry.chair-underage"),
        (dead, "registry.person-died"),
        (gone, "registry.person-unknown"),
        (str(uuid4()), "registry.person-unknown"),
    ):
        post = of | {"post_code": "chair", "person_ref": ref, "since": DAY}
        assert await code(register, f"{ALL}/posts", post) == refusal
    known = await somebody(register, "Lê Văn Xa")
    far = theirs | {"person_ref": known, "since": SINCE}
    assert await code(register, ALL, far, OF_OTHER_COMMUNE) == "registry.person-unknown"
    await done(register, ALL, far)
    (id_,) = theirs.values()
    seen = await led(register, id_, DAY, OF_OTHER_COMMUNE)
    assert [post["person_ref"] for post in seen[0]["posts"]] == [None], "it is not theirs to see"


async def test_who_is_erased_is_shown_no_more_and_an_alias_as_who_it_is(
    register: ServiceDoor,
) -> None:
    of, other = await association(register), await association(register)
    (id_,), (other_id,) = of.values(), other.values()
    one, two = await somebody(register, "Lê Thị Con"), await somebody(register, "Lê Thị Côn")
    for whose, ref in ((of, two), (other, one)):
        await done(register, ALL, whose | {"person_ref": ref, "since": SINCE})
    await duplicates.done(register, "merges", duplicates.merge_of(two, one))
    assert await chairs(register, id_) == [one]
    answer = await register.post(f"/people/{one}/erasure", {}, OF_COMMUNE)
    assert answer.status_code == 200, answer.text
    assert await chairs(register, other_id) == [None], "the post was held by somebody all the same"


async def test_out_of_reach_and_not_there_answer_alike(register: ServiceDoor) -> None:
    theirs, ref = await association(register), await somebody(register)
    await done(register, ALL, theirs | {"person_ref": ref, "since": SINCE})
    await register.views_caught_up()
    for each in (theirs, {"association_id": str(uuid4())}, {"association_id": ref}):
        post = each | {"post_code": "chair", "person_ref": ref}
        for path, said in (
            ("/corrections", each | {"written_on": SINCE, "since": SINCE}),
            ("/ends", each | {"since": SINCE, "until": DAY}),
            ("/withdrawals", each | {"since": SINCE}),
            ("/posts/ends", post | {"until": DAY}),
            ("/posts/withdrawals", post | {"since": SINCE}),
        ):
            found = await code(register, f"{ALL}{path}", said, OF_OTHER_COMMUNE)
            assert found == "registry.association-unknown", path
        (id_,) = each.values()
        looked_up = await register.get(f"{ALL}/{id_}", OF_OTHER_COMMUNE)
        assert looked_up.json()["code"] == "registry.body-unknown"
    itself = {"association_id": ref, "person_ref": ref, "since": SINCE}
    assert await code(register, ALL, itself) == "registry.association-unknown"


async def centre(
    register: ServiceDoor, place: object = land.COMMUNE, since: str = "2025-08-01"
) -> dict[str, str]:
    body = {"place_id": str(place), "established_on": since}
    return {"centre_id": await done(register, "/centres", body, OF_SYSTEM)}


async def directed(register: ServiceDoor, on: str, by: list[Grant] = OF_PROVINCE) -> list[str]:
    await register.views_caught_up()
    path = f"{ALL}/centres-without-director?place_id={land.COMMUNE}&on={on}"
    answer = await register.get(path, by)
    assert answer.status_code == 200, answer.text
    return [each["centre_id"] for each in answer.json()["items"]]


async def test_a_centre_has_a_director_and_deputies_and_who_has_none_is_listed(
    register: ServiceDoor,
) -> None:
    of, other = await centre(register), await centre(register)
    (id_, without) = (*of.values(), *other.values())
    one, two = await somebody(register, "Lê Thị Một"), await somebody(register, "Lê Thị Hai")
    paper = {"document_number": PAPER}
    await done(register, ALL, of | paper | {"person_ref": one, "since": SINCE})
    deputy = of | {"post_code": "deputy", "person_ref": two, "since": SINCE}
    await done(register, f"{ALL}/posts", deputy)
    chair = of | {"post_code": "chair", "person_ref": two, "since": DAY}
    assert await code(register, f"{ALL}/posts", chair) == "registry.post-unknown"
    of_board = await association(register) | {"post_code": "director", "person_ref": two}
    await done(register, ALL, _term(of_board))
    on_board = await code(register, f"{ALL}/posts", of_board | {"since": DAY})
    assert on_board == "registry.post-unknown", "an association has a chair"
    ((director, second),) = [each["posts"] for each in await led(register, id_)]
    assert director == {
        "post_code": "director",
        "person_ref": one,
        "since": SINCE,
        "until": None,
        **paper,
    }
    assert (second["post_code"], second["person_ref"]) == ("deputy", two)
    assert await directed(register, DAY) == [without]
    assert await directed(register, "2025-09-04") == sorted([id_, without])
    assert await directed(register, "2025-07-31") == [], "none is at work"
    after = {"post_code": "director", "person_ref": two, "since": DAY}
    await done(register, f"{ALL}/posts", of | after)
    assert await chairs(register, id_) == [two, two]
    await done(register, f"{ALL}/posts/withdrawals", of | after)
    assert await chairs(register, id_) == [one, two]
    gone = of | {"post_code": "director", "person_ref": one, "until": "2026-02-01"}
    await done(register, f"{ALL}/posts/ends", gone)
    assert await directed(register, "2026-01-31") == [without]
    assert await directed(register, "2026-02-01") == sorted([id_, without])


def _term(of: dict[str, str]) -> dict[str, str]:
    return {key: of[key] for key in ("association_id", "person_ref")} | {"since": SINCE}


async def test_nobody_directs_a_centre_that_is_not_at_work_or_out_of_reach(
    register: ServiceDoor,
) -> None:
    of, who = await centre(register), await somebody(register)
    asked = of | {"person_ref": who, "since": SINCE}
    early = asked | {"since": "2025-07-31"}
    assert await code(register, ALL, early) == "registry.centre-not-at-work"
    ending = of | {"since": SINCE}
    foreign = await code(register, f"{ALL}/withdrawals", ending, OF_OTHER_COMMUNE)
    assert foreign == "registry.centre-unknown"
    nobody = asked | {"centre_id": str(uuid4())}
    assert await code(register, ALL, nobody) == "registry.centre-unknown"
    stranger = asked | {"person_ref": str(uuid4())}
    assert await code(register, ALL, stranger) == "registry.person-unknown"
    await done(register, ALL, asked)
    over = {"ended_on": "2026-02-01", "document_number": PAPER}
    await done(register, "/centres/dissolutions", of | over)
    late = of | {"post_code": "deputy", "person_ref": who, "since": "2026-02-01"}
    assert await code(register, f"{ALL}/posts", late) == "registry.centre-not-at-work"
    (id_,) = of.values()
    assert await chairs(register, id_, "2026-01-31") == [who]
    assert await chairs(register, id_, "2026-02-01") == [], "it is at work no more"
    shown = await register.get(f"{ALL}/{id_}", OF_OTHER_COMMUNE)
    assert shown.json()["code"] == "registry.body-unknown"


async def test_an_allocated_centre_is_directed_by_whoever_has_its_part(
    register: ServiceDoor,
) -> None:
    of, who = await centre(register, land.SPLIT_COMMUNE, BEFORE), await somebody(register)
    (id_,) = of.values()
    asked = of | {"person_ref": who, "since": SINCE}
    assert await code(register, ALL, asked, OF_COMMUNE) == "registry.centre-unknown"
    await allocate(register, row("centre", id_))
    assert await directed(register, SINCE, OF_COMMUNE) == [id_]
    await done(register, ALL, asked, OF_COMMUNE)
    assert await directed(register, SINCE, OF_COMMUNE) == []
    assert len(await led(register, id_, by=OF_COMMUNE)) == 1
    ending = of | {"since": SINCE}
    foreign = await code(register, f"{ALL}/withdrawals", ending, OF_OTHER_COMMUNE)
    assert foreign == "registry.centre-unknown"
    assert (await register.get(f"{ALL}/{id_}", OF_OTHER_COMMUNE)).status_code == 404
