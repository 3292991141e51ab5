"""Who stands where: nine drawers, the same file names in every service, a folder for each
aggregate, each service able to stand alone."""

import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.support.sources import ROOT, SERVICES, aggregates, sources

DRAWERS = {
    "vocabulary", "postgres", "places", "contracts", "eventstore", "messaging", "telemetry", "web",
    "importing",
}  # fmt: skip
ROOM_NAMES = {
    "__init__", "__main__", "main", "settings", "api", "inbox", "reactions", "channels",
    "importing", "bearers", "views", "words", "migrations", "measures", "figures",
    "rules", "grants", "organised",
}  # fmt: skip


def entries(folder: Path) -> set[str]:
    return {p.stem for p in folder.iterdir() if p.name != "__pycache__"}


def test_shared_has_exactly_nine_drawers() -> None:
    assert entries(ROOT / "shared") - {"__init__"} == DRAWERS


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_uses_the_same_file_names(service: str) -> None:
    folder = ROOT / "services" / service
    assert entries(folder) - {each.name for each in aggregates(service)} <= ROOM_NAMES
    assert entries(folder) >= {"__init__", "__main__", "main", "settings", "migrations"}


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_a_passport(service: str) -> None:
    passport = (ROOT / "services" / service / "__init__.py").read_text(encoding="utf-8")
    assert all(word in passport for word in ("Owns", "Publishes", "Listens"))


INSTALLED = {
    name.lower().replace("_", "-")
    for name in re.findall(
        r"^([\w.-]+)==", (ROOT / "requirements" / "services.txt").read_text(encoding="utf-8"), re.M
    )
}
MISSING = sorted(
    module
    for module, owners in packages_distributions().items()
    if not INSTALLED & {owner.lower().replace("_", "-").replace(".", "-") for owner in owners}
    and module not in {"services", "shared"}
)
"""What is installed here and not in a service's image."""
IMPORTING = """
import sys
class NotInstalled:
    def find_spec(self, name, path=None, target=None):
        if name in {missing}:
            raise ModuleNotFoundError(name)
sys.path[:] = [p for p in sys.path if p != {root!r}]
sys.meta_path[:] = [f for f in sys.meta_path if "ditable" not in repr(f)]
sys.meta_path.insert(0, NotInstalled())
sys.path.insert(0, ".")
import services.{service}.main as m
print(m.__file__)
"""


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_stands_alone_with_shared_and_what_its_image_installs(
    service: str, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "shared", tmp_path / "shared")
    (tmp_path / "services").mkdir()
    shutil.copy(ROOT / "services" / "__init__.py", tmp_path / "services")
    shutil.copytree(ROOT / "services" / service, tmp_path / "services" / service)
    importing = IMPORTING.format(missing=set(MISSING), root=str(ROOT), service=service)
    answer = subprocess.run(
        [sys.executable, "-c", importing], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert str(tmp_path) in answer.stdout or answer.stdout.startswith(("./", "services"))


def test_a_services_image_installs_nothing_that_draws_on_a_terminal() -> None:
    assert {"babel", "rich", "typer"} & INSTALLED == set()
    assert {"rich", "typer"} <= set(MISSING)


def test_metrics_are_declared_in_the_catalogue_only() -> None:
    declaring = ("Counter(", "Gauge(", "Histogram(", "Summary(", "GaugeMetricFamily(")
    elsewhere = [
        str(s.path)
        for s in sources("services", "shared", "hieuhoc")
        if any(word in s.text for word in declaring) and "prometheus_client" in s.text
        if s.path.parts[:2] != ("shared", "telemetry")
    ]
    assert not elsewhere, f"declare metrics in shared/telemetry/metrics.py: {elsewhere}"


def test_no_day_is_taken_from_an_instant_in_sql() -> None:
    guilty = [
        str(path.relative_to(ROOT))
        for room in ("services", "shared")
        for path in sorted((ROOT / room).rglob("*"))
        if path.suffix in {".py", ".sql"} and "::date" in path.read_text(encoding="utf-8")
        if "recorded_at::date" in path.read_text(encoding="utf-8")
    ]
    assert not guilty, f"a civil day comes from shared.vocabulary.calendar: {guilty}"
