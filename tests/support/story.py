"""Given these facts, when someone asks, then these facts or this refusal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from shared.eventstore.facts import fold
from shared.vocabulary.refusals import Refusal


@dataclass(frozen=True)
class Asked:
    """A question put to a state, not answered yet."""

    ask: Callable[[], Sequence[Any]]

    def then(self, *facts: object) -> None:
        assert list(self.ask()) == list(facts)

    def then_nothing(self) -> None:
        self.then()

    def then_refused(self, refusal: type[Refusal]) -> None:
        with pytest.raises(refusal):
            self.ask()


@dataclass(frozen=True)
class Given:
    """A history added up."""

    state: Any

    def when(self, ask: Callable[[Any], Sequence[Any]]) -> Asked:
        return Asked(lambda: ask(self.state))


def given(state: type[Any], *facts: object) -> Given:
    return Given(fold(state(), facts))
