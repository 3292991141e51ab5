"""`make test-docker`: the journey through the containers, where a Docker daemon answers."""

from tests.composed.journey import Site, walk


def test_a_family_and_a_scholarship_reach_figures_and_people(site: Site) -> None:
    site.operate("import", "places")
    walk(site).still_holds(site)
