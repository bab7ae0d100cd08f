"""LibreOffice for the tests; without it they skip, or fail where all is required."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

HERE = Path(__file__).resolve().parent
Job = tuple[str, Path, Path]
Office = Callable[[Sequence[Job]], None]


def missing(reason: str) -> NoReturn:
    """Skip, or fail where MTQA_REQUIRE_ALL=1 says that nothing may be skipped."""
    if os.environ.get("MTQA_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def python_with_uno() -> str | None:
    """A Python that can talk to LibreOffice: the system's own, where python3-uno is installed."""
    for python in ("/usr/bin/python3", sys.executable):
        if Path(python).exists():
            done = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if done.returncode == 0:
                return python
    return None


def running(profile: Path) -> Office | None:
    """What runs jobs in a LibreOffice with that profile; None where there is no LibreOffice."""
    soffice, python = shutil.which("soffice"), python_with_uno()
    if soffice is None or python is None:
        return None

    def run(jobs: Sequence[Job]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        accept = f"--accept=socket,host=127.0.0.1,port={port};urp;"
        where = f"-env:UserInstallation={profile.as_uri()}"
        server = subprocess.Popen(
            [soffice, "--headless", "--norestore", where, accept],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            command = [python, str(HERE / "drive.py"), port, *(str(p) for job in jobs for p in job)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
            assert done.returncode == 0, done.stderr
            server.wait(timeout=30)
        finally:
            server.kill()

    return run


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Runs jobs (what to do, which file to open, which to write) in one LibreOffice."""
    run = running(tmp_path_factory.mktemp("libreoffice"))
    if run is None:
        missing("no LibreOffice: apt-get install libreoffice-writer python3-uno")
    return run
