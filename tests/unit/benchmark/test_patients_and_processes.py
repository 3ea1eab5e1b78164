"""Simulated patients against a tiny server, and processes started, weighed and stopped."""

from __future__ import annotations

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psutil
import pytest

from bot.benchmark.connection import Refused, answers
from bot.benchmark.patients import DefaultsPatient, ParsingOnly, RasaPatient, Unanswered, WebPatient
from bot.benchmark.processes import PhaseFailed, Server, free_port, timed

SLEEPER = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); time.sleep(60)"


@pytest.fixture
def server():
    """Answers `replies[path]` (the last part of the path) and keeps what was asked."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.append((self.path, content, self.headers["Authorization"]))
            status, answer = replies[self.path.rsplit("/", 1)[-1]]
            data = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args):
            pass

    seen, replies = [], {}
    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    http.seen, http.replies = seen, replies
    yield http
    http.shutdown()
    http.server_close()


def test_a_web_patient_opens_a_conversation_for_every_five_messages(server):
    server.replies["conversations"] = (201, {"id": "c1", "token": "t1"})
    server.replies["messages"] = (200, {"replies": [{"role": "bot"}]})
    patient = WebPatient(server.server_port)
    for _ in range(6):
        patient.say("hello")
    paths = [path for path, _, _ in server.seen]
    assert paths.count("/api/conversations") == 2
    assert server.seen[1][2] == "Bearer t1"
    assert (
        len({content["client_id"] for path, content, _ in server.seen if "messages" in path}) == 6
    )


def test_an_apology_by_the_system_is_no_answer(server):
    server.replies["conversations"] = (201, {"id": "c1", "token": "t1"})
    server.replies["messages"] = (200, {"replies": [{"role": "system"}]})
    with pytest.raises(Unanswered):
        WebPatient(server.server_port).say("hello")


def test_rasa_patients_notice_silence_and_refusals(server):
    server.replies.update(webhook=(200, []), parse=(404, {"reason": "no API"}))
    with pytest.raises(Unanswered):
        RasaPatient(server.server_port).say("hello")
    with pytest.raises(Refused, match="no API"):
        ParsingOnly(server.server_port).say("hello")


def test_the_defaults_may_stay_silent(server):
    server.replies["webhook"] = (200, [])
    DefaultsPatient(server.server_port).say("hello")
    assert server.seen[0][1]["message"] == "hello"


def test_nobody_answers_on_a_free_port():
    assert not answers(free_port(), "/")


def test_a_command_is_timed_and_its_failure_explained(tmp_path):
    log = tmp_path / "log"
    run = {"cwd": tmp_path, "env": {}, "log": log}
    assert timed([sys.executable, "-c", "pass"], **run, limit=30) > 0
    with pytest.raises(PhaseFailed, match="no data here"):
        timed([sys.executable, "-c", "import sys; sys.exit('no data here')"], **run, limit=30)
    with pytest.raises(PhaseFailed, match="took over"):
        timed([sys.executable, "-c", SLEEPER], **run, limit=0.3)


def test_a_stopped_server_leaves_no_child_behind(tmp_path):
    server = Server.start(
        [sys.executable, "-c", SLEEPER], cwd=tmp_path, env={}, log=tmp_path / "log"
    )
    parent = psutil.Process(server.process.pid)
    deadline = time.monotonic() + 10
    while not parent.children() and time.monotonic() < deadline:
        time.sleep(0.05)
    children = parent.children()
    assert children and server.memory().processes == 2
    server.stop()
    assert not any(child.is_running() and child.status() != "zombie" for child in children)


def test_a_server_that_ends_before_it_is_ready_is_a_failure(tmp_path):
    server = Server.start(
        [sys.executable, "-c", "raise SystemExit(3)"], cwd=tmp_path, env={}, log=tmp_path / "log"
    )
    with pytest.raises(PhaseFailed, match="3"):
        server.wait_until(lambda: False, limit=30)
    server.stop()
