"""Train the weights that choose ACLED sub-event types: `data/subevents.json` and its card.

    python training/train_subevents.py --reports reports.jsonl --gold gold.jsonl [--silver silver.jsonl] --half

`training/subevents.tsv` holds sentences of our own; labelled snippets come as reports, gold (report, type by its
label or sub-event name). Claims are made without the weights, for these add contexts. `training/teach_subevents.py`
writes the silver: sentences with the chances of the types, of which only the words are learned from. Without `--half`
all snippets are learned from; with it only those whose id has an even SHA-1, so that the rest can be measured.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sayso.pipeline import Coder
from sayso.resolve.claims.acled import crosswalk
from sayso.resolve.claims.subevents import SubEvents, claim_features, word_features
from sayso.types import Claim, Report

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "sayso" / "data" / "subevents.json"
ROUNDS, RATE, KEEP_SMALL = 150, 0.05, 1.0
# Features of fewer samples than this are left out.
LEAST, LEAST_PAIRS = 2, 3
# And features none of whose weights reaches so many hundredths.
TELLING = 4
# What a silver sentence weighs beside a labelled one.
SILVER = 0.35
Labelled = tuple[str, str]
"""A text and the name of its sub-event type."""
Matrix = NDArray[np.float64] | sparse.csr_matrix
# Features, the chances of the types, weight.
Sample = tuple[set[str], Mapping[str, float], float]
# The labels of the snippets' set and the names that the claims carry.
NAMES = {
    "ABDUCT_DISSAP": "Abduction/forced disappearance",
    "AGREEMENT": "Agreement",
    "AIR_STRIKE": "Air/drone strike",
    "ARMED_CLASH": "Armed clash",
    "ARREST": "Arrests",
    "ART_MISS_ATTACK": "Shelling/artillery/missile attack",
    "ATTACK": "Attack",
    "ATTRIB": "Attribution of responsibility",
    "CHANGE_TO_GROUP_ACT": "Change to group/activity",
    "CHEM_WEAP": "Chemical weapon",
    "DIPLO": "Diplomatic event",
    "DISR_WEAP": "Disrupted weapons use",
    "FORCE_AGAINST_PROTEST": "Excessive force against protesters",
    "GOV_REGAINS_TERIT": "Government regains territory",
    "GRENADE": "Grenade",
    "HQ_ESTABLISHED": "Headquarters or base established",
    "MAN_MADE_DISASTER": "Man-made disaster",
    "MOB_VIOL": "Mob violence",
    "NATURAL_DISASTER": "Natural disaster",
    "NON_STATE_ACTOR_OVERTAKES_TER": "Non-state actor overtakes territory",
    "NON_VIOL_TERRIT_TRANSFER": "Non-violent transfer of territory",
    "ORG_CRIME": "Organized crime",
    "OTHER": "Other",
    "PEACE_PROTEST": "Peaceful protest",
    "PROPERTY_DISTRUCT": "Looting/property destruction",
    "PROTEST_WITH_INTER": "Protest with intervention",
    "REM_EXPLOS": "Remote explosive/landmine/IED",
    "SEX_VIOL": "Sexual violence",
    "SUIC_BOMB": "Suicide bomb",
    "VIOL_DEMONSTR": "Violent demonstration",
}


def answering(claims: list[Claim]) -> Claim | None:
    """The claim that a short report is about: main and the surest."""
    live = [c for c in claims if c.main and not c.historical] or [c for c in claims if not c.historical] or claims
    return max(live, key=lambda c: (c.confidence, -c.trigger.start), default=None)


def features(claims: list[Claim], text: str) -> set[str]:
    claim = answering(claims)
    if claim is None:
        return word_features(text)
    walk = crosswalk()
    return claim_features(
        claim,
        walk.classes(claim.actor),
        walk.classes(claim.recipient),
        walk.by_rule(claim),
        text=text,
    )


def own_sentences() -> list[Labelled]:
    lines = (HERE / "subevents.tsv").read_text(encoding="utf-8").splitlines()
    return [(text, kind) for kind, text in (line.split("\t") for line in lines)]


def snippets(reports: Path, gold: Path, *, half: bool) -> Iterator[Labelled]:
    texts = {r["id"]: r["text"] for r in map(json.loads, reports.open(encoding="utf-8"))}
    for row in map(json.loads, gold.open(encoding="utf-8")):
        name = row["report"]
        odd = int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2
        if not (half and odd):
            yield texts[name], NAMES.get(row["type"], row["type"])


def coded_samples(labelled: list[Labelled]) -> Iterator[Sample]:
    """What the claims of each text say, made without the weights."""
    untaught = SubEvents(["Other"], {"": [0]})
    with mock.patch.object(SubEvents, "open", return_value=untaught):
        coder = Coder()
        for n, (text, kind) in enumerate(labelled):
            yield features(list(coder.code(Report(id=str(n), text=text))), text), {kind: 1.0}, 1.0


def silver_samples(path: Path | None) -> Iterator[Sample]:
    """The words of what `teach_subevents.py` wrote."""
    for line in path.open(encoding="utf-8") if path else ():
        row = json.loads(line)
        yield word_features(row["text"]), row["types"], SILVER


def regression(x: Matrix, y: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a softmax regression by Adam from zero: the same samples give the same weights."""
    across = x.T.tocsr() if sparse.issparse(x) else x.T
    w, first, second = (np.zeros((x.shape[1], y.shape[1])) for _ in range(3))
    for step in range(1, ROUNDS + 1):
        z = x @ w
        p = np.exp(z - z.max(1, keepdims=True))
        slope = across @ ((p / p.sum(1, keepdims=True) - y) * weights[:, None]) + KEEP_SMALL * w
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope * slope
        w -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return w


def train(samples: list[Sample]) -> tuple[list[str], dict[str, list[int]]]:
    """Types, and a row of hundredths for each feature that is common enough."""
    counted = Counter(f for fs, _, _ in samples for f in fs)
    names = sorted(f for f, n in counted.items() if n >= (LEAST_PAIRS if f.startswith("b:") else LEAST))
    row = {f: n for n, f in enumerate(names)}
    types = sorted({kind for _, chances, _ in samples for kind in chances})
    cells = [(n, row[f]) for n, (fs, _, _) in enumerate(samples) for f in sorted(fs) if f in row]
    cells += [(n, len(names)) for n in range(len(samples))]
    x = sparse.csr_matrix((np.ones(len(cells)), tuple(zip(*cells, strict=True))), (len(samples), len(names) + 1))
    y = np.array([[chances.get(kind, 0.0) for kind in types] for _, chances, _ in samples])
    y /= y.sum(1, keepdims=True)
    rounded = np.rint(regression(x, y, np.array([w for _, _, w in samples])) * 100).astype(int)
    return types, {
        name: rounded[n].tolist() for n, name in enumerate([*names, ""]) if not name or abs(rounded[n]).max() >= TELLING
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ("reports", "gold"):
        ap.add_argument(f"--{name}", type=Path, required=True)
    ap.add_argument("--silver", type=Path)
    ap.add_argument("--half", action="store_true")
    ap.add_argument("--out", type=Path, default=OUT)
    args = ap.parse_args()
    labelled = [*own_sentences(), *snippets(args.reports, args.gold, half=args.half)]
    types, weights = train([*coded_samples(labelled), *silver_samples(args.silver)])
    args.out.write_text(json.dumps({"types": types, "weights": weights}, separators=(",", ":"), sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
