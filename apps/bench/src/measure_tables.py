"""The tasks of measure-tables.ts with pandas and scikit-learn. Argument: rows. Prints the names of the tasks, then answers each name on stdin with its time."""

import io
import json
import sys
import time
import warnings

import numpy as np
import pandas as pd
from sklearn import metrics
from sklearn.impute import SimpleImputer
from sklearn.model_selection import GroupKFold, KFold, RepeatedKFold, StratifiedKFold, TimeSeriesSplit, train_test_split
from sklearn.preprocessing import (
    LabelEncoder,
    MaxAbsScaler,
    MinMaxScaler,
    Normalizer,
    OneHotEncoder,
    OrdinalEncoder,
    PolynomialFeatures,
    PowerTransformer,
    QuantileTransformer,
    RobustScaler,
    StandardScaler,
    TargetEncoder,
)
from sklearn.utils import resample
from sklearn.utils.class_weight import compute_class_weight

warnings.simplefilter("ignore")
rows = int(sys.argv[1])
place = np.arange(rows)

classes = np.array(["ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen", "ibis", "jay"], dtype=object)
labels = classes[(place * 7 + place // 13) % 10]
guesses = np.where(place % 5 == 0, classes[place % 10], labels)
groups = place * 37 % 10_007
numbers = pd.DataFrame({f"x{column}": np.sin(place * (column + 1.0)) * 100 for column in range(10)})
mixed = pd.DataFrame(
    {
        "id": place * 7919 % rows,
        "label": labels,
        "town": [f"town {group}" for group in groups],
        "x": numbers["x0"],
        "gap": np.where(place % 10 == 0, np.nan, place / 8),
    }
)
lookup = pd.DataFrame({"id": place, "y": numbers["x1"]})
towns = pd.DataFrame({"town": [f"town {town}" for town in range(10_007)], "people": range(10_007)})
stamps = pd.to_datetime(1_700_000_000 + place * 60, unit="s")
sensor = pd.DataFrame({"time": stamps.strftime("%Y-%m-%dT%H:%M:%S"), "x": numbers["x0"]})
dated = sensor.assign(time=pd.to_datetime(sensor["time"]))
narrow = mixed[["id", "label", "x", "gap"]]
numbers_csv, mixed_csv, sensor_csv = (frame.to_csv(index=False) for frame in (numbers, narrow, sensor))
records = narrow.to_json(orient="records")
three = numbers[["x0", "x1", "x2"]]
scaler = StandardScaler().fit(numbers)
truth = (np.sin(place) + np.sin(place * 2) > 0).astype(int)
scores = (np.sin(place) + 1) / 2
thirds = place % 3
shares = np.column_stack([place % 7 / 10, place % 2 / 10, 1 - place % 7 / 10 - place % 2 / 10])
statistics = ["mean", "std", "min", "max", "median"]


def over_sample():
    rows_of = [np.flatnonzero(labels == name) for name in classes]
    most = max(map(len, rows_of))
    return np.concatenate([resample(own, n_samples=most, random_state=0) for own in rows_of])


tasks = {
    "train-test split": lambda: train_test_split(place, test_size=0.2, random_state=0),
    "stratified split": lambda: train_test_split(place, test_size=0.2, random_state=0, stratify=labels),
    "5 folds": lambda: list(KFold(5, shuffle=True, random_state=0).split(place)),
    "5 stratified folds": lambda: list(StratifiedKFold(5, shuffle=True, random_state=0).split(place, labels)),
    "5 group folds": lambda: list(GroupKFold(5).split(place, groups=groups)),
    "2 times 5 folds": lambda: list(RepeatedKFold(n_splits=5, n_repeats=2, random_state=0).split(place)),
    "time series split": lambda: list(TimeSeriesSplit(5).split(place)),
    "class weights": lambda: compute_class_weight("balanced", classes=classes, y=labels),
    "over-sampling": over_sample,
    "one-hot of 10 classes": lambda: pd.get_dummies(labels),
    "label encoder": lambda: LabelEncoder().fit_transform(labels),
    "one-hot encoder, 10 texts": lambda: OneHotEncoder(sparse_output=False).fit_transform(mixed[["label"]]),
    "ordinal encoder, 10,007 texts": lambda: OrdinalEncoder().fit_transform(mixed[["town"]]),
    "target encoder, 10 texts": lambda: TargetEncoder(shuffle=False).fit_transform(mixed[["label"]], truth),
    "median imputer": lambda: SimpleImputer(strategy="median").fit_transform(mixed[["gap"]]),
    "standard scaler, fit 10 columns": lambda: StandardScaler().fit(numbers),
    "standard scaler, transform": lambda: scaler.transform(numbers),
    "standard scaler, undo": lambda: scaler.inverse_transform(numbers),
    "min-max scaler, both": lambda: MinMaxScaler().fit_transform(numbers),
    "max-abs scaler, both": lambda: MaxAbsScaler().fit_transform(numbers),
    "robust scaler, both": lambda: RobustScaler().fit_transform(numbers),
    "power transformer, 1 column": lambda: PowerTransformer().fit_transform(numbers[["x0"]]),
    "quantile transformer, 3 columns": lambda: QuantileTransformer().fit_transform(three),
    "normalizer, 10 columns": lambda: Normalizer().fit_transform(numbers),
    "polynomial features of 3 columns": lambda: PolynomialFeatures().fit_transform(three),
    "accuracy": lambda: metrics.accuracy_score(labels, guesses),
    "balanced accuracy": lambda: metrics.balanced_accuracy_score(labels, guesses),
    "Matthews correlation": lambda: metrics.matthews_corrcoef(labels, guesses),
    "confusion matrix": lambda: metrics.confusion_matrix(labels, guesses),
    "classification report": lambda: metrics.classification_report(labels, guesses),
    "log loss of 3 classes": lambda: metrics.log_loss(thirds, shares),
    "Brier score of 3 classes": lambda: metrics.brier_score_loss(thirds, shares),
    "top-2 accuracy": lambda: metrics.top_k_accuracy_score(thirds, shares),
    "ROC curve": lambda: (metrics.roc_curve(truth, scores), metrics.roc_auc_score(truth, scores)),
    "precision-recall curve": lambda: (
        metrics.precision_recall_curve(truth, scores),
        metrics.average_precision_score(truth, scores),
    ),
    "regression report": lambda: [
        score(numbers["x0"], numbers["x1"])
        for score in (metrics.mean_squared_error, metrics.mean_absolute_error, metrics.r2_score)
    ],
    "describe": lambda: numbers.describe(),
    "describe texts": lambda: mixed[["label"]].describe(),
    "group by 10 texts, mean": lambda: mixed.groupby("label").agg({"x": "mean"}),
    "group by 10 texts, five statistics": lambda: mixed.groupby("label").agg({"x": statistics}),
    "group by 10,007 texts, mean": lambda: mixed.groupby("town").agg({"x": "mean"}),
    "group by two texts, sum": lambda: mixed.groupby(["label", "town"]).agg({"x": "sum"}),
    "sort by a number": lambda: mixed.sort_values("id", kind="stable"),
    "sort by a text": lambda: mixed.sort_values("town", kind="stable"),
    "join on a number": lambda: mixed.merge(lookup, on="id", validate="many_to_one"),
    "join on a text": lambda: mixed.merge(towns, on="town", how="left", validate="many_to_one"),
    "distinct numbers": lambda: mixed.drop_duplicates("id"),
    "distinct texts": lambda: mixed.drop_duplicates("town"),
    "distinct rows": lambda: narrow.drop_duplicates(),
    "count of each text": lambda: mixed["town"].value_counts(),
    "fill gaps by the median": lambda: mixed.fillna({"gap": mixed["gap"].median()}),
    "fill gaps by the previous": lambda: mixed.assign(gap=mixed["gap"].ffill()),
    "drop gaps": lambda: mixed.dropna(),
    "replace texts": lambda: mixed.replace({"label": {"ant": "Ant", "bee": "Bee"}}),
    "append": lambda: pd.concat([mixed, mixed], ignore_index=True),
    "sample of a tenth": lambda: mixed.sample(rows // 10, random_state=0),
    "cut into 4 bins": lambda: mixed.assign(x=pd.cut(mixed["x"], [-100, -50, 0, 50, 100])),
    "shift within texts": lambda: mixed.assign(x=mixed.groupby("label")["x"].shift()),
    "parse dates": lambda: sensor.assign(time=pd.to_datetime(sensor["time"])),
    "date parts": lambda: dated.assign(
        month=dated["time"].dt.month, weekday=dated["time"].dt.weekday, hour=dated["time"].dt.hour
    ),
    "resample by hour": lambda: dated.resample("h", on="time").agg({"x": "mean"}),
    "read CSV, 10 number columns": lambda: pd.read_csv(io.StringIO(numbers_csv)),
    "read CSV, mixed columns": lambda: pd.read_csv(io.StringIO(mixed_csv)),
    "read CSV with dates": lambda: pd.read_csv(io.StringIO(sensor_csv), parse_dates=["time"]),
    "write CSV, mixed columns": lambda: narrow.to_csv(index=False),
    "read JSON records": lambda: pd.read_json(io.StringIO(records)),
}

print(json.dumps(list(tasks)), flush=True)
for line in sys.stdin:
    used, started = time.process_time(), time.perf_counter()
    tasks[line.rstrip("\n")]()
    elapsed, processor = time.perf_counter() - started, time.process_time() - used
    print(json.dumps({"elapsed": elapsed * 1000, "processor": processor * 1000}), flush=True)
