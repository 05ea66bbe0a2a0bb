"""Sayso works where there is no network, and asks for none."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Gunmen killed three police officers in the town of Gao on Tuesday, the interior ministry said."
SAYSO = [sys.executable, "-c", "from sayso.cli import main; main()"]


def cut_off() -> list[str]:
    """A command that runs another without any network; skips where the machine does not allow it."""
    command = [shutil.which("unshare") or "unshare", "--user", "--map-root-user", "--net"]
    try:
        done = subprocess.run([*command, "true"], capture_output=True, check=False)
    except OSError:
        pytest.skip("no unshare on this machine")
    if done.returncode:
        pytest.skip("this machine lets nobody make a network of their own")
    return command


def test_a_run_needs_no_network(tmp_path: Path) -> None:
    """The main job, from text to incidents, in a place without even a loopback."""
    (tmp_path / "r.txt").write_text(f"published: 2031-03-12\n\n{TEXT}")
    command = [*cut_off(), *SAYSO, "code", str(tmp_path / "r.txt"), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "incidents.jsonl").read_text().count("\n") == 1


def test_guard_lets_nobody_out() -> None:
    """In this suite a call beyond the machine fails loudly (tests/conftest.py)."""
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(AssertionError, match="network"):
        socket.getaddrinfo("example.org", 443)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        socket.create_connection(door.getsockname(), timeout=10).close()
