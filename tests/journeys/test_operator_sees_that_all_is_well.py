"""After everything that happened here nobody is behind and nothing was put aside."""

from uuid import UUID

import pytest

from tests.journeys.deployment import Deployment, Officer
from tests.journeys.test_family_is_recognised import recognise
from tests.support.sources import SERVICES
from tests.support.waiting import eventually


@pytest.fixture
def busy(deployment: Deployment, province: Officer, hamlet: UUID, family: str) -> Deployment:
    """Something has just happened in every service but funding."""
    recognise(province, family, hamlet)
    return deployment


def test_lag_shows_that_nobody_is_behind(busy: Deployment) -> None:
    eventually(busy.caught_up, 20, "nobody is behind")
    shown = {line.split()[0] for line in busy.hieuhoc("lag").splitlines()[1:]}
    assert shown == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_has_dead_letters(busy: Deployment, service: str) -> None:
    eventually(busy.caught_up, 20, "nobody is behind")
    assert busy.hieuhoc("dead-letters", "list", service) == "Nothing is parked.\n"
