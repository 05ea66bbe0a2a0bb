"""One lesson of a network: batches of near lengths, a rate that rises and falls; on a GPU where there is one."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


@dataclass(frozen=True)
class Plan:
    """How a lesson goes."""

    epochs: int
    size: int
    """Examples a batch."""
    rate: float
    """The highest rate of the encoder."""
    heads_rate: float
    warm: float = 0.1
    """Share of the steps in which the rates rise; then they fall to nothing."""

    def at_most(self, epochs: int | None) -> Plan:
        """The same with fewer rounds, to try the road; None changes nothing."""
        return self if epochs is None else replace(self, epochs=min(self.epochs, epochs))


def half() -> torch.autocast:
    """Half precision on a GPU, full precision elsewhere."""
    return torch.autocast(DEVICE, dtype=torch.bfloat16, enabled=DEVICE == "cuda")


def placed(model: nn.Module, tensors: Iterable[Tensor]) -> tuple[Tensor, ...]:
    """The tensors where the network is."""
    where = next(model.parameters()).device
    return tuple(t.to(where) for t in tensors)


def batches(lengths: Sequence[int], size: int, rng: random.Random | None = None) -> list[list[int]]:
    """Batches of near lengths, in random order where there is chance."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + (rng.random() * 8 if rng else 0))
    cut = [order[i : i + size] for i in range(0, len(order), size)]
    if rng:
        rng.shuffle(cut)
    return cut


def step(loss: Tensor, weights: Iterable[Tensor], optimizer: torch.optim.Optimizer, after: Callable[[], None]) -> float:
    """One step down the slope of a loss, no longer than 1; gives the loss. `after` moves the rate on."""
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(weights, 1.0)
    optimizer.step()
    after()
    return loss.item()


def rising(optimizer: torch.optim.Optimizer, steps: int, warm: float) -> torch.optim.lr_scheduler.LambdaLR:
    """A rate that rises over the share `warm` of the steps and then falls to nothing."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / (warm * steps)) * max(0.0, 1 - n / steps)
    )


def fit(
    model: nn.Module, lengths: Sequence[int], loss_of: Callable[[list[int]], Tensor], plan: Plan, *, seed: int
) -> None:
    """Train on examples of these lengths; `loss_of` takes the numbers of those in a batch."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    learned = {n: p for n, p in model.named_parameters() if p.requires_grad}
    body = [p for n, p in learned.items() if n.startswith(("body.", "encoder."))]
    heads = [p for n, p in learned.items() if not n.startswith(("body.", "encoder."))]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.heads_rate}], weight_decay=0.01
    )
    steps = plan.epochs * len(batches(lengths, plan.size))
    schedule = rising(optimizer, steps, plan.warm)
    started = time.time()
    for epoch in range(plan.epochs):
        model.train()
        total = 0.0
        work = batches(lengths, plan.size, rng)
        for at in work:
            loss = loss_of(at)
            total += step(loss, list(learned.values()), optimizer, schedule.step)
        print(f"epoch {epoch} loss {total / len(work):.3f} after {time.time() - started:.0f} s", flush=True)
