"""deploy/k8s/components/kafka-users: valid for Strimzi, and what the rights in code say."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from hieuhoc.commands.users import wanted
from shared.contracts.catalogue import TOPIC_BY_NAME
from shared.messaging.rights import CLUSTER, Right
from tests.support.sources import ROOT

KUBERNETES = ROOT / "deploy" / "k8s"
USERS = KUBERNETES / "components" / "kafka-users" / "users.yaml"
SCHEMA = "kafka.strimzi.io_v1_KafkaUser.json"
DOCUMENTS: list[dict[str, Any]] = list(yaml.safe_load_all(USERS.read_text(encoding="utf-8")))
BY_HAND: dict[str, Any] = {
    "type": "object",
    "properties": {
        "authentication": {"type": "object", "properties": {"type": {"const": "scram-sha-512"}}},
        "authorization": {
            "type": "object",
            "properties": {
                "type": {"const": "simple"},
                "acls": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["resource", "operations"],
                        "properties": {
                            "resource": {
                                "type": "object",
                                "required": ["type"],
                                "properties": {
                                    "type": {"enum": ["topic", "group", "cluster"]},
                                    "name": {"type": "string"},
                                    "patternType": {"enum": ["literal", "prefix"]},
                                },
                            },
                            "operations": {
                                "type": "array",
                                "items": {
                                    "enum": [
                                        "Read",
                                        "Write",
                                        "Create",
                                        "Delete",
                                        "Describe",
                                        "DescribeConfigs",
                                        "AlterConfigs",
                                    ],
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def schema() -> dict[str, Any]:
    """Strimzi's own where HIEUHOC_CRD_SCHEMAS names the folder, else what the manifests use."""
    if folder := os.environ.get("HIEUHOC_CRD_SCHEMAS"):
        text = (Path(folder) / SCHEMA).read_text(encoding="utf-8")
        found: dict[str, Any] = json.loads(text)["properties"]["spec"]
    else:
        found = BY_HAND
    made: dict[str, Any] = strict(found)
    return made


def strict(node: Any) -> Any:
    """No field beyond those a schema lists."""
    if isinstance(node, list):
        return [strict(child) for child in node]
    if not isinstance(node, dict):
        return node
    found = {key: strict(child) for key, child in node.items()}
    if "properties" in node and "x-kubernetes-preserve-unknown-fields" not in node:
        found["additionalProperties"] = False
    return found


def rights(document: dict[str, Any]) -> set[Right]:
    found = set()
    for acl in document["spec"]["authorization"]["acls"]:
        resource = {"name": CLUSTER, "patternType": "literal", **acl["resource"]}
        for operation in acl["operations"]:
            words = resource["type"], resource["name"], resource["patternType"], operation
            found.add(Right(*words))
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda doc: doc["metadata"]["name"])
def test_a_user_is_strictly_valid(document: dict[str, Any]) -> None:
    assert (document["apiVersion"], document["kind"]) == ("kafka.strimzi.io/v1", "KafkaUser")
    assert document.keys() == {"apiVersion", "kind", "metadata", "spec"}
    jsonschema.validate(document["spec"], schema())


def test_a_field_nobody_knows_is_not_valid() -> None:
    spec = DOCUMENTS[0]["spec"] | {"authentification": {}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(spec, schema())


def test_every_user_may_do_what_the_code_says_and_no_more() -> None:
    found = {doc["metadata"]["name"]: rights(doc) for doc in DOCUMENTS}
    assert found == wanted((), (), "")


def test_every_topic_of_the_users_is_in_the_catalogue() -> None:
    topics = {right.name for doc in DOCUMENTS for right in rights(doc) if right.kind == "topic"}
    assert topics == set(TOPIC_BY_NAME)


def test_every_user_belongs_to_the_cluster_whose_address_and_authority_the_pods_are_told() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in KUBERNETES.rglob("*.yaml"))
    for document in DOCUMENTS:
        cluster = document["metadata"]["labels"]["strimzi.io/cluster"]
        assert f"HIEUHOC_KAFKA={cluster}-kafka-bootstrap:9093" in told
        assert f"secretName: {cluster}-cluster-ca-cert" in told
