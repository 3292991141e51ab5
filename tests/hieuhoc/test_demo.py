"""The laptop edition as a new user meets it: one demo, from its first start to its last.

One folder for all tests of this file, in their order: loading 64,536 families takes a while.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx2
import psycopg
import pytest

from hieuhoc.embedded.postgres import EmbeddedPostgres
from hieuhoc.laptop.addresses import told_environment
from hieuhoc.laptop.servers import Servers
from tests.hieuhoc.demo_process import Demo, hieuhoc, running
from tests.support.sources import ROOT
from tests.support.waiting import eventually

FIGURE = "58.234/64.536 (90,23%)"
ASKED = ("report", "--place", "766", "--on", "2022-09-23", "--title", "family", "--year", "2022")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "laptop"


@pytest.fixture(scope="module")
def demo(folder: Path) -> Iterator[Demo]:
    with running(folder) as started:
        started.until_ready()
        yield started


def test_the_demo_shows_the_figure_of_tan_binh(demo: Demo) -> None:
    printed = demo.printed.read_text(encoding="utf-8")
    assert FIGURE in printed
    assert all(name in printed for name in ("registry", "rollups", "kafka", "officer=province"))


def test_the_readme_shows_what_the_demo_prints(demo: Demo) -> None:
    printed = demo.printed.read_text(encoding="utf-8").splitlines()
    report = printed[printed.index("") :]
    for name in ("README.md", "README.vi.md"):
        readme = (ROOT / name).read_text(encoding="utf-8")
        shown = [line for line in report if "26977" in line or "58.234" in line]
        assert shown
        assert all(line in readme for line in shown), f"{name} shows another report"


def test_clans_units_citizens_and_communities_of_the_report_are_there_too(demo: Demo) -> None:
    token = httpx2.get(demo.address("province")).text.strip()

    def figure(measure: str, **more: str) -> int:
        asked = {"place_code": "766", "on": "2022-09-23", "measure": measure, **more}
        head = {"Authorization": f"Bearer {token}"}
        url = f"{demo.address('rollups')}/rollups/v1/figures"
        answer = httpx2.get(url, params=asked, headers=head).raise_for_status()
        return int(answer.json()["figures"][0]["value"])

    def told() -> dict[str, int]:
        counted = {each: figure(each) for each in ("clans", "establishments", "citizens")}
        titles = ("clan", "unit", "citizen", "community")
        return counted | {each: figure("registered", title=each, year="2022") for each in titles}

    there = {"clans": 43, "establishments": 112, "citizens": 185}
    runs = {"clan": 43, "unit": 112, "citizen": 185, "community": 117}
    eventually(lambda: told() == there | runs)


def test_a_family_registered_by_hand_moves_the_figure_of_its_ward(demo: Demo) -> None:
    printed = demo.printed.read_text(encoding="utf-8")
    today = printed.partition('"registered_on": "')[2][:10]
    asking = ("report", "--place", "26983", "--on", today, "--year", today[:4], "--json")
    before = json.loads(hieuhoc(demo.folder, *asking).stdout)["whole"]["families"]
    register(demo, today)
    eventually(
        lambda: json.loads(hieuhoc(demo.folder, *asking).stdout)["whole"]["families"] == before + 1
    )


def register(demo: Demo, day: str) -> None:
    """By the ward's officer, in the hamlet that the demo names."""
    printed = demo.printed.read_text(encoding="utf-8")
    hamlet = printed.partition('"place_id": "')[2][:36]
    token = httpx2.get(demo_issuer(demo)).text.strip()
    answer = httpx2.post(
        f"{demo.address('registry')}/registry/v1/families",
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": f"by-hand-{day}"},
        json={"place_id": hamlet, "registered_on": day, "head": {"full_name": "Nguyễn A"}},
    )
    assert answer.status_code == 201, answer.text


def demo_issuer(demo: Demo) -> str:
    return demo.address("commune")


def test_an_officer_of_one_ward_does_not_see_another_place(demo: Demo) -> None:
    token = httpx2.get(demo_issuer(demo)).text.strip()
    answer = httpx2.get(
        f"{demo.address('rollups')}/rollups/v1/reports/families",
        params={"place_code": "766", "on": "2022-09-23", "title": "family", "year": "2022"},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 404


def test_the_report_refuses_an_unknown_code_in_plain_words(demo: Demo) -> None:
    answer = hieuhoc(
        demo.folder, "report", "--place", "99999", "--on", "2022-09-23", "--year", "2022"
    )
    assert answer.returncode == 1
    assert "99999" in answer.stderr


def test_a_second_demo_in_the_same_folder_is_refused_plainly(demo: Demo) -> None:
    with running(demo.folder.with_name("beside"), "--folder", str(demo.folder)) as second:
        assert second.process.wait(60) == 1
        assert "in use by another running hieuhoc" in second.printed.read_text(encoding="utf-8")


def test_no_personal_data_leave_the_vault(demo: Demo) -> None:
    databases = told_environment(demo.folder)
    for name in ("REGISTRY", "RECOGNITION", "NOTIFICATIONS"):
        with psycopg.connect(databases[f"{name}_DATABASE"]) as connection:
            query = "select count(*) from log where encode(data, 'escape') like '%%Ch%% h%%'"
            assert connection.execute(query).fetchone() == (0,)


def test_ctrl_c_stops_it_and_leaves_no_process_behind(demo: Demo) -> None:
    assert demo.interrupt() == 0
    eventually(lambda: not demo.left_behind(), 15)


def test_the_figure_is_the_same_after_the_rollups_were_dropped_and_rebuilt(
    demo: Demo, folder: Path
) -> None:
    assert demo.process.poll() is not None, "everything is stopped"
    drop_rollups(folder)
    rebuilt = hieuhoc(folder, "rebuild", "rollups")
    assert rebuilt.returncode == 0, rebuilt.stderr
    with running(folder) as again:
        assert FIGURE in again.until_ready(within=120)
        again.kill()
        eventually(lambda: not again.left_behind(), 15)


def drop_rollups(folder: Path) -> None:
    postgres = EmbeddedPostgres(folder / "postgres")
    try:
        dsn = Servers(postgres.start(), kafka="").database("rollups")
        with psycopg.connect(dsn) as connection:
            connection.execute("drop table contributions_v2, cells_v2, freshness_v2 cascade")
            connection.execute("delete from listener_marks where projection = 'cells'")
    finally:
        postgres.stop()


def test_the_report_starts_the_edition_for_itself_when_nothing_runs(
    demo: Demo, folder: Path
) -> None:
    assert demo.process.poll() is not None, "everything is stopped"
    answer = hieuhoc(folder, *ASKED)
    assert FIGURE in answer.stdout, answer.stderr


def test_it_starts_again_whatever_was_added_to_what_it_loaded(demo: Demo, folder: Path) -> None:
    assert demo.process.poll() is not None, "everything is stopped"
    with running(folder) as added:
        added.until_ready(within=120)
        register(added, "2022-01-05")
        assert added.interrupt() == 0
    with running(folder) as again:
        assert "58.234/64.537" in again.until_ready(within=120)
