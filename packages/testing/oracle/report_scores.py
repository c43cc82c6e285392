"""Scores of predictions: scikit-learn's metrics, on small cases and on random ones."""

import warnings

import numpy as np
from sklearn import calibration, metrics
from sklearn.utils.class_weight import compute_class_weight

from common import made, write

warnings.filterwarnings("ignore")
random = np.random.RandomState(0)


def report(values):
    """A report with our names."""
    names = {"f1-score": "f1Score"}
    return {key: value if not isinstance(value, dict) else {names.get(k, k): v for k, v in value.items()} for key, value in values.items()}


def binary_cases():
    """Scores with ties, rare positives, and one score for all rows."""
    cases = []
    for rows, share, decimals in [(12, 0.5, 1), (200, 0.1, 2), (300, 0.5, 6), (40, 0.3, 0)]:
        truth = (random.uniform(size=rows) < share).astype(int)
        truth[:2] = [0, 1]
        scores = np.round(np.clip(random.normal(0.4 + 0.25 * truth, 0.2), 0.001, 0.999), decimals)
        precision, recall, thresholds = metrics.precision_recall_curve(truth, scores)
        false_rate, true_rate, roc_thresholds = metrics.roc_curve(truth, scores, drop_intermediate=False)
        curves = {}
        for strategy in ["uniform", "quantile"]:
            observed, predicted = calibration.calibration_curve(truth, scores, n_bins=5, strategy=strategy)
            curves[strategy] = {"observed": observed, "predicted": predicted}
        cases.append(
            {
                "truth": truth,
                "scores": scores,
                "precision": precision,
                "recall": recall,
                "thresholds": thresholds,
                "averagePrecision": metrics.average_precision_score(truth, scores),
                "rocAuc": metrics.roc_auc_score(truth, scores),
                "falsePositiveRate": false_rate,
                "truePositiveRate": true_rate,
                "rocThresholds": roc_thresholds,
                "calibration": curves,
                "logLoss": metrics.log_loss(truth, scores),
                "brier": metrics.brier_score_loss(truth, scores),
            }
        )
    return cases


def label_cases():
    """Predicted labels: of two, three and twelve classes, numbers and words, one class never predicted."""
    cases = []
    words = np.array(["ant", "bee", "cat", "dog"])
    for name, truth, guess in [
        ("two", random.randint(0, 2, 30), random.randint(0, 2, 30)),
        ("three", random.randint(0, 3, 60), random.randint(0, 3, 60)),
        ("words", words[random.randint(0, 4, 50)], words[random.randint(0, 3, 50)]),
        ("twelve", random.randint(0, 12, 200), random.randint(0, 12, 200)),
        ("all the same", np.array([0, 0, 1, 1]), np.array([0, 0, 0, 0])),
    ]:
        labels = sorted(set(truth.tolist()))[:2]
        cases.append(
            {
                "name": name,
                "truth": truth,
                "predicted": guess,
                "balancedAccuracy": metrics.balanced_accuracy_score(truth, guess),
                "adjusted": metrics.balanced_accuracy_score(truth, guess, adjusted=True),
                "matthewsCorrelation": metrics.matthews_corrcoef(truth, guess),
                "labels": labels,
                "subset": report(metrics.classification_report(truth, guess, labels=labels, output_dict=True)),
                "subsetText": metrics.classification_report(truth, guess, labels=labels, target_names=["first", "second"], digits=3),
            }
        )
    return cases


def probability_cases():
    """Probabilities of several classes, and scores with ties."""
    cases = []
    for rows, classes in [(20, 3), (50, 10)]:
        scores = np.round(random.dirichlet(np.ones(classes), rows), 3)
        scores[:, 0] = 1 - scores[:, 1:].sum(axis=1)
        truth = random.randint(0, classes, rows)
        labels = list(range(classes))
        ties = np.round(scores, 1)
        cases.append(
            {
                "truth": truth,
                "scores": scores,
                "logLoss": metrics.log_loss(truth, scores, labels=labels),
                "brier": metrics.brier_score_loss(truth, scores, labels=labels),
                "ties": ties,
                "topK": {str(k): metrics.top_k_accuracy_score(truth, ties, k=k, labels=labels) for k in range(1, classes)},
            }
        )
    return cases


def multi_label_cases():
    """Rows with several labels or none."""
    cases = []
    for rows, labels in [(8, 3), (60, 5)]:
        truth = (random.uniform(size=(rows, labels)) < 0.3).astype(int)
        guess = (random.uniform(size=(rows, labels)) < 0.3).astype(int)
        cases.append(
            {
                "truth": truth,
                "predicted": guess,
                "accuracy": metrics.accuracy_score(truth, guess),
                "report": report(metrics.classification_report(truth, guess, output_dict=True, zero_division=0)),
            }
        )
    return cases


def class_weights():
    """compute_class_weight('balanced')."""
    cases = []
    for labels in [[0, 0, 0, 1], ["no"] * 9 + ["yes"], [3, 1, 1, 2, 2, 2]]:
        classes = np.unique(labels)
        weights = compute_class_weight("balanced", classes=classes, y=np.array(labels))
        cases.append({"labels": labels, "classes": classes, "weights": weights})
    return cases


write(
    "report-scores",
    {
        "made": made(),
        "binary": binary_cases(),
        "labels": label_cases(),
        "probabilities": probability_cases(),
        "multiLabel": multi_label_cases(),
        "classWeights": class_weights(),
    },
)
