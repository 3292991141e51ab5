"""By which programme (chương trình) classes and sessions are held: a list that is data,
`programmes.toml`. What one is about is its topic, whichever programme it belongs to."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from shared.vocabulary.kinds import CODE, LONGEST_CODE

DATA: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Programme:
    """`source`: the documents it goes by, as they are cited; None: not known. `since`: its first
    day; None: nobody asks."""

    name: str
    source: str | None = None
    since: date | None = None


Programmes = Mapping[str, Programme]


def programmes(said: Mapping[str, Any]) -> Programmes:
    """By their codes, from data as in `programmes.toml`. Raises ValueError for what is no code or
    has no name, TypeError for what is said beside name, source and first day."""
    found = {code: Programme(**each) for code, each in said.items()}
    for code, each in found.items():
        if not each.name or len(code) > LONGEST_CODE or re.match(CODE, code) is None:
            raise ValueError(f"no programme: {code}")
    return MappingProxyType(found)


PROGRAMMES: Final = programmes(tomllib.loads(DATA.read_text(encoding="utf-8")))
