"""In which bands (mức) centres are rated, by data of a deployment: `bands.toml` is an example."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from shared.vocabulary import kinds

EXAMPLE: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class BandSet:
    """For the years from `from_year` on, until the next set; `bands`: what each code is called."""

    from_year: int
    bands: Mapping[str, str]
    most_score: int


@dataclass(frozen=True)
class Bands:
    """All sets, the latest first."""

    sets: tuple[BandSet, ...]

    def of(self, year: int) -> BandSet | None:
        """The set in force for that year."""
        return next((each for each in self.sets if each.from_year <= year), None)

    @classmethod
    def read(cls, file: Path = EXAMPLE) -> Self:
        return cls.said(tomllib.loads(file.read_text(encoding="utf-8")))

    @classmethod
    def said(cls, data: Mapping[str, Any]) -> Self:
        """From data as in `bands.toml`. Raises ValueError for a set without bands or of a year that
        is never asked for, for a band whose code is none, and for two sets of one year."""
        sets = [
            BandSet(int(each["from_year"]), dict(each["bands"]), int(each["most_score"]))
            for each in data["sets"]
        ]
        if len({each.from_year for each in sets}) < len(sets):
            raise ValueError("two sets of bands begin in one year")
        for each in sets:
            coded = each.bands and all(map(_is_code, each.bands))
            if not coded or each.from_year < kinds.FIRST_TITLE_YEAR or each.most_score < 0:
                raise ValueError(f"no set of bands: that from {each.from_year} on")
        return cls(tuple(sorted(sets, key=lambda each: each.from_year, reverse=True)))


def _is_code(code: str) -> bool:
    return len(code) <= kinds.LONGEST_CODE and re.match(kinds.CODE, code) is not None
