"""What a public organisation is called, as it is kept."""

from typing import Final

from shared.vocabulary.legacy_text import require_unicode
from shared.vocabulary.refusals import Refusal
from shared.vocabulary.text import is_fit
from shared.vocabulary.writing import in_one_form, require_one_alphabet

LONGEST_NAME: Final = 200


def plausible(text: str, implausible: type[Refusal]) -> str:
    """The name in its one form. Refuses what cannot be one, by that refusal."""
    require_unicode(text)
    name = in_one_form(text)
    if not is_fit(text) or not 1 <= len(name) <= LONGEST_NAME or not any(map(str.isalpha, name)):
        raise implausible(longest=LONGEST_NAME)
    require_one_alphabet(name)
    return name
