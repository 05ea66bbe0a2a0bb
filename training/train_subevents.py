"""Train the weights that choose ACLED sub-event types: `data/subevents.json` and its card.

    python training/train_subevents.py --reports reports.jsonl --gold gold.jsonl --half

`training/subevents.tsv` holds sentences of our own; labelled snippets come as reports, gold (report, type by its
label or sub-event name). Claims are made without the weights, for these add contexts. Without `--half` all snippets
are learned from; with it only those whose id has an even SHA-1, so that the rest can be measured.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path
from unittest import mock

import numpy as np

from sayso.pipeline import Coder
from sayso.resolve.claims.acled import crosswalk
from sayso.resolve.claims.subevents import SubEvents, claim_features, word_features
from sayso.types import Claim, Report

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "sayso" / "data" / "subevents.json"
ROUNDS, RATE, KEEP_SMALL = 300, 0.05, 1.0
# Features of fewer samples than this are left out.
LEAST = 2
Sample = tuple[set[str], str]
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


def own_samples(coder: Coder) -> list[Sample]:
    found = []
    for n, line in enumerate((HERE / "subevents.tsv").read_text(encoding="utf-8").splitlines()):
        kind, text = line.split("\t")
        found.append((features(list(coder.code(Report(id=str(n), text=text))), text), kind))
    return found


def snippet_samples(coder: Coder, args: argparse.Namespace) -> list[Sample]:
    texts = {r["id"]: r["text"] for r in map(json.loads, args.reports.open(encoding="utf-8"))}
    found = []
    for gold in map(json.loads, args.gold.open(encoding="utf-8")):
        name = gold["report"]
        odd = int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2
        if not (args.half and odd):
            found.append(
                (
                    features(list(coder.code(Report(id=name, text=texts[name]))), texts[name]),
                    NAMES.get(gold["type"], gold["type"]),
                )
            )
    return found


def train(samples: list[Sample]) -> tuple[list[str], dict[str, list[int]]]:
    """Softmax regression by Adam from zero: the same samples give the same weights."""
    counted = Counter(f for fs, _ in samples for f in fs)
    names = sorted(f for f, n in counted.items() if n >= LEAST)
    row = {f: n for n, f in enumerate(names)}
    types = sorted({kind for _, kind in samples})
    x = np.zeros((len(samples), len(names) + 1))
    x[:, -1] = 1
    for n, (fs, _) in enumerate(samples):
        x[n, [row[f] for f in fs if f in row]] = 1
    y = np.eye(len(types))[[types.index(kind) for _, kind in samples]]
    w, first, second = (np.zeros((x.shape[1], len(types))) for _ in range(3))
    for step in range(1, ROUNDS + 1):
        z = x @ w
        p = np.exp(z - z.max(1, keepdims=True))
        slope = x.T @ (p / p.sum(1, keepdims=True) - y) + KEEP_SMALL * w
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope * slope
        w -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    rounded = np.rint(w * 100).astype(int)
    return types, {name: rounded[n].tolist() for n, name in enumerate([*names, ""])}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ("reports", "gold"):
        ap.add_argument(f"--{name}", type=Path, required=True)
    ap.add_argument("--half", action="store_true")
    ap.add_argument("--out", type=Path, default=OUT)
    args = ap.parse_args()
    untaught = SubEvents(["Other"], {"": [0]})
    with mock.patch.object(SubEvents, "open", return_value=untaught):
        coder = Coder()
        samples = [*own_samples(coder), *snippet_samples(coder, args)]
    types, weights = train(samples)
    args.out.write_text(json.dumps({"types": types, "weights": weights}, separators=(",", ":"), sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
