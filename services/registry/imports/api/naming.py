"""Whom a file names, so that an erasure finds it: of every cell that may be a name or a number a
hash under the vault's key, and nothing else."""

from collections.abc import Iterator, Sequence
from typing import Final

from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.sealing import MasterKey
from shared.importing.table import Sheet, Value
from shared.vocabulary.folding import sounded

SIZE: Final = 8
"""Bytes of a hash that are kept: two cells in billions have the same."""
SHORTEST_NUMBER: Final = 9


def names_in(sheets: Sequence[Sheet], key: MasterKey) -> bytes:
    """The hashes, one after the other, each once."""
    cells = {cell for sheet in sheets for row in sheet.rows for cell in row.cells}
    said = {word for cell in cells for word in _said(cell)}
    return b"".join(sorted(_hashed(key, word) for word in said))


def is_named(names: bytes, person: PersonalData, key: MasterKey, *, by_name: bool) -> bool:
    """By an identity number; or `by_name`, too."""
    numbers = (person.identity_number, person.old_identity_number)
    asked = [_number(each) for each in numbers if each]
    asked += [sounded(person.full_name)] if by_name else []
    known = {names[at : at + SIZE] for at in range(0, len(names), SIZE)}
    return any(_hashed(key, each) in known for each in asked)


def _said(cell: Value) -> Iterator[str]:
    if isinstance(cell, float):
        cell = f"{cell:.0f}"
    if isinstance(cell, str):
        digits = "".join(each for each in cell if each.isdecimal())
        if len(digits) >= SHORTEST_NUMBER:
            yield _number(digits)
        elif " " in cell.strip():
            yield sounded(cell)


def _number(digits: str) -> str:
    """Without the zeros that programs take of it."""
    return digits.lstrip("0")


def _hashed(key: MasterKey, word: str) -> bytes:
    return key.hash_of("import-names", word)[:SIZE]
