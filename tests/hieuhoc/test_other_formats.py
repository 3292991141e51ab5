"""No command opens a log, or a laptop's folder, that release 0.1 wrote."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hieuhoc.commands.root import app
from hieuhoc.issuer import laptop_id
from hieuhoc.laptop.folder import forget, keep_folder_format, require_folder_format
from hieuhoc.laptop.servers import running_servers
from shared.eventstore.log.format import AnotherFormat
from tests.hieuhoc.test_command_line import COMMANDS
from tests.rollups.officers import ISSUER, PUBLIC_KEYS
from tests.support import release_0_1

LOG = "00000000-0000-4000-8000-000000000001"
OPENS_A_LOG = {
    "dead-letters accept": "rollups cells registry.families/0 --by who",
    "dead-letters discard": "rollups 1",
    "dead-letters facts discard": "registry places.v1 1",
    "dead-letters facts list": "registry",
    "dead-letters facts retry": "registry places.v1 1",
    "dead-letters list": "rollups",
    "dead-letters redrive": "rollups 1",
    "dead-letters show": "rollups 1",
    "dead-letters successor": f"rollups registry.families {LOG}",
    "import places": "",
    "lag": "--kafka 127.0.0.1:1",
    "people affected": "--from 2026-01-01 --to 2026-01-02",
    "places history": "27316",
    "places import": "",
    "places show": "27316",
    "rebuild": "rollups",
    "relay withheld": "registry",
    "relay withhold": "registry 1 --reason why --by who",
}
OPENS_NONE = {
    "demo",
    "import activities",
    "import associations",
    "import centre-sessions",
    "import centres",
    "import clans",
    "import donations",
    "import establishments",
    "import families",
    "import families-with-members",
    "import hamlets",
    "import list",
    "import members",
    "import mend",
    "import population",
    "import reorganisation",
    "import scholarships",
    "import show",
    "import template",
    "import undo",
    "import workbook",
    "report",
    "places cancel",
    "places reorganise",
    "topics apply",
    "topics check",
    "topics plan",
}
"""They begin servers of a folder, or ask a folder, an address, or Kafka alone."""


@pytest.fixture(scope="module")
def old(postgres_dsn: str) -> Iterator[Mapping[str, str]]:
    """By service, a database of 0.1, which is the same afterwards."""
    with (
        release_0_1.database(postgres_dsn, "registry") as registry,
        release_0_1.database(postgres_dsn, "rollups") as rollups,
    ):
        before = release_0_1.whole(registry), release_0_1.whole(rollups)
        yield {"registry": registry, "rollups": rollups}
        assert (release_0_1.whole(registry), release_0_1.whole(rollups)) == before


def test_every_command_opens_a_log_or_does_not() -> None:
    assert set(COMMANDS) == set(OPENS_A_LOG) | OPENS_NONE


@pytest.mark.parametrize("command", OPENS_A_LOG)
def test_no_command_reads_or_changes_a_log_of_0_1(
    old: Mapping[str, str], command: str, tmp_path: Path
) -> None:
    told = {
        "REGISTRY_DATABASE": old["registry"],
        "ROLLUPS_DATABASE": old["rollups"],
        "HIEUHOC_KAFKA": "127.0.0.1:1",
        "HIEUHOC_FOLDER": str(tmp_path),
        "HIEUHOC_IDENTITY_ISSUER": ISSUER,
        "HIEUHOC_IDENTITY_KEYS": PUBLIC_KEYS,
    }
    words = f"{command} {OPENS_A_LOG[command]}".split()
    done = CliRunner().invoke(app, words, env=told)
    assert done.exit_code == 1, done.output
    assert "`hieuhoc demo --fresh`" in done.output
    assert "khuôn dạng 1" in done.output


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    """A folder as 0.1 left it: its identity, its addresses, its servers' data."""
    folder = tmp_path / "laptop"
    folder.mkdir()
    laptop_id(folder)
    (folder / "registry.port").write_text("15001\n")
    (folder / "demo_data_loaded").write_text("")
    (folder / "demo.log").write_text("{}\n")
    for server in ("postgres", "kafka"):
        (folder / server).mkdir()
        (folder / server / "owner.lock").touch()
        (folder / server / "data").write_text("of 0.1")
    return folder


def held(folder: Path) -> dict[str, str]:
    """Every file, with what is in it and when it was last written."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {str(f): f"{sha256(f.read_bytes()).hexdigest()} {f.stat().st_mtime_ns}" for f in files}


@pytest.mark.parametrize(
    "words", ["demo", "report --place 766 --on 2022-09-23 --title family --year 2022"]
)
def test_a_laptop_folder_of_0_1_is_refused_and_stays_as_it_is(laptop: Path, words: str) -> None:
    before = held(laptop)
    done = CliRunner().invoke(app, words.split(), env={"HIEUHOC_FOLDER": str(laptop)})
    assert done.exit_code == 1, done.output
    assert f"{laptop} is {release_0_1.SENTENCE}" in done.output
    assert f"{laptop} được ghi theo khuôn dạng 1" in done.output
    assert held(laptop) == before


async def test_no_server_starts_in_a_folder_of_0_1(laptop: Path) -> None:
    before = held(laptop)
    with pytest.raises(AnotherFormat, match=release_0_1.SENTENCE):
        async with running_servers(laptop):
            pass
    assert held(laptop) == before


def test_a_folder_of_0_1_begins_anew_once_it_was_forgotten(laptop: Path) -> None:
    """What `--fresh` does before anything starts."""
    forget(laptop)
    keep_folder_format(laptop)
    laptop_id(laptop)
    require_folder_format(laptop)
    keep_folder_format(laptop)
    (laptop / "format").write_text("3\n")
    with pytest.raises(AnotherFormat, match="of format 3"):
        require_folder_format(laptop)
