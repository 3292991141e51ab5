"""What whoever sends a list is asked once, for all of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.web.languages import Language


@dataclass(frozen=True)
class Question:
    """`name`: under which it is answered. `about`: the words of the list that it is of, as they
    stand there first. `choices`: what may be answered, by code what it is called; `guessed`: the
    code that is likely meant, which is never taken without being said. `english`: what choices are
    called in English, where that is not the words of their code."""

    name: str
    about: str
    choices: Mapping[str, str]
    guessed: str | None = None
    english: Mapping[str, str] = field(default_factory=dict)

    def choices_in(self, language: Language) -> Mapping[str, str]:
        """Codes are English words."""
        if language == "vi":
            return self.choices
        return {each: self.english.get(each, each.replace("-", " ")) for each in self.choices}
