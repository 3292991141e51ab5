"""The laptop's demo issuer: for this laptop only, and it says so."""

import json
import stat
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from fastapi.testclient import TestClient

from hieuhoc.issuer import DemoOfficer, Issuer, RefusesForeignDatabase, claim
from shared.web.identity import Grant, Identity
from shared.web.keys import Keys
from shared.web.refusals import TokenInvalid
from tests.web.sample import COMMUNE, HAMLET, PROVINCE

OFFICERS = (
    DemoOfficer("province", "province-officer", (PROVINCE,)),
    DemoOfficer("commune", "commune-officer", (COMMUNE,)),
    DemoOfficer("hamlet", "hamlet-officer", (HAMLET,)),
)


def issuer(folder: Path, *databases: str) -> Issuer:
    folder.mkdir(exist_ok=True)
    issued = Issuer(folder, databases)
    issued.appoint(OFFICERS)
    return issued


def asking(issued: Issuer) -> TestClient:
    return TestClient(issued.application(), base_url="http://127.0.0.1:8010")


def believing(issued: Issuer) -> Identity:
    return Identity(issued.name, "hieuhoc", Keys(issued.keys()))


@pytest.mark.parametrize(
    ("name", "role", "place_id"),
    [
        ("province", "province-officer", PROVINCE),
        ("commune", "commune-officer", COMMUNE),
        ("hamlet", "hamlet-officer", HAMLET),
    ],
)
async def test_there_is_a_demo_officer_at_each_level(
    tmp_path: Path, name: str, role: str, place_id: UUID
) -> None:
    issued = issuer(tmp_path)
    officer = await believing(issued).officer(issued.token(name))
    assert officer.subject == f"demo:{name}"
    assert officer.grants == (Grant(role, place_id, "subtree"),)


async def test_the_laptop_itself_may_load_the_whole_deployment(tmp_path: Path) -> None:
    issued = issuer(tmp_path)
    officer = await believing(issued).officer(issued.system_token())
    assert officer.grants == (Grant("system", None, "subtree"),)


async def test_the_same_folder_issues_under_the_same_key_again(tmp_path: Path) -> None:
    token = issuer(tmp_path).token("commune")
    officer = await believing(issuer(tmp_path)).officer(token)
    assert officer.subject == "demo:commune"


async def test_another_laptop_does_not_believe_its_tokens(tmp_path: Path) -> None:
    token = issuer(tmp_path / "one").token("commune")
    with pytest.raises(TokenInvalid):
        await believing(issuer(tmp_path / "other")).officer(token)


def test_the_private_key_is_nobody_elses_to_read(tmp_path: Path) -> None:
    issued = issuer(tmp_path)
    assert stat.S_IMODE((tmp_path / "issuer.json").stat().st_mode) == 0o600
    assert "d" not in json.loads(issued.keys())["keys"][0]


def test_an_empty_database_becomes_the_laptops_own(tmp_path: Path, database: str) -> None:
    issuer(tmp_path, database)
    with psycopg.connect(database) as connection:
        connection.execute("create table places (id int)")
    issuer(tmp_path, database)


def test_a_database_with_tables_and_no_mark_is_refused(tmp_path: Path, database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("create table places (id int)")
    with pytest.raises(RefusesForeignDatabase, match="does not belong to the laptop"):
        issuer(tmp_path, database)


def test_the_database_of_another_laptop_is_refused(tmp_path: Path, database: str) -> None:
    issuer(tmp_path / "one", database)
    with pytest.raises(RefusesForeignDatabase):
        issuer(tmp_path / "other", database)


def test_a_refused_database_is_left_as_it_was(tmp_path: Path, database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("create table places (id int)")
    with pytest.raises(RefusesForeignDatabase):
        claim(tmp_path, database)
    with psycopg.connect(database) as connection:
        assert connection.execute("select to_regclass('laptop_edition')").fetchone() == (None,)


def test_its_page_says_what_it_is_and_offers_the_officers(tmp_path: Path) -> None:
    client = asking(issuer(tmp_path))
    page = client.get("/token").text
    assert "demo issuer - laptop edition only" in page
    assert all(f"/token?officer={officer.name}" in page for officer in OFFICERS)


async def test_its_page_answers_a_token_that_is_believed(tmp_path: Path) -> None:
    issued = issuer(tmp_path)
    answer = asking(issued).get("/token?officer=hamlet")
    assert answer.headers["x-issuer"] == "demo issuer - laptop edition only"
    assert (await believing(issued).officer(answer.text.strip())).subject == "demo:hamlet"


def test_it_offers_no_token_of_the_system(tmp_path: Path) -> None:
    client = asking(issuer(tmp_path))
    assert client.get("/token?officer=system:laptop").status_code == 404


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8010", "localhost:8010"])
def test_it_answers_who_asks_this_machine(tmp_path: Path, host: str) -> None:
    client = asking(issuer(tmp_path))
    assert client.get("/token?officer=province", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8010", "127.0.0.1.evil.example", "localhost.evil.example", "0",
     "xlocalhost", "", "[::1]", "evil.example, 127.0.0.1", "192.168.1.5:8010"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/token?officer=province", "/token", "/anything-added-later"])
def test_a_page_whose_name_leads_here_gets_nothing(tmp_path: Path, host: str, path: str) -> None:
    answer = asking(issuer(tmp_path)).get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert "eyJ" not in answer.text
