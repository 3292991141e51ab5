"""`hieuhoc report`, from the answer of the counter to what an officer reads."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from hieuhoc.commands.report import Refused, over_http, reporting

ASKED: list[dict[str, str]] = []


def ratio(numerator: int, denominator: int, basis: str, percent: str | None) -> dict[str, Any]:
    day = "2022-09-23"
    return {
        "numerator": numerator,
        "denominator": denominator,
        "basis": basis,
        "denominator_on": day,
        "percent": percent,
    }


def line(part: str | None, name: str | None, registered: int, families: int) -> dict[str, Any]:
    percent = f"{registered / families * 100:.2f}" if families else None
    return {
        "part": part,
        "place": {"code": "766", "name": name} if name else None,
        "families": families,
        "registered": registered,
        "registered_new": registered,
        "registered_renewed": 0,
        "recognised": 0,
        "registered_of_families": ratio(registered, families, "total", percent),
        "recognised_of_families": ratio(0, families, "total", "0.00"),
        "recognised_of_registered": ratio(0, registered, "registered", None),
    }


OF_OLD = "2022-09-24"
"""On this day figures are those of another way to count."""


def tan_binh(asked: Mapping[str, str]) -> dict[str, Any]:
    if asked["place_code"] != "766":
        raise Refused(f"Không có địa bàn {asked['place_code']}.")
    ASKED.append(dict(asked))
    return {
        "title": "family",
        "year": 2022,
        "on": asked["on"],
        "as_of": asked.get("as_of"),
        "boundary": asked.get("boundary"),
        "data_as_of": "2026-11-24T03:05:00Z",
        "rebuild_wanted": asked["on"] == OF_OLD,
        "places_until": "2025-07-01",
        "whole": line(None, "Quận Tân Bình", 58_234, 64_536),
        "lines": [line("child", "Phường 1", 58_234, 64_535), line("unallocated", None, 0, 1)],
    }


def run(*arguments: str) -> Result:
    app = typer.Typer()
    app.callback()(lambda: None)
    app.command("report")(reporting(tan_binh))
    return CliRunner().invoke(app, ["report", "--title", "family", "--year", "2022", *arguments])


def test_the_figure_is_printed_with_its_numerator_denominator_and_share() -> None:
    printed = run("--place", "766", "--on", "2022-09-23")
    assert printed.exit_code == 0
    first = printed.output.splitlines()
    assert first[0] == "Danh hiệu “Gia đình học tập” năm 2022 — Quận Tân Bình (766), ngày 23/9/2022"
    assert first[1] == "Danh mục địa bàn đến ngày 1/7/2025"
    assert "58.234/64.536 (90,23%)" in first[3]
    assert "chưa phân bổ" in printed.output
    assert "Số liệu tính đến 10:05 ngày 24/11/2026" in printed.output


def test_figures_counted_another_way_say_so_beside_the_time_they_are_of() -> None:
    assert "cách tính" not in run("--place", "766", "--on", "2022-09-23").output
    printed = run("--place", "766", "--on", OF_OLD).output
    assert printed.splitlines()[-2].startswith("Số liệu tính đến")
    assert "cách tính đã thay đổi mà số liệu chưa được tính lại" in printed.splitlines()[-1]


def test_the_table_stands_in_columns_and_ends_with_the_sum() -> None:
    table = run("--place", "766", "--on", "2022-09-23").output.split("\n\n")[2].splitlines()
    assert len({len(row) for row in table}) == 1
    assert table[-1].startswith("Cộng")


def test_a_past_knowledge_is_asked_for_and_said() -> None:
    printed = run("--place", "766", "--on", "2022-09-23", "--as-of", "2022-10-01")
    assert ASKED[-1]["as_of"] == "2022-10-01"
    assert "đến hết ngày 1/10/2022" in printed.output


def test_a_restatement_is_asked_for_and_said() -> None:
    printed = run("--place", "766", "--on", "2022-09-23", "--boundary", "2025-07-01")
    assert "theo địa giới ngày 1/7/2025" in printed.output


def test_a_system_that_does_not_answer_is_said_to_be_that(unused_tcp_port: int) -> None:
    ask = over_http(f"http://127.0.0.1:{unused_tcp_port}", "token")
    with pytest.raises(Refused, match="Không kết nối được"):
        ask({"place_code": "766"})


def test_json_is_the_answer_as_it_came() -> None:
    printed = run("--place", "766", "--on", "2022-09-23", "--json")
    assert json.loads(printed.output)["whole"]["registered"] == 58_234


def test_an_unknown_place_is_refused_with_the_sentence_and_exit_code_1() -> None:
    printed = run("--place", "999", "--on", "2022-09-23")
    assert (printed.exit_code, printed.output) == (1, "Không có địa bàn 999.\n")


def test_a_day_that_is_none_is_a_usage_error() -> None:
    assert run("--place", "766", "--on", "23/9").exit_code == 2
