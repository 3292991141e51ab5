"""What a learning centre may have: kinds of facilities that are data, `facilities.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from shared.vocabulary.kinds import CODE, LONGEST_CODE

DATA: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Facilities:
    """`names`: what each code is called; `counted`: of which ones a number is said. Of the others a
    centre has one or none."""

    names: Mapping[str, str]
    counted: frozenset[str]

    @property
    def listed(self) -> str:
        """All codes, as a refusal says them."""
        return ", ".join(sorted(self.names))


def facilities(said: Mapping[str, Any]) -> Facilities:
    """From data as in `facilities.toml`. Raises ValueError for what is no code or has no name."""
    for code, each in said.items():
        if not each.get("name") or len(code) > LONGEST_CODE or re.match(CODE, code) is None:
            raise ValueError(f"no facility: {code}")
    names = {code: str(each["name"]) for code, each in said.items()}
    counted = frozenset(code for code, each in said.items() if each.get("counted", False))
    return Facilities(names, counted)


FACILITIES: Final = facilities(tomllib.loads(DATA.read_text(encoding="utf-8")))
