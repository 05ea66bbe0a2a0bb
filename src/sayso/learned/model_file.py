"""The file that `sayso train` writes: one or both of types of one's own and a taught last layer of the reader."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.errors import DataBroken
from sayso.files import whole_file

Arrays = Mapping[str, NDArray[Any]]


def write_model(out: Path, arrays: Arrays) -> None:
    """Write the arrays, whole or not at all."""
    with whole_file(out) as file:
        np.savez(file, allow_pickle=False, **arrays)


def read_model(path: Path, names: Mapping[str, str], made_for: str, without: str) -> dict[str, NDArray[Any]]:
    """The arrays under `names`, keyed as there. Raises DataBroken: where they are missing it says `without`.

    The array under the name that `names` gives for "encoder" must be `made_for`, the checksum of the weights in use.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            held = set(stored.files)
            found = {key: stored[name] for key, name in names.items() if name in held}
    except FileNotFoundError as error:
        raise DataBroken(path, "there is no such model") from error
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise DataBroken(path, "not a model that sayso train wrote, or cut short") from error
    if not held & {"types", "parties"}:
        raise DataBroken(path, "not a model that sayso train wrote")
    if len(found) < len(names):
        raise DataBroken(path, without)
    if str(found["encoder"]) != made_for:
        raise DataBroken(path, "made for the encoder of another version; train it again")
    return found
