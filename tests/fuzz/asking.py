"""Schemathesis, as a command of its own, asks one service what comes to its mind."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.doors.samples import Sample
from tests.fuzz.hooks import IDS, SAMPLES
from tests.support.sources import ROOT

CHECKS: Final = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance,response_headers_conformance"
)


@dataclass(frozen=True)
class Asker:
    """Somebody who may, and who knows these ids and how each operation is asked well."""

    token: str
    ids: Sequence[str]
    samples: Mapping[str, Sample]

    def ask(self, port: int, seconds: int, seed: str, folder: Path) -> bool:
        """Whether every answer was in order. What was asked is printed, and what was wrong so that
        it can be asked again. One asker at a time: two break the compiler of Python 3.11."""
        address = f"http://127.0.0.1:{port}/openapi.json"
        command = [
            *(sys.executable, "-m", "schemathesis.cli", "run", address, "--checks", CHECKS),
            *("--header", f"Authorization:Bearer {self.token}", "--continue-on-failure"),
            *("--seed", seed, "--max-time", str(seconds)),
            *("--generation-database", "none", "--warnings", "off"),
        ]
        done = subprocess.run(command, cwd=folder, env=os.environ | self._told(), check=False)
        return done.returncode == 0

    def _told(self) -> Mapping[str, str]:
        """What the hooks in the other process are to know."""
        asked = {name: as_json(sample) for name, sample in self.samples.items()}
        return {
            "SCHEMATHESIS_HOOKS": "tests.fuzz.hooks",
            "PYTHONPATH": str(ROOT),
            IDS: json.dumps(self.ids),
            SAMPLES: json.dumps(asked),
        }


def as_json(sample: Sample) -> dict[str, Any]:
    """By the names that schemathesis has for the parts of a request."""
    body = sample.body() if sample.body else {}
    return {"path_parameters": dict(sample.path), "query": dict(sample.query), "body": body}
