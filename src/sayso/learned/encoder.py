"""The encoder session: text to word pieces, word pieces to scores. The only file that imports onnxruntime."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.errors import DataBroken

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

# Raised together with FORMAT in training/export.py whenever inputs, outputs or labels change.
FORMAT = 3
CARD = "reader.json"
# The vectors of the vocabulary, the same for all networks.
WORDS = "words.bin"

# Word pieces in one run of the session: enough to fill the processor, few enough to stay in its cache.
RUN_PIECES = 512


class FileCard(msgspec.Struct, frozen=True):
    bytes: int
    sha256: str


class RelateCard(msgspec.Struct, frozen=True):
    """How the scores of the marked pass become probabilities."""

    types: tuple[str, ...]
    temperature: float


class ReadCard(msgspec.Struct, frozen=True):
    """How the scores of the pass over bare sentences become spans and probabilities."""

    types: tuple[str, ...]
    kinds: tuple[str, ...]
    temperature: float
    thresholds: dict[str, float]
    floors: dict[str, float]
    lone_thresholds: dict[str, float]
    """Those that differ in a text of a sentence or two."""
    lone_floors: dict[str, float]
    passage_pieces: int


class Card(msgspec.Struct, frozen=True):
    """What lies beside the weights: checksums, labels, calibration."""

    format: int
    made: str
    files: dict[str, FileCard]
    relate: RelateCard
    read: ReadCard


def data_folder() -> Path:
    """Where the package keeps its weights."""
    return Path(__file__).parent.parent / "data"


def read_card(folder: Path) -> Card:
    """The card of a folder of weights; DataBroken where it is missing, damaged or of another version."""
    path = folder / CARD
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataBroken(path, "the card of the event reader is missing") from error
    try:
        found = msgspec.json.decode(raw)
        if found.get("format") != FORMAT:
            raise DataBroken(path, f"made for format {found.get('format')} of the event reader, not {FORMAT}")
        return msgspec.json.decode(raw, type=Card)
    except (msgspec.DecodeError, AttributeError) as error:
        raise DataBroken(path, f"not the card of an event reader ({error})") from error


def checked_bytes(folder: Path, name: str, card: Card) -> bytes:
    """A file of the folder, whole and as the card says."""
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataBroken(path, "weights of the event reader are missing") from error
    want = card.files.get(name)
    if want is None:
        raise DataBroken(path, f"not listed in {CARD}")
    if len(content) < want.bytes:
        raise DataBroken(path, f"cut short: {len(content)} of {want.bytes} bytes")
    if hashlib.sha256(content).hexdigest() != want.sha256:
        raise DataBroken(path, f"not the version that {CARD} lists (its sha256 differs)")
    return content


def open_session(folder: Path, name: str, card: Card) -> InferenceSession:
    """One thread, nodes in order: results do not depend on the machine's cores."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    # The session finds the word vectors beside its file, so it is opened by name once both are known to be whole.
    checked_bytes(folder, WORDS, card)
    checked_bytes(folder, name, card)
    return ort.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])


class Pieces:
    """Word pieces of texts, with their places; lower-cased, so capitals make no difference."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self.start = self._id("[CLS]")
        self.end = self._id("[SEP]")

    @classmethod
    def open(cls, folder: Path, card: Card) -> Pieces:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_str(checked_bytes(folder, "tokenizer.json", card).decode("utf-8"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(tokenizer)

    def marker(self, number: int) -> int:
        """A row of the vocabulary that no text uses."""
        return self._id(f"[unused{number}]")

    def _id(self, piece: str) -> int:
        found = self._tokenizer.token_to_id(piece)
        if found is None:
            raise DataBroken("tokenizer.json", f"it lacks {piece}")
        return int(found)

    def encode(self, texts: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]]]]:
        """Ids and character offsets of each text, without start and end marks."""
        # Lone surrogates cannot pass into the tokenizer; a space keeps the offsets.
        clean = ["".join(" " if "\ud800" <= c <= "\udfff" else c for c in t) if _odd(t) else t for t in texts]
        return [(e.ids, e.offsets) for e in self._tokenizer.encode_batch(clean, add_special_tokens=False)]


def _odd(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def by_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indexes in batches of near lengths, each of at most RUN_PIECES word pieces with padding."""
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], i))
    batch: list[int] = []
    for i in order:
        if batch and lengths[i] * (len(batch) + 1) > RUN_PIECES:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def padded(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Ids filled up to the longest row, and 1 where there is a piece."""
    width = max(len(row) for row in rows)
    ids = np.zeros((len(rows), width), dtype=np.int64)
    mask = np.zeros((len(rows), width), dtype=np.float32)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = row
        mask[n, : len(row)] = 1.0
    return ids, mask


def run(session: InferenceSession, outputs: list[str], inputs: dict[str, Any]) -> list[NDArray[np.float32]]:
    """The named outputs for one batch."""
    return list(session.run(outputs, inputs))
