"""What a row says of a person's place in the household, and whether they are still there."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from shared.importing.ended import says_ended
from shared.importing.people import text
from shared.importing.table import Value
from shared.vocabulary.folding import bare

HEAD: Final = "head"
OTHER: Final = "other"
_RELATIONS: Final[Mapping[str, str]] = {
    HEAD: r"(la )?chu ho( gia dinh)?|ch|dai dien ho",
    "spouse": r"(vo|chong|vo chong|ba xa|ong xa)( chu ho| ch)?",
    "child-in-law": r"(con |nang )?(dau|re)( .*)?",
    "child": r"con( .*)?",
    "parent": r"(cha|me|bo|ba|ma|cha me|bo me|ba ma)( (de|ruot|nuoi|duong|chu ho|ch))?",
    "grandparent": r"(ong|ong ba|ba noi|ba ngoai|ong noi|ong ngoai|cu|cu ong|cu ba)( chu ho| ch)?",
    "grandchild": r"chau( .*)?",
    "sibling": r"(anh|chi|em|anh chi em|anh em|chi em)( .*)?",
}
_GRANDMOTHER: Final = frozenset({"bà", "bà chủ hộ"})
"""Without its mark it is a father of the South."""
_IN_LAW: Final = re.compile(r"chau (dau|re)|(anh|chi|em) (dau|re|vo|chong)|con .*\b(vo|chong) .*")
_ASIDE: Final = re.compile(r"\(([^()]*)\)")


def relation(value: Value) -> str | None:
    """As the register codes it; None: nothing is said, or nothing readable."""
    return _relation(_ASIDE.sub("", text(value)).strip().lower())


@lru_cache(maxsize=1_000)
def _relation(said: str) -> str | None:
    words = bare(said)
    if not any(each.isalpha() for each in words):
        return None
    if said in _GRANDMOTHER:
        return "grandparent"
    if _IN_LAW.fullmatch(words):
        return OTHER
    return next((code for code, way in _RELATIONS.items() if re.fullmatch(way, words)), OTHER)


def has_ended(values: Mapping[str, Value]) -> bool:
    """Whether a row says that the person died or moved away: behind the name, as their state, or
    in a remark."""
    behind = _ASIDE.findall(text(values.get("name")))
    return any(map(says_ended, (*behind, values.get("status"), values.get("note"))))
