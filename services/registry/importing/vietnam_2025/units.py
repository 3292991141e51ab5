"""Reads the data files of the package `vietnamadminunits` 1.0.4 (MIT), without importing it.

The files hold the list in force until 30 June 2025, the one since, and which commune of the one
went where in the other. Where the crosswalk beside this file names a commune, it decides.
"""

import csv
import json
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from shared.vocabulary.refusals import Kind, Refusal

PACKAGE, VERSION = "vietnamadminunits", "1.0.4"
LISTED_UNTIL = date(2025, 7, 1)
"""The day of its newer list: what was decreed since is in none of its releases."""
CROSSWALK = Path(__file__).with_name("crosswalk.csv")
KINDS = {
    "Tỉnh": "tinh",
    "Thành phố": "thanh-pho",
    "Quận": "quan",
    "Huyện": "huyen",
    "Thị xã": "thi-xa",
    "Phường": "phuong",
    "Xã": "xa",
    "Thị trấn": "thi-tran",
    "Đặc khu": "dac-khu",
}


class UnitsMissing(Refusal):
    code = "registry.units-missing"
    kind = Kind.UNAVAILABLE
    sentence = "The lists of places come with vietnamadminunits 1.0.4; install hieuhoc[places]."


class Key(NamedTuple):
    """A unit of one list: the code alone does not say of which level."""

    level: str
    code: str


@dataclass(frozen=True)
class Unit:
    """A unit as one list has it. `folded` is its name without marks, to compare spellings."""

    key: Key
    kind: str
    name: str
    parent: Key | None
    folded: str

    def is_called(self, other: "Unit") -> bool:
        """Whether both have one name, be it spelled in two ways (Ea H'leo, Ea H'Leo)."""
        return self.name == other.name or self.folded == other.folded


@dataclass(frozen=True)
class Passage:
    """An old unit went into a new one, whole or a part of it."""

    old: Key
    new: Key
    whole: bool


@dataclass(frozen=True)
class Vietnam:
    """Both lists and the passages from the old to the new."""

    before: dict[Key, Unit]
    after: dict[Key, Unit]
    passages: tuple[Passage, ...]


def data_folder() -> Path:
    """Where the installed package keeps its data files."""
    found = find_spec(PACKAGE)
    if found is None or version(PACKAGE) != VERSION:
        raise UnitsMissing
    for place in found.submodule_search_locations or ():
        folder = Path(place) / "data"
        if (folder / "dataset.db").is_file() and (folder / "converter_2025.json").is_file():
            return folder
    raise UnitsMissing


def read(folder: Path, crosswalk: Path | None = CROSSWALK) -> Vietnam:
    """Both lists and the passages, those of the crosswalk's communes as it has them."""
    database = f"file:{folder / 'dataset.db'}?mode=ro&immutable=1"
    with closing(sqlite3.connect(database, uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        old = connection.execute("select * from admin_units_legacy").fetchall()
        new = connection.execute("select * from admin_units").fetchall()
    converter = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    passages = (*_provinces(converter, old, new), *_communes(converter, old, new))
    if crosswalk is not None:
        passages = tuple(_decided(passages, crosswalk))
    return Vietnam(_units(old), _units(new), passages)


def _units(rows: Iterable[sqlite3.Row]) -> dict[Key, Unit]:
    units: dict[Key, Unit] = {}
    for row in rows:
        parent: Key | None = None
        for level, column in (
            ("province", "province"),
            ("district", "district"),
            ("commune", "ward"),
        ):
            if column in row.keys() and row[column]:  # noqa: SIM118  # a Row tests values, not names
                key = Key(level, row[f"{column}Code"])
                kind, name = _named(row[column])
                units.setdefault(key, Unit(key, kind, name, parent, row[f"{column}Key"]))
                parent = key
    return units


def _named(name: str) -> tuple[str, str]:
    """Kind and name. The name says the kind; the list's own column contradicts eight names."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    for word, kind in KINDS.items():
        if name.casefold().startswith(f"{word} ".casefold()):
            return kind, word + name[len(word) :]
    raise ValueError(f"not the name of a unit: {name}")


def _lowest(row: sqlite3.Row) -> Key:
    """Five island districts had no communes; what was theirs went over from the district."""
    ward = row["wardCode"]
    return Key("commune", ward) if ward else Key("district", row["districtCode"])


def _old_key(row: sqlite3.Row) -> str:
    return "_".join((row["provinceKey"], row["districtKey"], row["wardKey"] or ""))


def _provinces(
    converter: dict[str, Any], old: Iterable[sqlite3.Row], new: Iterable[sqlite3.Row]
) -> Iterator[Passage]:
    old_code = {row["provinceKey"]: row["provinceCode"] for row in old}
    new_code = {row["provinceKey"]: row["provinceCode"] for row in new}
    province = partial(Key, "province")
    for name, partners in converter["DICT_PROVINCE"].items():
        for partner in partners:
            yield Passage(province(old_code[partner]), province(new_code[name]), whole=True)


def _communes(
    converter: dict[str, Any], old: Iterable[sqlite3.Row], new: Iterable[sqlite3.Row]
) -> Iterator[Passage]:
    old_unit = {_old_key(row): _lowest(row) for row in old}
    new_unit = {
        (row["provinceKey"], row["wardKey"]): Key("commune", row["wardCode"]) for row in new
    }
    for province, heirs in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for heir, names in heirs.items():
            for name in names:
                yield Passage(old_unit[name], new_unit[province, heir], whole=True)
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for name, parts in divided.items():
            for part in parts:
                heir = new_unit[province, part["newWardKey"]]
                yield Passage(old_unit[name], heir, whole=False)


def _decided(passages: Iterable[Passage], crosswalk: Path) -> Iterator[Passage]:
    decided: dict[Key, list[Passage]] = defaultdict(list)
    with crosswalk.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            old, new = Key("commune", line["old_code"]), Key("commune", line["new_code"])
            decided[old].append(Passage(old, new, whole=line["how"] == "whole"))
    yield from (passage for passage in passages if passage.old not in decided)
    for found in decided.values():
        yield from found
