"""What `aftercare up` does before and around the processes it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable

from bot import training
from bot.operations import preflight
from bot.operations.exposure import exposed
from bot.rasa_environment import SERVING, VARIABLES
from bot.settings import ROOT, Settings
from bot.supervisor import PortTaken, Service, Supervisor, refuse_taken

Say = Callable[[str], None]


class NotStarted(Exception):
    """Why nothing was started, in words for an operator."""


def start(settings: Settings, *, say: Say) -> int:
    """Everything from a bare checkout to serving; returns when stopped. Raises `NotStarted`."""
    try:
        for warning in preflight.check(settings):
            say(warning)
    except preflight.Unsafe as error:
        raise NotStarted("\n".join(["not safe to start:", *error.problems])) from None
    for service in services(settings):
        try:
            refuse_taken(service)
        except PortTaken as error:
            raise NotStarted(str(error)) from None
    settings.var.mkdir(parents=True, exist_ok=True)
    prepare_database(settings, say=say)
    code = first_code(settings)
    ensure_trained(settings, say=say)
    supervisor = Supervisor(
        services(settings),
        logs=settings.var / "log",
        environment=serving(settings),
        say=say,
    )
    page = f"http://{settings.web_host}:{settings.web_port}"

    def ready(seconds: float) -> None:
        if reached := exposed((settings.rasa_port, settings.actions_port)):
            raise NotStarted(
                f"Rasa or the action server can be reached at {', '.join(reached)}: they must answer "
                "on this machine only. Remove what makes them listen or forwards to them."
            )
        say(f"Ready after {seconds:.0f} s. Ctrl-C stops everything.")
        say(f"  chat    {page}/")
        say(f"  desk    {page}/desk")
        say(f"  health  {page}/readyz")
        if code:
            say(f"Nobody can sign in yet. Open {page}/setup and type the set-up code: {code}")

    say(f"starting actions, Rasa and web; their logs are in {settings.var / 'log'}")
    return supervisor.run(on_ready=ready)


def prepare_database(settings: Settings, *, say: Say) -> None:
    """Bring all schemas up to date and the content in. Raises `NotStarted`."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.desk.migrations import upgrade as upgrade_desk
    from bot.staff.migrations import upgrade as upgrade_staff
    from knowledge.commands import import_content
    from knowledge.engine import create
    from knowledge.files import UnreadableContent
    from knowledge.migrations import upgrade as upgrade_knowledge
    from knowledge.repository import Repository

    say("database: migrating, loading the content")
    try:
        database = create(settings.database_url)
        upgrade_knowledge(database)
        upgrade_desk(database)
        upgrade_staff(database)
        done = import_content(Repository(database), author="up")
        database.dispose()
    except (SQLAlchemyError, UnreadableContent, OSError) as error:
        raise NotStarted(f"the database could not be prepared: {error}") from None
    for problem in done.problems:
        say(f"content: {problem}")
    if done.conflicts:
        say(f"content: an editor's version stays for {', '.join(done.conflicts)}")
    total = sum(map(len, (done.added, done.changed, done.unchanged, done.kept)))
    say(f"content: {total} entries, {len(done.added)} new, {len(done.changed)} changed")


def first_code(settings: Settings) -> str | None:
    """The code for making the first account, until there is one."""
    from bot.staff import setup_code
    from bot.staff.accounts import Accounts
    from bot.staff.records import Own
    from knowledge.engine import create

    database = create(settings.database_url)
    nobody = Accounts(Own(database)).nobody_yet()
    database.dispose()
    if not nobody:
        setup_code.remove(settings.var)
        return None
    return setup_code.ensure(settings.var)


def ensure_trained(settings: Settings, *, say: Say) -> None:
    """Have a model for the sources as they are, trained in a process of its own when there is none,
    so that the memory of training does not stay. Raises `NotStarted`."""
    if training.current_model(settings) is None:
        say("training, about a minute")
        command = [sys.executable, "-m", "bot.cli", "train"]
        done = subprocess.run(command, cwd=ROOT, env=environment(settings), check=False)  # noqa: S603
        if done.returncode or training.current_model(settings) is None:
            raise NotStarted("training failed; its messages are above")


def services(settings: Settings) -> list[Service]:
    """The three processes, in the order they are started.

    Rasa looks for its model itself, whenever it starts: by then an admin may have trained a newer one.
    """
    python = sys.executable

    def answers(port: int, path: str) -> Callable[[], bool]:
        return lambda: responds(f"http://127.0.0.1:{port}{path}")

    return [
        Service(
            "rasa",
            [python, "-m", "bot.rasa_server"],
            settings.rasa_port,
            answers(settings.rasa_port, "/webhooks/rest/"),
        ),
        Service(
            "actions",
            [python, "-m", "actions"],
            settings.actions_port,
            answers(settings.actions_port, "/health"),
        ),
        Service(
            "web",
            [python, "-m", "bot.web.serve"],
            settings.web_port,
            answers(settings.web_port, "/healthz"),
        ),
    ]


def environment(settings: Settings) -> dict[str, str]:
    """What the children are told: our own environment, the addresses, and silence from libraries."""
    own = {
        "AFTERCARE_VAR": str(settings.var),
        "AFTERCARE_MODELS": str(settings.models),
        "AFTERCARE_DATABASE_URL": settings.database_url,
        "AFTERCARE_RASA_PORT": str(settings.rasa_port),
        "AFTERCARE_ACTIONS_PORT": str(settings.actions_port),
        "PYTHONUNBUFFERED": "1",
        # The children may be started from any folder.
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
    }
    return {**os.environ, **VARIABLES, **own}


def serving(settings: Settings) -> dict[str, str]:
    """`environment` for the processes that answer patients; an operator's own choice stands."""
    return {**SERVING, **environment(settings)}


def responds(address: str) -> bool:
    """Whether an address answers with a success."""
    # No proxy of the environment: these are all on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=1.0) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
