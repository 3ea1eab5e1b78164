"""A PostgreSQL server for tests: started from Debian's package, thrown away at the end."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

_numbers = itertools.count(1)


def binaries() -> Path | None:
    """The folder of the server's programs; None when it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextlib.contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server that listens on a socket in its own folder only; gives its address.

    PostgreSQL refuses to run as root, so root starts it as the package's own user.
    """
    user = None
    if os.getuid() == 0:
        user = pwd.getpwnam("postgres")
    with tempfile.TemporaryDirectory(prefix="aftercare-pg-") as name:
        folder = Path(name)
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [programs / program, *arguments],
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                cwd=folder,
                user=user.pw_uid if user else None,
                group=user.pw_gid if user else None,
            )

        data = str(folder / "data")
        run("initdb", "-D", data, "-U", "aftercare", "--auth=trust", "--no-sync", "-E", "UTF8")
        options = f"-c listen_addresses= -k {folder} -c fsync=off -c max_connections=50"
        run("pg_ctl", "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql+psycopg2://aftercare@/{{name}}?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def fresh_database(address: str) -> str:
    """The URL of a new, empty database on the server at `address`."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    root = sa.create_engine(address.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with root.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    root.dispose()
    return address.format(name=name)
