"""`hieuhoc rebuild`: which names there are, and what it says of one that there is not."""

import pytest
from typer.testing import CliRunner

from hieuhoc.commands.rebuilding import SERVICES, names
from hieuhoc.commands.root import app

EVERY = [name for service in SERVICES for name in names(service)]


def test_every_view_and_every_copy_can_be_rebuilt_under_a_name_of_its_own() -> None:
    assert len({*EVERY}) == len(EVERY)
    assert {"rollups.cells", "rollups.places", "funding.places", "registry.places"} <= {*EVERY}
    assert {"registry.clans", "recognition.places_by_bearer", "notifications.deliveries"} <= {
        *EVERY
    }


def test_what_commands_or_forgets_people_is_not_done_again() -> None:
    assert {"registry.requests", "registry.clans"} <= {*EVERY}
    forgotten = {"registry.erased_people", "registry.corrected_people", "registry.placed_people"}
    assert forgotten.isdisjoint(EVERY)
    assert {"notifications.requests", "recognition.bearers"}.isdisjoint(EVERY)


@pytest.mark.parametrize("asked", ["nobody", "rollups.nobody", "nobody.cells", ""])
def test_an_unknown_name_is_answered_with_all_there_are(asked: str) -> None:
    done = CliRunner().invoke(app, ["rebuild", asked])
    assert done.exit_code == 2
    assert len(done.output.splitlines()) == 1
    assert all(name in done.output for name in EVERY)


def test_a_bare_name_that_several_have_is_answered_with_those() -> None:
    done = CliRunner().invoke(app, ["rebuild", "places"])
    assert done.exit_code == 2
    assert "funding.places" in done.output
    assert "registry.clans" not in done.output
