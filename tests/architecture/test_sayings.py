"""What each service says of itself, compared with what is written elsewhere."""

import pytest

from shared.vocabulary import vietnamese
from shared.web.scope import reads
from tests.architecture.test_refusals import REFUSALS
from tests.scope.oracle import MAY
from tests.support.sayings import SAYINGS
from tests.support.sources import SERVICES


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_speaks_for_itself_and_for_no_other(service: str) -> None:
    said = SAYINGS[service]
    assert said.package == f"services.{service}"
    names = [*said.sentences, *said.system_only, *said.actions]
    assert {name.partition(".")[0] for name in names} == {service}


def test_every_sentence_is_that_of_a_refusal() -> None:
    own = [set(said.sentences) for said in SAYINGS.values()]
    assert set(vietnamese.SENTENCES).union(*own) == {kind.code for kind in REFUSALS}


def test_who_may_read_what_is_as_the_oracle_of_the_scope_has_it() -> None:
    granted: dict[str, set[str]] = {}
    for said in SAYINGS.values():
        granted |= {action: set(roles) for action, roles in said.actions.items() if reads(action)}
    assert granted == MAY
