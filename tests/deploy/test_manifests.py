"""deploy/k8s/base: valid, hardened, and every selector finds a pod."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.sources import ROOT

BASE = ROOT / "deploy" / "k8s" / "base"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VALIDATE = Path(sys.executable).with_name("kubernetes-validate")
FILES = sorted(p for p in BASE.rglob("*.yaml") if p.name != "kustomization.yaml")


def documents() -> list[dict[str, Any]]:
    return [doc for path in FILES for doc in yaml.safe_load_all(path.read_text(encoding="utf-8"))]


DOCUMENTS = documents()
OF_THE_PATTERN = "recognition"
"""The service that the base shows; policies name the others before they stand beside it."""
TEMPLATES = [doc["spec"]["template"] for doc in DOCUMENTS if "template" in doc.get("spec", {})]
LABELS = [template["metadata"]["labels"] for template in TEMPLATES]


def selectors(node: Any) -> list[dict[str, str]]:
    if isinstance(node, list):
        return [found for child in node for found in selectors(child)]
    if not isinstance(node, dict):
        return []
    here = [
        value.get("matchLabels", value)
        for key, value in node.items()
        if key in {"selector", "podSelector", "labelSelector"} and value
    ]
    return here + [found for child in node.values() for found in selectors(child)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BASE)))
def test_a_manifest_is_strictly_valid(path: Path) -> None:
    answer = subprocess.run(
        [VALIDATE, "--strict", path], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda doc: f"{doc['kind']}")
def test_every_selector_finds_a_pod(document: dict[str, Any]) -> None:
    for selector in selectors(document["spec"]) if "spec" in document else []:
        if all(isinstance(value, str) for value in selector.values()):
            here = selector.get("app.kubernetes.io/name", OF_THE_PATTERN) == OF_THE_PATTERN
            found = any(selector.items() <= labels.items() for labels in LABELS)
            assert found or not here, selector


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: str(t["metadata"]["labels"]))
def test_a_pod_may_do_no_more_than_it_must(template: dict[str, Any]) -> None:
    pod = template["spec"]
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    for container in pod["containers"]:
        rights = container["securityContext"]
        assert rights["readOnlyRootFilesystem"] is True
        assert rights["allowPrivilegeEscalation"] is False
        assert rights["capabilities"] == {"drop": ["ALL"]}
        assert {"requests", "limits"} <= container["resources"].keys()


def test_every_manifest_is_in_the_kustomization() -> None:
    for folder in {path.parent for path in FILES}:
        text = (folder / "kustomization.yaml").read_text(encoding="utf-8")
        named = yaml.safe_load(text)["resources"]
        assert all((folder / each).exists() for each in named)
        assert {path.name for path in FILES if path.parent == folder} <= set(named)


def rendered(folder: Path, version: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What a release applies of a folder and those it names, by kind and name, as kustomize names
    them: the ends of names add up from the inside out."""
    own = yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))
    end = own.get("nameSuffix", "").replace(dashed(PROJECT["version"]), dashed(version))
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for each in own["resources"]:
        path = folder / each
        if path.is_dir():
            inside = rendered(path, version)
        else:
            documents = yaml.safe_load_all(path.read_text(encoding="utf-8"))
            inside = {(doc["kind"], doc["metadata"]["name"]): doc for doc in documents}
        found |= {(kind, f"{name}{end}"): doc for (kind, name), doc in inside.items()}
    return found


def dashed(version: str) -> str:
    return version.replace(".", "-")


def test_the_jobs_of_two_releases_do_not_meet() -> None:
    """Their templates cannot be changed; everything else keeps its name and can."""
    now, then = (rendered(BASE, version) for version in (PROJECT["version"], "0.2.0"))
    jobs = {key for key in now if key[0] == "Job"}
    assert jobs
    assert not jobs & then.keys()
    assert now.keys() - jobs == then.keys() - {key for key in then if key[0] == "Job"}
    assert all(now[job]["spec"]["ttlSecondsAfterFinished"] for job in jobs)


def test_a_replica_may_wait_ten_minutes_for_its_schema() -> None:
    for template in TEMPLATES:
        for container in template["spec"]["containers"]:
            if probe := container.get("startupProbe"):
                assert probe["periodSeconds"] * probe["failureThreshold"] >= 600


def test_common_labels_reach_the_pods_too() -> None:
    for path in BASE.rglob("kustomization.yaml"):
        for labels in yaml.safe_load(path.read_text(encoding="utf-8")).get("labels", []):
            assert labels["includeTemplates"] is True, f"{path}: selectors would match nothing"


def test_only_the_migration_works_as_the_owner() -> None:
    for template in TEMPLATES:
        role = template["metadata"]["labels"]["app.kubernetes.io/component"]
        as_owner = "owner-database" in str(template["spec"])
        assert as_owner == (role == "migrate")


def policy(name: str) -> dict[str, Any]:
    (spec,) = [
        doc["spec"]
        for doc in DOCUMENTS
        if doc["kind"] == "NetworkPolicy" and doc["metadata"]["name"] == name
    ]
    found: dict[str, Any] = spec
    return found


def test_recognition_and_funding_reach_the_register_and_nobody_else_of_ours() -> None:
    (out,) = policy("names-go-to-the-register")["egress"]
    (into,) = policy("the-register-is-named-people")["ingress"]
    registry = {"app.kubernetes.io/name": "registry", "app.kubernetes.io/component": "api"}
    assert out["to"] == [{"podSelector": {"matchLabels": registry}}]
    assert out["ports"] == into["ports"] == [{"protocol": "TCP", "port": 8000}]
    (source,) = into["from"]
    names, parts = source["podSelector"]["matchExpressions"]
    assert (names["operator"], names["values"]) == ("In", ["recognition", "funding"])
    assert (parts["operator"], parts["values"]) == ("In", ["api", "worker"])
    ours = [doc for doc in DOCUMENTS if doc["kind"] == "NetworkPolicy"]
    between = [doc for doc in ours if "app.kubernetes.io/name" in str(doc["spec"].get("egress"))]
    assert [doc["metadata"]["name"] for doc in between] == ["names-go-to-the-register"]
