"""The tasks of measure-tables.ts with pandas and scikit-learn. Arguments: rows, measurements. Prints {task: milliseconds}."""

import io
import json
import statistics
import sys
import time
import warnings

import numpy as np
import pandas as pd
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix
from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold, train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler

warnings.simplefilter("ignore")
rows, count = int(sys.argv[1]), int(sys.argv[2])
place = np.arange(rows)

classes = np.array(["ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen", "ibis", "jay"], dtype=object)
labels = classes[(place * 7 + place // 13) % 10]
guesses = np.where(place % 5 == 0, classes[place % 10], labels)
groups = place * 37 % 10_007
numbers = pd.DataFrame({f"x{column}": np.sin(place * (column + 1.0)) * 100 for column in range(10)})
mixed = pd.DataFrame(
    {"id": place * 7919 % rows, "label": labels, "x": numbers["x0"], "gap": np.where(place % 10 == 0, np.nan, place / 8)}
)
lookup = pd.DataFrame({"id": place, "y": numbers["x1"]})
numbers_csv = numbers.to_csv(index=False)
mixed_csv = mixed.to_csv(index=False)
scaler = StandardScaler().fit(numbers)

tasks = {
    "train-test split": lambda: train_test_split(place, test_size=0.2, random_state=0),
    "stratified split": lambda: train_test_split(place, test_size=0.2, random_state=0, stratify=labels),
    "5 folds": lambda: list(KFold(5, shuffle=True, random_state=0).split(place)),
    "5 stratified folds": lambda: list(StratifiedKFold(5, shuffle=True, random_state=0).split(place, labels)),
    "5 group folds": lambda: list(GroupKFold(5).split(place, groups=groups)),
    "one-hot of 10 classes": lambda: pd.get_dummies(labels),
    "standard scaler, fit 10 columns": lambda: StandardScaler().fit(numbers),
    "standard scaler, transform": lambda: scaler.transform(numbers),
    "min-max scaler, both": lambda: MinMaxScaler().fit_transform(numbers),
    "accuracy": lambda: accuracy_score(labels, guesses),
    "confusion matrix": lambda: confusion_matrix(labels, guesses),
    "classification report": lambda: classification_report(labels, guesses),
    "describe": lambda: numbers.describe(),
    "group by 10 classes, mean": lambda: mixed.groupby("label").agg({"x": "mean"}),
    "sort by a number": lambda: mixed.sort_values("id", kind="stable"),
    "join on a number": lambda: mixed.merge(lookup, on="id", validate="many_to_one"),
    "distinct numbers": lambda: mixed.drop_duplicates("id"),
    "fill gaps by the median": lambda: mixed.fillna({"gap": mixed["gap"].median()}),
    "read CSV, 10 number columns": lambda: pd.read_csv(io.StringIO(numbers_csv)),
    "read CSV, mixed columns": lambda: pd.read_csv(io.StringIO(mixed_csv)),
    "write CSV, mixed columns": lambda: mixed.to_csv(index=False),
}


def measure(task):
    started = time.perf_counter()
    task()
    return (time.perf_counter() - started) * 1000


milliseconds = {}
for name, task in tasks.items():
    task()
    milliseconds[name] = statistics.median(measure(task) for _ in range(count))
print(json.dumps(milliseconds))
