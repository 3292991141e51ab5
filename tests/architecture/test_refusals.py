"""Every refusal has one code of its own and a sentence in both languages."""

import importlib
import re
from collections import Counter
from datetime import date, datetime
from string import Formatter

import pytest

from hieuhoc.words import SENTENCES
from shared.vocabulary.refusals import Refusal
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


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda kind: str(kind.code))
@pytest.mark.parametrize("day", [date.min, date.max, datetime.min, datetime.max])
def test_a_refusal_never_says_the_day_of_an_open_end(refusal: type[Refusal], day: date) -> None:
    said = refusal(**dict.fromkeys(fields(refusal.sentence), day))
    sentences = f"{said} {SENTENCES[refusal.code].format(**said.fields)}"
    assert not re.search(r"\b(0001|1|9999)-\d\d-\d\d", sentences)
    assert not any(isinstance(value, date) for value in said.fields.values())
