"""Every refusal has one code of its own and a sentence in both languages."""

import importlib
import re
from collections import Counter
from string import Formatter

import pytest

from shared.vocabulary.refusals import Refusal
from shared.vocabulary.vietnamese import SENTENCES
from tests.support.sources import sources

CODE = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")


def every_refusal() -> list[type[Refusal]]:
    for source in sources("services", "shared", "hieuhoc"):
        if not source.module.endswith("__main__"):
            importlib.import_module(source.module)
    found, waiting = [], [Refusal]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith(("services.", "shared.", "hieuhoc.")):
                found.append(kind)
    return [kind for kind in dict.fromkeys(found) if hasattr(kind, "code")]


REFUSALS = every_refusal()


def test_no_code_is_used_twice() -> None:
    twice = [code for code, n in Counter(kind.code for kind in REFUSALS).items() if n > 1]
    assert not twice


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda kind: str(kind.code))
def test_a_refusal_speaks_both_languages(refusal: type[Refusal]) -> None:
    assert CODE.fullmatch(refusal.code)
    assert fields(SENTENCES[refusal.code]) <= fields(refusal.sentence)


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
