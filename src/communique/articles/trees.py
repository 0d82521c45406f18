"""Boosted decision trees as plain arrays: what `training/` fits, read and applied with numpy alone."""

from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from communique.errors import DataError

Matrix = npt.NDArray[np.float64]
ARRAYS = ("feature", "threshold", "left", "right", "value")


@dataclass(frozen=True, slots=True)
class Trees:
    """All arrays have the shape (trees, nodes); node 0 is the root, a leaf is its own child on both sides."""

    feature: npt.NDArray[np.int16]
    threshold: Matrix
    left: npt.NDArray[np.int16]
    right: npt.NDArray[np.int16]
    value: Matrix
    """What a leaf adds to the log odds."""
    depth: int

    def probabilities(self, rows: Matrix) -> Matrix:
        """For each row of features the probability of the positive class, 0 to 1."""
        if not len(rows):
            return np.zeros(0)
        trees = np.arange(len(self.feature))
        node = np.zeros((len(rows), len(trees)), dtype=np.int16)
        place = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[place, self.feature[trees, node]] <= self.threshold[trees, node]
            node = np.where(goes_left, self.left[trees, node], self.right[trees, node])
        total: Matrix = self.value[trees, node].sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-np.clip(total, -30, 30))))


def load(name: str) -> Trees | None:
    """The trees of `data/models/NAME.npz`; None when there is no such file. Raises DataError when it does not fit."""
    path = files("communique") / "data" / "models" / f"{name}.npz"
    if not path.is_file():
        return None
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        if not set(ARRAYS) | {"depth"} <= set(arrays):
            raise DataError(f"data/models/{name}.npz: expected the arrays {', '.join(ARRAYS)} and depth")
        found = {key: arrays[key] for key in ARRAYS}
        return Trees(**found, depth=int(arrays["depth"]))
