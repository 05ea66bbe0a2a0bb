"""Steps of work on a cluster: a function over many items, and over what falls together under a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow as pa

Rows = Callable[[pa.Table], pa.Table]


def over_parts(ray: Any, names: Iterable[str], work: Callable[[str], pa.Table]) -> Any:
    """A dataset of what `work` makes of each part."""
    rows = [{"part": name} for name in names]

    def each(batch: pa.Table) -> pa.Table:
        return work(batch["part"][0].as_py())

    return ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        each, batch_format="pyarrow", batch_size=1, zero_copy_batch=True
    )


def by_number(dataset: Any, column: str, work: Rows) -> Any:
    """A dataset of what `work` makes of the rows that share a number, which come in no order."""
    return dataset.groupby(column).map_groups(work, batch_format="pyarrow")


def tables(dataset: Any) -> Iterator[pa.Table]:
    """The rows of a dataset here, some thousand at a time."""
    for batch in dataset.iter_batches(batch_format="pyarrow", batch_size=None):
        if batch.num_rows:
            yield batch
