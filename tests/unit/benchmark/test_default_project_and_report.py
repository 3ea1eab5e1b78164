"""The project with Rasa's defaults, and the page with ratios."""

from __future__ import annotations

import json

import pytest
import yaml

from bot.benchmark import default_project, report
from bot.benchmark.processes import Memory
from bot.benchmark.subject import Measured
from bot.benchmark.timing import Latency, Throughput


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "root"
    (root / "bot" / "domain").mkdir(parents=True)
    (root / "data" / "nlu").mkdir(parents=True)
    domain = {"intents": [{"greet": {"use_entities": []}}, "thank"]}
    (root / "bot" / "domain" / "intents.yml").write_text(yaml.safe_dump(domain))
    (root / "data" / "nlu" / "greet.yml").write_text("nlu: []\n")
    return root


def test_the_defaults_are_rasas_own(root, tmp_path):
    folder = tmp_path / "defaults"
    default_project.write(root, folder)
    config = yaml.safe_load((folder / "config.yml").read_text())
    names = [part["name"] for part in config["pipeline"] + config["policies"]]
    for name in ("DIETClassifier", "ResponseSelector", "UnexpecTEDIntentPolicy", "TEDPolicy"):
        assert name in names
    assert {part["epochs"] for part in config["pipeline"] if "epochs" in part} == {100}
    assert not any("bot." in name for name in names)


def test_every_intent_gets_an_answer_a_rule_and_a_story(root, tmp_path):
    folder = tmp_path / "defaults"
    default_project.write(root, folder)
    domain = yaml.safe_load((folder / "domain.yml").read_text())
    rules = yaml.safe_load((folder / "data" / "rules.yml").read_text())
    assert domain["intents"] == ["greet", "thank"]
    assert set(domain["responses"]) == {"utter_default", "utter_greet", "utter_thank"}
    assert [rule["steps"][0]["intent"] for rule in rules["rules"]] == ["greet", "thank"]
    assert (folder / "data" / "nlu" / "greet.yml").exists()


def test_other_data_or_epochs_have_another_fingerprint(root, tmp_path):
    prints = set()
    for name, epochs in (("a", None), ("b", None), ("c", 3)):
        default_project.write(root, tmp_path / name, epochs=epochs)
        prints.add(default_project.fingerprint(tmp_path / name))
    assert len(prints) == 2


def measured(name, scale):
    return Measured(
        name,
        training=10.0 * scale,
        start=5.0 * scale,
        idle_memory=Memory(900.0, 700.0, 4),
        latency={
            "webhook": Latency(8.0 * scale, 20.0, 50),
            "whole chain": Latency(10.0, 20.0, 50),
        },
        throughput=Throughput(16, 10.0, int(600 / scale), 0, Latency(9.0, 9.0, 9)),
        notes=["a remark"],
    )


def test_ratios_favour_less_time_and_more_messages(tmp_path):
    page = report.write(tmp_path, measured("Aftercare", 1), measured("Rasa's defaults", 6))
    rows = {line.split(" | ")[0]: line for line in page.read_text().splitlines()}
    assert "| training, s | 10 | 60 | 6.0 |" in rows["| training, s"]
    assert "| 10 | 48 | 4.8 |" in rows["| whole chain: web, Rasa, action, database, median ms"]
    assert "| 60 | 10 | 6.0 |" in rows["| 16 clients, messages/s"]
    assert len(json.loads((tmp_path / "figures.json").read_text())) == 2


def test_without_the_defaults_there_are_no_ratios(tmp_path):
    text = report.write(tmp_path, measured("Aftercare", 1), None).read_text()
    assert "| training, s | 10 |  |  | 40 |" in text
    assert "How the defaults were set up" not in text
