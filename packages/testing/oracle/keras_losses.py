"""Losses and metrics of Keras on small batches."""

import common  # noqa: F401
import keras
import numpy as np
import tensorflow as tf
from keras import losses, metrics

from common import made, short, write

NUMBERS = ([[0.5, -1.0, 2.0], [3.0, 0.0, -0.25], [1.0, 1.0, 1.0], [0.0, 4.0, -2.0]], [[0.0, -1.5, 2.0], [1.5, 0.25, 0.25], [1.0, 0.9, 1.1], [3.0, 4.0, -2.1]])
POSITIVE = ([[0.5, 1.0, 2.0], [3.0, 0.0, 0.25]], [[0.1, 1.5, 2.0], [1.5, 0.25, 4.0]])
SHARES = ([[0.2, 0.3, 0.5], [1.0, 0.0, 0.0], [0.0, 0.9, 0.1]], [[0.1, 0.4, 0.5], [0.7, 0.2, 0.1], [0.3, 0.3, 0.4]])
ONE_HOT = ([[1, 0, 0], [0, 0, 1], [0, 1, 0], [0, 0, 1]], [[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
LOGITS = ([[1, 0, 0], [0, 0, 1], [0, 1, 0], [0, 0, 1]], [[2.0, -1.0, 0.5], [0.1, 0.3, 0.6], [-30.0, 40.0, 0.0], [5.0, 0.0, -5.0]])
INDICES = [0, 2, 1, 2]
BITS = ([[1], [0], [1], [0]], [[0.9], [0.2], [0.0], [0.5]])
BIT_LOGITS = ([[1], [0], [1], [0]], [[2.0], [-1.5], [-40.0], [0.0]])
SIGNS = ([[-1, 1, 1], [1, -1, -1]], [[-0.5, 0.5, 2.0], [-1.0, 1.5, -3.0]])
NOT_SUMMING = ([[1, 0, 0], [0, 1, 0]], [[2.0, 1.0, 1.0], [0.2, 0.2, 0.1]])

CASES = [
    ("MeanSquaredError", {}, NUMBERS),
    ("MeanAbsoluteError", {}, NUMBERS),
    ("MeanAbsolutePercentageError", {}, NUMBERS),
    ("MeanSquaredLogarithmicError", {}, POSITIVE),
    ("Huber", {}, NUMBERS),
    ("Huber", {"delta": 0.5}, NUMBERS),
    ("Huber", {"delta": 2.0}, NUMBERS),
    ("LogCosh", {}, NUMBERS),
    ("CosineSimilarity", {}, NUMBERS),
    ("CosineSimilarity", {"axis": 0}, NUMBERS),
    ("Poisson", {}, POSITIVE),
    ("KLDivergence", {}, SHARES),
    ("CategoricalCrossentropy", {}, ONE_HOT),
    ("CategoricalCrossentropy", {}, NOT_SUMMING),
    ("CategoricalCrossentropy", {"from_logits": True}, LOGITS),
    ("CategoricalCrossentropy", {"label_smoothing": 0.1}, ONE_HOT),
    ("CategoricalCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, LOGITS),
    ("SparseCategoricalCrossentropy", {}, (INDICES, ONE_HOT[1])),
    ("SparseCategoricalCrossentropy", {"from_logits": True}, (INDICES, LOGITS[1])),
    ("SparseCategoricalCrossentropy", {"from_logits": True, "ignore_class": 2}, (INDICES, LOGITS[1])),
    ("BinaryCrossentropy", {}, BITS),
    ("BinaryCrossentropy", {"from_logits": True}, BIT_LOGITS),
    ("BinaryCrossentropy", {"label_smoothing": 0.2}, BITS),
    ("BinaryFocalCrossentropy", {}, BITS),
    ("CategoricalFocalCrossentropy", {}, ONE_HOT),
    ("Hinge", {}, SIGNS),
    ("Hinge", {}, BIT_LOGITS),
    ("SquaredHinge", {}, SIGNS),
    ("CategoricalHinge", {}, ONE_HOT),
]


def tensor(values, whole=False):
    """float32, or int32 for class indices."""
    return tf.constant(values, dtype=tf.int32 if whole else tf.float32)


def loss_case(kind, options, pair):
    """One loss: per row, reduced, weighted, and its gradient in the prediction."""
    make = getattr(losses, kind)
    truth = tensor(pair[0], whole=kind.startswith("Sparse"))
    guess = tensor(pair[1])
    rows = make(reduction=None, **options)(truth, guess)
    weights = [1.0, 0.5, 0.0, 2.0][: len(pair[1])]
    with tf.GradientTape() as tape:
        tape.watch(guess)
        mean = make(**options)(truth, guess)
    case = {"class": kind, "options": options, "truth": pair[0], "guess": pair[1], "rows": short(rows.numpy())}
    case["mean"] = short(mean.numpy())
    case["sum"] = short(make(reduction="sum", **options)(truth, guess).numpy())
    case["gradient"] = short(tape.gradient(mean, guess).numpy())
    if len(rows.shape) == 1 and len(rows) == len(weights):
        case["weights"] = weights
        case["weightedMean"] = short(make(**options)(truth, guess, sample_weight=tensor(weights)).numpy())
    return case


def batches(kind, options, parts, weights=None):
    """A metric fed batch by batch: its value after each, and after a reset and the last batch alone."""
    metric = getattr(metrics, kind)(**options)
    after = []
    for index, (truth, guess) in enumerate(parts):
        whole = kind.startswith("Sparse")
        extra = {"sample_weight": tensor(weights[index])} if weights else {}
        metric.update_state(tensor(truth, whole), tensor(guess), **extra)
        after.append(short(np.asarray(metric.result())))
    metric.reset_state()
    metric.update_state(tensor(parts[-1][0], whole), tensor(parts[-1][1]), **({"sample_weight": tensor(weights[-1])} if weights else {}))
    case = {"class": kind, "name": metric.name, "options": options, "batches": [{"truth": t, "guess": g} for t, g in parts], "after": after, "lastAlone": short(np.asarray(metric.result()))}
    if weights:
        case["weights"] = weights
    return case


COLUMN = [([[1.0], [2.0], [3.0]], [[1.5], [2.0], [1.0]]), ([[4.0], [0.0]], [[4.5], [-1.0]]), ([[10.0]], [[7.0]])]
TWO = [([[1.0, 2.0], [3.0, 5.0]], [[1.5, 2.5], [2.0, 4.0]]), ([[0.0, -1.0], [4.0, 0.0]], [[0.5, -1.5], [3.0, 2.0]])]
CLASSES = [(ONE_HOT[0], ONE_HOT[1]), ([[0, 1, 0], [1, 0, 0]], [[0.2, 0.5, 0.3], [0.4, 0.4, 0.2]])]
CLASS_INDICES = [([[0], [2], [1], [2]], ONE_HOT[1]), ([[1], [0]], CLASSES[1][1])]
BINARY = [([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), ([0, 1, 1, 0], [0.5, 0.5, 0.9, 0.05])]
BINARY_COLUMN = [([[v] for v in t], [[v] for v in g]) for t, g in BINARY]
COLUMN_WEIGHTS = [[1.0, 2.0, 0.5], [1.0, 0.0], [3.0]]


def all_metrics():
    """Metrics over several batches."""
    cases = [batches("RootMeanSquaredError", {}, COLUMN), batches("RootMeanSquaredError", {}, TWO)]
    cases.append(batches("RootMeanSquaredError", {}, COLUMN, COLUMN_WEIGHTS))
    for kind in ("MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "LogCoshError", "CosineSimilarity"):
        cases.append(batches(kind, {}, TWO))
    cases.append(batches("MeanSquaredError", {}, COLUMN, COLUMN_WEIGHTS))
    cases += [batches("R2Score", {}, COLUMN), batches("R2Score", {}, TWO), batches("R2Score", {"class_aggregation": None}, TWO)]
    cases.append(batches("R2Score", {"class_aggregation": "variance_weighted_average"}, TWO))
    for kind in ("CategoricalAccuracy", "CategoricalCrossentropy"):
        cases.append(batches(kind, {}, CLASSES))
    cases += [batches("SparseCategoricalAccuracy", {}, CLASS_INDICES), batches("SparseCategoricalCrossentropy", {}, CLASS_INDICES)]
    cases += [batches("TopKCategoricalAccuracy", {"k": 2}, CLASSES), batches("SparseTopKCategoricalAccuracy", {"k": 2}, CLASS_INDICES)]
    for kind in ("BinaryAccuracy", "BinaryCrossentropy", "Precision", "Recall", "TruePositives", "FalsePositives", "TrueNegatives", "FalseNegatives"):
        cases.append(batches(kind, {}, BINARY_COLUMN))
    cases.append(batches("Precision", {"thresholds": 0.3}, BINARY_COLUMN))
    cases.append(batches("Recall", {"thresholds": [0.2, 0.5, 0.7]}, BINARY_COLUMN))
    cases += [batches("AUC", {"curve": curve, "num_thresholds": n}, BINARY) for curve in ("ROC", "PR") for n in (200, 5)]
    cases += [batches("F1Score", {"average": average}, CLASSES) for average in (None, "micro", "macro", "weighted")]
    return cases


if __name__ == "__main__":
    write(
        "keras-losses",
        {
            "made": made("keras", "tensorflow", "numpy"),
            "epsilon": keras.config.epsilon(),
            "losses": [loss_case(*case) for case in CASES],
            "metrics": all_metrics(),
        },
    )
