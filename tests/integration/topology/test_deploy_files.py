"""The shipped container, compose and Kubernetes files: right by their schemas, and safe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
DEPLOY = ROOT / "docs/deploy"
SCHEMAS = Path(__file__).parent / "schemas"
MANIFESTS = [
    (file.name, document)
    for file in sorted((DEPLOY / "kubernetes").glob("*.yml"))
    for document in yaml.safe_load_all(file.read_text(encoding="utf-8"))
]
IDS = [f"{file}-{one['kind']}-{one['metadata']['name']}" for file, one in MANIFESTS]
PODS = [one["spec"]["template"] for _, one in MANIFESTS if one["kind"] == "Deployment"]
CONTAINERS = [
    container
    for pod in PODS
    for container in pod["spec"]["containers"] + pod["spec"].get("initContainers", [])
]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))


def kubernetes(manifest: dict[str, Any]) -> None:
    """Raises `jsonschema.ValidationError` for what the API would refuse."""
    schema = json.loads((SCHEMAS / "kubernetes.json").read_text(encoding="utf-8"))
    name = schema["kinds"][manifest["kind"]]
    schema["$ref"] = f"#/$defs/{name}"
    jsonschema.Draft202012Validator(schema).validate(manifest)


@pytest.mark.parametrize("manifest", [one for _, one in MANIFESTS], ids=IDS)
def test_a_manifest_is_right_by_the_apis_own_schema(manifest: dict[str, Any]) -> None:
    kubernetes(manifest)


@pytest.mark.parametrize("spoilt", ["unknown", "type", "missing", "version"])
def test_the_schema_finds_mistakes(spoilt: str) -> None:
    manifest = json.loads(
        json.dumps(next(one for _, one in MANIFESTS if one["kind"] == "Deployment"))
    )
    if spoilt == "unknown":
        manifest["spec"]["template"]["spec"]["containers"][0]["livenesProbe"] = {}
    elif spoilt == "type":
        manifest["spec"]["replicas"] = "two"
    elif spoilt == "version":
        manifest["apiVersion"] = "apps/v1beta1"
    else:
        del manifest["spec"]["selector"]
    with pytest.raises(jsonschema.ValidationError):
        kubernetes(manifest)


def test_compose_is_right_by_its_own_schema() -> None:
    schema = json.loads((SCHEMAS / "compose.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(COMPOSE)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({"services": {"web": {"imagge": "x"}}})


@pytest.mark.parametrize("container", CONTAINERS, ids=lambda one: one["name"])
def test_a_container_has_probes_bounds_and_no_rights(container: dict[str, Any]) -> None:
    rights = container["securityContext"]
    assert rights["readOnlyRootFilesystem"] and not rights["allowPrivilegeEscalation"]
    assert rights["capabilities"] == {"drop": ["ALL"]}
    assert container["resources"]["requests"].keys() == {"cpu", "memory"}
    assert container["resources"]["limits"]["memory"]
    if container["name"] != "content":
        assert {"startupProbe", "livenessProbe", "readinessProbe"} <= container.keys()


def test_every_deployment_has_a_budget_a_scale_and_two_replicas() -> None:
    deployments = {one["metadata"]["name"] for _, one in MANIFESTS if one["kind"] == "Deployment"}
    assert deployments == {"aftercare-web", "aftercare-rasa"}
    for _, one in MANIFESTS:
        if one["kind"] == "Deployment":
            assert one["spec"]["replicas"] >= 2
            assert one["spec"]["template"]["spec"]["securityContext"]["runAsNonRoot"]
            labels = one["spec"]["template"]["metadata"]["labels"].items()
            assert one["spec"]["selector"]["matchLabels"].items() <= labels
    for kind in ("PodDisruptionBudget", "HorizontalPodAutoscaler", "Service"):
        assert deployments == {
            one["metadata"]["name"] for _, one in MANIFESTS if one["kind"] == kind
        }


def test_only_web_workers_reach_rasa_and_nobody_the_actions() -> None:
    (policy,) = [one["spec"] for _, one in MANIFESTS if one["kind"] == "NetworkPolicy"]
    assert policy["podSelector"]["matchLabels"] == {"app": "aftercare", "part": "rasa"}
    (rule,) = policy["ingress"]
    assert rule["from"] == [{"podSelector": {"matchLabels": {"app": "aftercare", "part": "web"}}}]
    assert rule["ports"] == [{"protocol": "TCP", "port": 5005}]
    services = COMPOSE["services"]
    assert services["actions"]["network_mode"] == "service:rasa"
    assert [name for name, one in services.items() if "ports" in one] == ["nginx"]
    assert COMPOSE["networks"]["back"]["internal"] is True
    for name in ("rasa", "postgres", "redis"):
        assert services[name]["networks"] == ["back"]


def test_no_secret_is_in_the_files() -> None:
    (secret,) = [one for _, one in MANIFESTS if one["kind"] == "Secret"]
    assert set(secret["stringData"].values()) == {""}
    environment = COMPOSE["services"]["web"]["environment"]
    assert environment["AFTERCARE_RASA_TOKEN"] == "${AFTERCARE_RASA_TOKEN:?}"
    assert "${POSTGRES_PASSWORD:?}" in environment["AFTERCARE_DATABASE_URL"]


def test_every_service_has_a_health_check_and_every_setting_exists() -> None:
    from tests.contract.test_documentation import settings

    assert {name for name, one in COMPOSE["services"].items() if "healthcheck" not in one} == {
        "content"
    }
    used = {
        name
        for one in COMPOSE["services"].values()
        if isinstance(one.get("environment"), dict)
        for name in one["environment"]
        if name.startswith("AFTERCARE_")
    }
    for _, one in MANIFESTS:
        used |= {n for n in {**one.get("data", {}), **one.get("stringData", {})} if n != "TZ"}
    used |= {pair["name"] for container in CONTAINERS for pair in container.get("env", [])}
    assert used - settings() == set()


def test_the_image_is_built_by_hash_trains_and_runs_without_root() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    installs = [line for line in lines if "pip install" in line and ".lock" in line]
    assert installs and all(
        part.count("--require-hashes") == 1
        for line in installs
        for part in line.split("&&")
        if ".lock" in part
    )
    assert any("aftercare train" in line for line in lines)
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001"]
    copied = {
        line.split()[1] for line in lines if line.startswith("COPY ") and "--from" not in line
    }
    assert {one for one in copied if not (ROOT / one).exists()} == set()
