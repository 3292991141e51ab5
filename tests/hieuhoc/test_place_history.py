"""`hieuhoc places history`, without a running system and with one."""

import json

import pytest
from typer.testing import CliRunner, Result

from hieuhoc.commands.place_history import TAKEN_ALONG
from hieuhoc.commands.places import app
from hieuhoc.embedded.folder import free_port

AWAY = "postgresql://nobody@127.0.0.1:{port}/registry"


def run(*words: str, **environment: str) -> Result:
    told = {"REGISTRY_DATABASE": None} | environment
    return CliRunner(env=told).invoke(app, ["history", *words])


def test_a_ward_of_2012_is_followed_to_today() -> None:
    told = run("27322", "--on", "2012-06-13")
    assert told.exit_code == 0, told.output
    lines = told.output.splitlines()
    assert lines[0] == "Phường 7 (27322)"
    assert "  Phường 7 (27322): nhập toàn bộ vào Phường 7 (27316)" in lines
    assert "2025-07-01, 19/2025/QĐ-TTg" in lines
    assert "  Phường 7 (27316): nhập toàn bộ vào Phường An Đông (27316)" in lines
    assert lines[-1] == f"Theo {TAKEN_ALONG}."


def test_several_places_of_a_name_are_listed_and_the_exit_code_says_so() -> None:
    told = run("can giuoc", "--json")
    assert told.exit_code == 3
    said = json.loads(told.stdout)
    names = {each["name"] for each in said["places"]}
    assert names == {"Xã Cần Giuộc", "Huyện Cần Giuộc", "Thị trấn Cần Giuộc"}
    chosen = run(said["places"][0]["place_id"], "--json")
    assert chosen.exit_code == 0
    assert json.loads(chosen.stdout)["place"]["place_id"] == said["places"][0]["place_id"]
    listed = run("can giuoc")
    assert (listed.exit_code, listed.output.count("Cần Giuộc")) == (3, 3 + 1)


def test_the_word_for_the_kind_and_a_day_choose_among_them() -> None:
    told = run("tt cần giuộc", "--json")
    assert json.loads(told.stdout)["place"]["name"] == "Thị trấn Cần Giuộc"
    told = run("cần giuộc", "--on", "2026-01-01", "--json")
    assert told.exit_code == 0
    said = json.loads(told.stdout)
    assert (said["place"]["name"], said["source"]) == ("Xã Cần Giuộc", TAKEN_ALONG)


@pytest.mark.parametrize("asked", ["99999", "zzzzzz"])
def test_what_is_no_place_is_refused(asked: str) -> None:
    assert run(asked).exit_code == 1


def test_a_system_whose_address_was_left_behind_is_not_waited_for() -> None:
    address = AWAY.format(port=free_port())
    told = run("27322", "--on", "2012-06-13", REGISTRY_DATABASE=address)
    assert told.exit_code == 0
    assert TAKEN_ALONG in told.stdout
    assert "không trả lời" in told.stderr
    assert run("27322", "--database", address).exit_code == 1
