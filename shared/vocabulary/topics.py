"""What classes and sessions are about: a tree of topics that is data, `topics.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from shared.vocabulary.kinds import CODE, LONGEST_CODE

DATA: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Topics:
    """`names`: what each code is called; `under`: in which other topic one lies, if it does."""

    names: Mapping[str, str]
    under: Mapping[str, str]

    @cached_property
    def listed(self) -> str:
        """All codes, as a refusal says them."""
        return ", ".join(sorted(self.names))

    def covers(self, whole: str, code: str) -> bool:
        """Whether a topic is the other one, or lies somewhere below it. What is no topic of the
        tree covers itself alone."""
        return whole in self._way_up(code)

    def _way_up(self, code: str) -> Iterator[str]:
        here: str | None = code
        while here is not None:
            yield here
            here = self.under.get(here)


def topics(said: Mapping[str, Any]) -> Topics:
    """From data as in `topics.toml`. Raises ValueError for what is no code, has no name, or lies in
    no topic or, by a way round, in itself."""
    names = {code: str(each["name"]) for code, each in said.items()}
    under = {code: str(each["under"]) for code, each in said.items() if "under" in each}
    for code, name in names.items():
        if not name or len(code) > LONGEST_CODE or re.match(CODE, code) is None:
            raise ValueError(f"no topic: {code}")
        here, way = code, {code}
        while (above := under.get(here)) is not None:
            if above not in names or above in way:
                raise ValueError(f"{code} lies in no topic: {above}")
            here, way = above, {*way, above}
    return Topics(names, under)


TOPICS: Final = topics(tomllib.loads(DATA.read_text(encoding="utf-8")))
