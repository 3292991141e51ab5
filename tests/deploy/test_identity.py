"""What is written for whoever sets up the issuer is what the services believe."""

import json
import re

from shared.web.identity import ALGORITHMS, Grant, grants_of
from shared.web.scope import ROLES, SYSTEM
from tests.support.sayings import SAYINGS
from tests.support.sources import ROOT

PAGE = (ROOT / "docs" / "operate" / "identity.md").read_text(encoding="utf-8")
REALM = json.loads((ROOT / "deploy" / "keycloak" / "realm.json").read_text(encoding="utf-8"))


def mapper(name: str) -> dict[str, str]:
    (client,) = REALM["clients"]
    (found,) = [each for each in client["protocolMappers"] if each["name"] == name]
    return {**found["config"], "kind": str(found["protocolMapper"])}


def test_the_page_names_every_role_and_no_other() -> None:
    table = PAGE.partition("| role | for whom |")[2].partition("\n\n")[0]
    written = set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE))
    given = {r for said in SAYINGS.values() for roles in said.actions.values() for r in roles}
    assert written == set(ROLES) == given | {SYSTEM}


def test_the_page_names_the_algorithms() -> None:
    assert all(f"`{algorithm}`" in PAGE for algorithm in ALGORITHMS)


def test_keycloaks_mappers_put_the_audience_and_the_grants_into_the_access_token() -> None:
    audience, grants = mapper("audience"), mapper("grants")
    assert audience["kind"] == "oidc-audience-mapper"
    assert audience["included.custom.audience"] == "hieuhoc"
    assert grants["kind"] == "oidc-usermodel-attribute-mapper"
    assert (grants["claim.name"], grants["jsonType.label"]) == ("grants", "JSON")
    assert audience["access.token.claim"] == grants["access.token.claim"] == "true"


def test_an_officer_of_the_realm_holds_a_grant_as_it_is_believed() -> None:
    (officer,) = REALM["users"]
    claim = [json.loads(value) for value in officer["attributes"]["grants"]]
    (grant,) = grants_of({"grants": claim})
    assert isinstance(grant, Grant)
    assert (grant.role, grant.reach) == ("province-officer", "subtree")


def test_the_example_on_the_page_is_a_grant_once_a_place_is_filled_in() -> None:
    example = PAGE.partition("```json\n")[2].partition("\n```")[0]
    filled = example.replace("<id of the place>", "018f3c5e-0000-7000-8000-000000000000")
    assert len(grants_of({"grants": [json.loads(filled)]})) == 1
