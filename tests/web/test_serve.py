"""The command: it says where the page is, answers there, and ends quietly."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from pathlib import Path


def test_serve_says_its_address_and_ends_on_interrupt(linked: Path) -> None:
    run = [sys.executable, "-c", "from sayso.cli import main; main()", "serve", str(linked), "--token", "heron"]
    process = subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:") and address.endswith("/?token=heron")
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        assert b"Varnholm" in opener.open(address, timeout=120).read()
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=120)
        assert (process.returncode, told) == (0, ("", ""))
    finally:
        process.kill()
        process.communicate()


def test_serve_refuses_an_open_host_without_a_token(linked: Path) -> None:
    run = [sys.executable, "-c", "from sayso.cli import main; main()", "serve", str(linked), "--host", "0.0.0.0"]
    done = subprocess.run(run, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2 and "--token" in done.stderr and done.stderr.count("\n") == 1
