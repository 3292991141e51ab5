"""What cells say of a gift: who gave it, if that may be said, and how many of which goods."""

import re
from collections.abc import Mapping
from typing import Final

from shared.importing.amounts import count
from shared.importing.doubts import CountDoubtful, CountWrong
from shared.importing.naming import unit_name
from shared.importing.people import text
from shared.importing.table import Value
from shared.vocabulary.folding import bare
from shared.vocabulary.kinds import MOST_STATED

_NOBODY: Final = re.compile(
    r"an danh|(?:.* )?(?:giau|khong neu|khong ghi|xin giau|xin khong neu) ten"
    r"|(?:mot )?(?:nha hao tam|manh thuong quan)"
)
_DIGITS: Final = re.compile(r"\d")
_UNIT_BEHIND: Final = re.compile(r"([\d.,\s]*\d)\s*[^\W\d_]+(?: [^\W\d_]+)*\.?")


def donor(value: Value) -> str | None:
    """None: somebody who is not to be named; each is somebody else. Raises UnitNameMissing."""
    said = unit_name(value)
    return None if _NOBODY.fullmatch(bare(said)) else said


def quantity(values: Mapping[str, Value]) -> int | None:
    """None: nobody knows, as of «nhiều». A number that stands in the name of the goods alone is
    asked about."""
    said = values.get("quantity")
    if said is None and _DIGITS.search(text(values.get("goods"))):
        raise CountDoubtful
    if isinstance(said, str) and not _DIGITS.search(said):
        return None
    if isinstance(said, str) and (found := _UNIT_BEHIND.fullmatch(text(said))):
        said = found[1]
    number = count(said)
    if number is not None and not 1 <= number <= MOST_STATED:
        raise CountWrong
    return number
