"""The environment file an operator writes, and what the real Compose makes of it."""

import base64
import json
import os
import secrets
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tests.deploy.composing import COMPOSE, ENVIRONMENT
from tests.support.sources import ROOT

SECRET: Final = ("_PASSWORD", "_KEY")
HARD: Final = '/@#%$ :?&=+;"\\$$x'
"""What a password may hold; each of ours holds all of it, but where the example says otherwise."""
PLAIN: Final = ("HIEUHOC_KAFKA_ADMIN_PASSWORD",)


def names() -> list[str]:
    """Every variable of the example, those in comments left out."""
    lines = (ROOT / ENVIRONMENT).read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[0] for line in lines if "=" in line and not line.startswith("#")]


def operators_copy(**said: str) -> dict[str, str]:
    """Every secret of the example filled in, each with one of its own."""
    found = {name: _secret(name) for name in names() if name.endswith(SECRET)}
    return found | said


def _secret(name: str) -> str:
    if name.endswith("_KEY"):
        return base64.b64encode(secrets.token_bytes(32)).decode()
    return f"{secrets.token_hex(8)}{'' if name in PLAIN else HARD}{secrets.token_hex(4)}"


def written(folder: Path, told: Mapping[str, str]) -> Path:
    """The copy as a file: what it does not say is said by the example. Values are quoted, so that
    Compose takes them letter by letter."""
    kept = [
        line
        for line in (ROOT / ENVIRONMENT).read_text(encoding="utf-8").splitlines()
        if line.partition("=")[0] not in told
    ]
    lines = [f"{name}='{value}'" for name, value in told.items()]
    file = folder / "province.env"
    file.write_text("\n".join([*kept, *lines, ""]), encoding="utf-8")
    return file


def resolve(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """By the real Compose, every profile; nothing comes from our own environment."""
    all_profiles = ["--profile", "*"]
    command: list[str | Path] = [COMPOSE, *words, "--env-file", file, *all_profiles]
    command += ["config", "--format", "json"]
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, check=False)


def resolved(file: Path) -> dict[str, Any]:
    answer = resolve(file)
    assert answer.returncode == 0, answer.stderr
    found: dict[str, Any] = _unescaped(json.loads(answer.stdout))
    return found


def _unescaped(node: Any) -> Any:
    """Compose writes a dollar twice, so that its answer can be read again as a file of its own."""
    if isinstance(node, dict):
        return {key: _unescaped(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_unescaped(value) for value in node]
    return node.replace("$$", "$") if isinstance(node, str) else node
