"""Latency and throughput with patients that answer by themselves."""

from __future__ import annotations

import pytest

from bot.benchmark.patients import Unanswered
from bot.benchmark.timing import WARM_UP, Latency, alternate, throughput


def test_percentiles_are_in_milliseconds_and_interpolated():
    figures = Latency.of([0.004, 0.001, 0.002, 0.003])
    assert (figures.median, figures.p95, figures.count) == (2.5, 3.85, 4)
    assert Latency.of([0.007]).median == 7.0


class Lucky:
    """Answers at once."""

    def say(self, text):
        pass


class Ignored:
    """Never gets an answer."""

    def say(self, text):
        raise Unanswered(text)


class Counted:
    """Keeps what was said to it."""

    def __init__(self):
        self.heard = []

    def say(self, text):
        self.heard.append(text)


def test_patients_take_turns_and_the_warm_up_is_not_counted():
    one, other = Counted(), Counted()
    latencies, failures = alternate({"one": one, "other": other}, count=6)
    assert latencies["one"].count == latencies["other"].count == 6
    assert one.heard == other.heard and len(one.heard) == 6 + WARM_UP
    assert failures == {}


def test_a_dead_server_is_given_up_after_the_warm_up_and_explained():
    latencies, failures = alternate({"dead": Ignored(), "alive": Lucky()}, count=5)
    assert set(latencies) == {"alive"}
    assert failures["dead"][0] == WARM_UP


def test_throughput_counts_what_was_answered():
    figures = throughput(Lucky, clients=4, seconds=0.1)
    assert figures.answered > 4 and figures.lost == 0
    assert figures.per_second == pytest.approx(figures.answered / figures.seconds)
    assert figures.to_dict()["clients"] == 4


def test_messages_without_an_answer_are_lost_and_have_no_latency():
    figures = throughput(Ignored, clients=2, seconds=0.05)
    assert figures.answered == 0 and figures.lost > 0 and figures.latency is None
