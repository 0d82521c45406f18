"""Fits boosted trees with LightGBM and turns them into the plain arrays of `articles/trees.py`."""

from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from communique.articles.trees import ARRAYS, Matrix, Trees

ROUNDS = 160
CHOICES: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 10,
    "max_depth": 5,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "seed": 1,
    "deterministic": True,
    "num_threads": 1,
    "verbose": -1,
}
"""Small trees, as many as still gain: on the development pages 8, 24 and 48 leaves differ by less than .001 F1."""


def fit(rows: Matrix, truth: Matrix, weight: Matrix) -> Trees:
    """Trees that tell rows with `truth` 1 from those with 0."""
    booster = lightgbm.train(CHOICES, lightgbm.Dataset(rows, truth, weight=weight), ROUNDS)
    return _arrays([tree["tree_structure"] for tree in booster.dump_model()["tree_info"]])


def save(trees: Trees, path: Path) -> None:
    """Writes the arrays; the same trees give the same bytes."""
    np.savez_compressed(path, depth=np.array(trees.depth), **{name: getattr(trees, name) for name in ARRAYS})


def _arrays(roots: list[dict[str, Any]]) -> Trees:
    tables = [_table(root) for root in roots]
    nodes = max(len(table) for table, _ in tables)
    padded = np.zeros((len(tables), nodes, len(ARRAYS)))
    for number, (table, _) in enumerate(tables):
        padded[number, : len(table)] = table
    return Trees(
        feature=padded[..., 0].astype(np.int16),
        threshold=padded[..., 1].astype(np.float32).astype(np.float64),
        left=padded[..., 2].astype(np.int16),
        right=padded[..., 3].astype(np.int16),
        value=padded[..., 4].astype(np.float32).astype(np.float64),
        depth=max(depth for _, depth in tables),
    )


def _table(root: dict[str, Any]) -> tuple[list[list[float]], int]:
    """Rows (feature, threshold, left, right, value) of one tree, the root first, and its depth."""
    rows: list[list[float]] = []
    deepest = 0

    def put(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        number = len(rows)
        rows.append([0.0, 0.0, float(number), float(number), float(node.get("leaf_value", 0.0))])
        if "split_feature" in node:
            left, right = put(node["left_child"], depth + 1), put(node["right_child"], depth + 1)
            rows[number] = [float(node["split_feature"]), float(node["threshold"]), float(left), float(right), 0.0]
        return number

    put(root, 0)
    return rows, deepest
