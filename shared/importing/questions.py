"""What whoever sends a list is asked once, for all of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """`name`: under which it is answered. `about`: the words of the list that it is of, as they
    stand there first. `choices`: what may be answered, by code what it is called; `guessed`: the
    code that is likely meant, which is never taken without being said."""

    name: str
    about: str
    choices: Mapping[str, str]
    guessed: str | None = None
