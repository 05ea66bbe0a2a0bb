"""Matrix products by numpy's own library, which does them two to three times as fast as the one spaCy brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language


def quicken(nlp: Language, pipes: tuple[str, ...]) -> None:
    """Give the networks of these pipes the quicker products. What they find stays the same but for the last bits."""
    from thinc.api import NumpyOps

    class Products(NumpyOps):  # type: ignore[misc]
        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    products = Products()
    for name in pipes:
        pipe: Any = nlp.get_pipe(name)
        for layer in pipe.model.walk():
            # On a graphics processor the pipeline has products of its own.
            if isinstance(layer.ops, NumpyOps):
                layer.ops = products
