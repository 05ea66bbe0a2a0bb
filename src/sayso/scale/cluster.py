"""A Ray cluster to work on: one that runs, or this machine's cores for as long as the work lasts."""

from __future__ import annotations

import contextlib
import importlib
import logging
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from sayso.errors import SaysoError

# Ray gives a dead node's work to others, but not its own listing of files: such a step is begun again.
TRIES = 3

T = TypeVar("T")


def the_ray() -> Any:
    """Ray, which is installed only where somebody works with a cluster."""
    try:
        importlib.import_module("ray.data")
        return importlib.import_module("ray")
    except ImportError as error:
        raise SaysoError("scale needs Ray: install sayso with its extra, pip install 'sayso[ray]'") from error


@contextlib.contextmanager
def on_cluster(address: str | None) -> Iterator[Any]:
    """Ray, connected to the cluster at `address`; to a new one of this machine alone where that is None."""
    ray = the_ray()
    mine = not ray.is_initialized()
    if mine:
        try:
            ray.init(address=address or "local", log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise SaysoError(f"no Ray cluster at {address or 'this machine'} ({error})") from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    # The default, a shuffle by hash, keeps actors that leave a small cluster no core to read with: it stands still.
    context.shuffle_strategy = importlib.import_module("ray.data.context").ShuffleStrategy.SORT_SHUFFLE_PULL_BASED
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield ray
    finally:
        if mine:
            ray.shutdown()


def surviving(ray: Any, step: Callable[[], T]) -> T:
    """What a step gives that may be done again, for all that a node dies in the middle of it."""
    for _ in range(TRIES - 1):
        with contextlib.suppress(ray.exceptions.RayError):
            return step()
    return step()
