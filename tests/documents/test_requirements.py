"""The hashed requirements: fresh, and without an address of any registry or mirror."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sources import ROOT

UV = Path(sys.executable).with_name("uv")
FILES = {
    "services.txt": [],
    "laptop.txt": ["--extra", "laptop", "--extra", "places"],
    "development.txt": [
        "--extra", "laptop", "--extra", "places", "--extra", "reports",
        "--group", "build", "--group", "test", "--group", "quality",
    ],
}  # fmt: skip
COMPILE = (
    "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11",
    "--no-emit-index-url", "--custom-compile-command", "make requirements", "pyproject.toml",
)  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_requirements_hold_what_pyproject_asks_for(name: str, tmp_path: Path) -> None:
    compiled = shutil.copy(ROOT / "requirements" / name, tmp_path / name)
    command = [str(UV), *COMPILE, *FILES[name], "--output-file", str(compiled)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    fresh = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert Path(compiled).read_text(encoding="utf-8") == fresh, "run: make requirements"


@pytest.mark.parametrize("name", FILES)
def test_requirements_hold_no_address_and_every_hash(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index|--find-links", text)
    pinned = re.findall(r"^[a-z0-9][^ ]*==", text, re.MULTILINE)
    assert len(pinned) > 20
    assert text.count("--hash=sha256:") >= len(pinned)


def test_the_makefile_compiles_the_same_way() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for word in (*COMPILE, *(word for words in FILES.values() for word in words)):
        assert word in makefile, word
