"""What is told of a fact is what the fact says, field by field."""

from dataclasses import fields
from typing import Any
from uuid import uuid4

import pytest

from services.recognition.candidacies.candidacy.facts import candidacy_id
from services.recognition.candidacies.card import CARD
from shared.contracts.fields import spells
from shared.web.card import Say, fact_of
from tests.support.kinds import sample


@pytest.mark.parametrize("say", CARD.told, ids=lambda say: fact_of(say).TYPE)
def test_an_event_says_each_field_of_its_fact_and_which_candidacy_it_is_of(say: Say) -> None:
    kind: Any = fact_of(say)
    names = {field.name for field in fields(kind)}
    texts = {"bearer_kind", "title", "registration", "decision_number", "ground_code"}
    fact = sample(kind, **{name: f"its {name}" for name in texts & names})
    event = say(uuid4(), fact)
    said = {n: spells(v) if n in {"was", "now"} else v for n, v in vars(fact).items()}
    assert {name: getattr(event, name) for name in names} == said
    named = candidacy_id(fact.title, fact.title_year, fact.bearer_kind, fact.bearer_id)
    assert {*event.__struct_fields__} == names | {"candidacy_id"}
    assert getattr(event, "candidacy_id", None) == named
