"""The narrow reader's last lesson: three large encoders, tuned whole, answer all text that there is, and it learns on.

    python training/teach_on.py --data FOLDER --base FOLDER --teacher FOLDER --keep FOLDER --out src/sayso/data

`--keep` holds `reader-slim-last.pt` of slim_reader.py, `--teacher` is all-mpnet-base-v2. On parties and types the
reader comes near to the large encoders, on sources, cues and contents it keeps its own answers.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from ensemble import Answered, ask_sentences
from fitting import DEVICE, Plan, fit
from measure import THRESHOLDS, Scored, event_figures
from network import ReaderNetwork, load_encoder
from passages import Labelled, Passage, encode, open_tokenizer
from slim import narrow
from slim_reader import HEADS, INNER, answers, distance, gather_passages, joined
from teach_reader import lessons
from teacher import pieces_of
from tokenizers import Tokenizer
from train_reader import ASIDE, KEPT, LONE, gather, publish_checked
from unlabelled import MORE_NEWS, lone_sentences, news
from varied import Variation, neighbours, short_parties

from examples import TYPES, fold_of

TEACHERS = 3
# Sentences of the large sets that each teacher learns from, beside all that are labelled by hand; each draws its own.
DRAWN = {"attacks": 250, "quiet": 250, "police": 60, "silver": 200, "wikievents": 300}
TEACHING = Plan(epochs=5, size=16, rate=4e-5, heads_rate=4e-4)
# Without dropout: the answers were given without, and there is text enough.
LEARNING = Plan(epochs=6, size=64, rate=4e-4, heads_rate=4e-4, warm=0.04, dropout=False)
# How much the large encoders' chances count beside the reader's own.
SHARE = 0.7
# Other tellings of each sentence labelled by hand, and of sentences of the news, one of each.
VERSIONS, NEWS_VERSIONS = 10, 4000


def text_to_answer(data: dict[str, list[Any]], tokenizer: Tokenizer, args: argparse.Namespace) -> list[Passage]:
    """Everything that the reader learns from, the first `--most` passages of each kind."""
    rng = random.Random(args.seed)
    reports = news(args.data, args.keep, args.seed, MORE_NEWS)
    by_hand = [s for name in LONE for s in data[name] if fold_of(s.text) != ASIDE]
    parties = short_parties((s.text, chain.from_iterable(s.parties or ())) for s in by_hand)
    variation = Variation(neighbours(args.teacher), parties, args.seed)
    retold = [s for report in reports for s in report]
    retold = by_hand * VERSIONS + rng.sample(retold, min(NEWS_VERSIONS, len(retold)))
    lone = [Labelled(text) for text in lone_sentences(args.data, args.seed)]
    lone += [told for s in retold if (told := variation.sentence(s)).text]
    passages = gather_passages(data, reports, tokenizer, args.seed, lone)
    return passages if args.most is None else passages[: args.most] + passages[-args.most :]


def ask(data: dict[str, list[Any]], texts: Sequence[str], args: argparse.Namespace) -> list[Answered]:
    """What the large encoders say together of each text."""
    taught = [lessons(data, DRAWN, random.Random(args.seed + n))[: args.most] for n in range(TEACHERS)]
    return ask_sentences(args.teacher, taught, texts, TEACHING.at_most(args.epochs), args.seed)


def check(tokenizer: Tokenizer, aside: Sequence[Labelled], told: Sequence[Answered]) -> None:
    """Print the large encoders' figures on the sentences left out."""
    _, offsets = pieces_of(tokenizer, [s.text for s in aside])
    scored = []
    for s, pieces, (tags, kinds) in zip(aside, offsets, told, strict=True):
        # The other kinds of tags, which these networks do not give, stand outside.
        others = np.zeros((len(tags), 3, 3), dtype=np.float32)
        scored.append(Scored(s.text, pieces, np.concatenate([others, tags], axis=1), kinds))
    print("large encoders", event_figures(aside, scored, THRESHOLDS), flush=True)


def narrow_reader(args: argparse.Namespace) -> ReaderNetwork:
    """As its lessons in slim_reader.py left it."""
    model = ReaderNetwork(load_encoder(args.base, KEPT), len(TYPES))
    narrow(model.encoder, [torch.arange(HEADS)] * len(KEPT), [torch.arange(INNER)] * len(KEPT))
    model.load_state_dict(torch.load(args.keep / "reader-slim-last.pt"))
    return model


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--base", type=Path, required=True, help="all-MiniLM-L6-v2 as Hugging Face files")
    ap.add_argument("--teacher", type=Path, required=True, help="all-mpnet-base-v2 as Hugging Face files")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--keep", type=Path, required=True, help="folder of the trained networks")
    ap.add_argument("--cache", type=Path, help="cut sentences, as train_reader.py keeps them")
    ap.add_argument("--silver", type=Path, help="what training/silver.py wrote")
    ap.add_argument("--epochs", type=int, help="at most so many rounds a lesson")
    ap.add_argument("--most", type=int, help="read so little of each kind of text, to try the road")
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.manual_seed(args.seed)
    small, large = open_tokenizer(args.base), open_tokenizer(args.teacher)
    data = gather(args)
    aside = [s for s in data["plv"] if fold_of(s.text) == ASIDE]
    passages = text_to_answer(data, small, args)
    texts = list(dict.fromkeys(s.text for p in passages for s in p))
    kept = args.keep / "told_all.pkl"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(ask(data, [*texts, *(s.text for s in aside)], args)))
    told: list[Answered] = pickle.loads(kept.read_bytes())
    check(large, aside, told[len(texts) :])
    # Logarithms of chances are scores as good as any.
    taught = {text: (np.log(tags), np.log(kinds)) for text, (tags, kinds) in zip(texts, told, strict=False)}
    model = narrow_reader(args).to(DEVICE)
    items = [encode(small, p) for p in passages]
    wanted = joined(answers(model, items, with_states=False), items, passages, taught, SHARE)

    def loss_of(at: list[int]) -> torch.Tensor:
        return distance(model, [items[i] for i in at], [wanted[i] for i in at], close=0)

    fit(model, [len(i.ids) for i in items], loss_of, LEARNING.at_most(args.epochs), seed=args.seed)
    torch.save(model.cpu().state_dict(), args.keep / "reader-taught.pt")
    publish_checked(model, small, data, args)


if __name__ == "__main__":
    main()
