"""A person asks to be forgotten: nothing is known of them any more, and every count stays."""

from uuid import UUID

from tests.journeys.conftest import register
from tests.journeys.deployment import Deployment, Officer
from tests.support.waiting import eventually

COUNTED = ("families", "registered", "recognised", "classes", "attendances", "scholarship-grants")


def test_a_person_who_is_erased_leaves_every_figure_as_it_was(
    deployment: Deployment, province: Officer, hamlet: UUID
) -> None:
    family = register(province, hamlet, "Trần Văn Quên")
    province.sees(hamlet, families=1)
    before = province.figures(hamlet, *COUNTED)
    seen = eventually(lambda: province.get(f"/registry/v1/families/{family}"))
    assert seen
    person = f"/registry/v1/people/{seen['head_ref']}"
    assert province.get(person)
    province.post(f"{person}/erasure")
    eventually(deployment.caught_up, 20, "nobody is behind")
    assert province.get(person) is None
    assert province.post("/registry/v1/people/search", name="Trần Văn Quên")["items"] == []
    assert province.figures(hamlet, *COUNTED) == before
