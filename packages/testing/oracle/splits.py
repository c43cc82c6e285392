"""scikit-learn's row numbers and NumPy's RandomState streams."""

import warnings

import numpy as np
import pandas as pd
from sklearn.model_selection import (
    GroupKFold,
    GroupShuffleSplit,
    KFold,
    LeaveOneOut,
    RepeatedKFold,
    ShuffleSplit,
    StratifiedKFold,
    StratifiedShuffleSplit,
    TimeSeriesSplit,
    train_test_split,
)

from common import brief, made, write
from lesson_data import complete_penguins

SEEDS = [0, 1, 2, 42, 2**32 - 1]

LABELS = {
    "ten": list("aabbabbaab"),
    "twentyThree": list("zyxzzyxzzzyxyzzyxzzyzzz"),
    "pairAmongMany": ["rare" if i in (7, 31) else "common" if i % 3 else "other" for i in range(100)],
    "tenClasses": [str(i * 7 % 10) for i in range(100)],
    "twelveNumbers": [i * i % 13 for i in range(100)],
    "booleans": [i % 3 == 0 for i in range(23)],
    "penguins": complete_penguins()["species"].tolist(),
}


def stratifier(labels, kind):
    """What is handed to `stratify`: nothing, the labels, or their one-hot table of booleans."""
    if kind is None:
        return None
    return pd.get_dummies(pd.Series(labels)) if kind == "oneHot" else labels


def one_split(n, labels, kind, seed, test_size, train_size=None, shuffle=True, keep=110):
    """One call of train_test_split, told by its inputs and its row numbers."""
    values = LABELS[labels] if labels else None
    rows = np.arange(n if n else len(values))
    case = {"n": len(rows), "labels": labels, "stratify": kind, "seed": seed, "testSize": test_size}
    if train_size is not None:
        case["trainSize"] = train_size
    if not shuffle:
        case["shuffle"] = False
    options = {"test_size": test_size, "train_size": train_size, "random_state": seed, "shuffle": shuffle}
    try:
        train, test = train_test_split(rows, stratify=stratifier(values, kind), **options)
    except ValueError as error:
        return {**case, "error": str(error)}
    return {**case, "train": brief(train, keep), "test": brief(test, keep)}


def splits():
    """All single splits."""
    cases = []
    for n in (10, 23, 100):
        for seed in SEEDS:
            cases.append(one_split(n, None, None, seed, 0.25 if n == 23 else 0.2))
    for test_size in (0.1, 0.25, 0.3, 0.5, 0.99, 1, 4, 9):
        cases.append(one_split(10, None, None, 0, test_size))
    cases.append(one_split(23, None, None, 0, None))
    cases.append(one_split(23, None, None, 0, 0.2, train_size=0.5))
    cases.append(one_split(23, None, None, 0, None, train_size=7))
    cases.append(one_split(23, None, None, None, 0.3, shuffle=False))
    for labels in ("ten", "twentyThree", "pairAmongMany", "tenClasses", "twelveNumbers", "booleans"):
        for kind in ("labels", "oneHot"):
            for seed in (0, 1, 42):
                cases.append(one_split(None, labels, kind, seed, 0.3 if labels != "pairAmongMany" else 0.5))
    for kind in ("labels", "oneHot"):
        cases.append(one_split(None, "pairAmongMany", kind, 0, 0.2))
        cases.append(one_split(None, "twentyThree", kind, 2, 6))
        cases.append(one_split(None, "twentyThree", kind, 2, 0.25, train_size=0.5))
    for kind in (None, "labels", "oneHot"):
        cases.append(one_split(None, "penguins", kind, 0, 0.2, keep=400))
        for seed in SEEDS:
            for test_size in (0.1, 0.2, 0.25, 0.3, 0.5, 69):
                cases.append(one_split(None, "penguins", kind, seed, test_size, keep=30))
    return cases


def refused():
    """Calls that scikit-learn refuses, with its words."""
    LABELS["lonely"] = ["a", "a", "b", "a", "a", "c", "b"]
    return [
        one_split(None, "lonely", "labels", 0, 0.3),
        one_split(None, "tenClasses", "labels", 0, 5),
        one_split(1, None, None, 0, 0.2),
        one_split(10, None, None, 0, 0),
        one_split(10, None, None, 0, 10),
        one_split(10, None, None, 0, 0.6, train_size=0.6),
    ]


def nested():
    """The lesson's .3 then .5, on the row counts of its exercises."""
    cases = []
    for n in (1096, 2921, 3286, 3653):
        train, rest = train_test_split(np.arange(n), test_size=0.3, random_state=0)
        validation, test = train_test_split(rest, test_size=0.5, random_state=0)
        parts = {"train": brief(train), "validation": brief(validation), "test": brief(test)}
        cases.append({"n": n, "sizes": [0.3, 0.5], "seed": 0, **parts})
    return cases


def folds():
    """Cross-validation splitters: the test rows of each fold, and the training rows where they are not the rest."""
    plans = []
    for n, k in ((10, 5), (10, 3), (23, 4), (100, 5)):
        plans.append((f"n={n}", n, None, "KFold", {"n_splits": k}))
        for seed in (0, 42):
            plans.append((f"n={n}", n, None, "KFold", {"n_splits": k, "shuffle": True, "random_state": seed}))
    for labels, k in (("ten", 2), ("twentyThree", 3), ("pairAmongMany", 2), ("pairAmongMany", 5), ("twelveNumbers", 4), ("booleans", 4), ("penguins", 5)):
        plans.append((labels, None, labels, "StratifiedKFold", {"n_splits": k}))
        for seed in (0, 42):
            plans.append((labels, None, labels, "StratifiedKFold", {"n_splits": k, "shuffle": True, "random_state": seed}))
    plans.append(("n=10", 10, None, "LeaveOneOut", {}))
    plans.append(("n=10", 10, None, "RepeatedKFold", {"n_splits": 3, "n_repeats": 2, "random_state": 0}))
    plans.append(("n=23", 23, None, "ShuffleSplit", {"n_splits": 3, "test_size": 0.25, "random_state": 0}))
    plans.append(("twentyThree", None, "twentyThree", "StratifiedShuffleSplit", {"n_splits": 3, "test_size": 0.25, "random_state": 0}))
    for n, options in ((10, {"n_splits": 3}), (23, {"n_splits": 5}), (100, {"n_splits": 5}), (23, {"n_splits": 3, "gap": 2}), (23, {"n_splits": 3, "test_size": 2}), (23, {"n_splits": 3, "max_train_size": 6})):
        plans.append((f"n={n}", n, None, "TimeSeriesSplit", options))
    kinds = {c.__name__: c for c in (KFold, StratifiedKFold, TimeSeriesSplit, LeaveOneOut, RepeatedKFold, ShuffleSplit, StratifiedShuffleSplit)}
    cases = []
    for _, n, labels, kind, options in plans:
        values = LABELS[labels] if labels else None
        rows = np.arange(n if n else len(values))
        parts = list(kinds[kind](**options).split(rows, values))
        case = {"kind": kind, "n": len(rows), "labels": labels, "options": options, "test": [brief(test) for _, test in parts]}
        if kind in ("TimeSeriesSplit", "ShuffleSplit", "StratifiedShuffleSplit"):
            case["train"] = [brief(train) for train, _ in parts]
        cases.append(case)
    return cases


def grouped():
    """Splitters that keep the rows of a group together."""
    groups = [g for g, size in enumerate((1, 5, 2, 7, 3, 4, 1)) for _ in range(size)]
    rows = np.arange(len(groups))
    cases = []
    for k in (2, 3):
        parts = list(GroupKFold(n_splits=k).split(rows, groups=groups))
        cases.append({"kind": "GroupKFold", "options": {"n_splits": k}, "groups": groups, "test": [brief(t) for _, t in parts]})
    for seed in (0, 1):
        options = {"n_splits": 2, "test_size": 0.3, "random_state": seed}
        parts = list(GroupShuffleSplit(**options).split(rows, groups=groups))
        cases.append({"kind": "GroupShuffleSplit", "options": options, "groups": groups, "test": [brief(t) for _, t in parts]})
    return cases


def streams():
    """The first values of RandomState(seed), each stream from a fresh state."""
    fresh = np.random.RandomState
    cases = []
    for seed in [*SEEDS, 12345]:
        cases.append(
            {
                "seed": seed,
                "uint32": fresh(seed).randint(0, 2**32, size=8, dtype=np.uint32),
                "randomSample": fresh(seed).random_sample(8),
                "uniform": {"low": -2.0, "high": 5.0, "values": fresh(seed).uniform(-2, 5, 4)},
                "standardNormal": fresh(seed).standard_normal(8),
                "randint": [
                    {"low": low, "high": high, "values": fresh(seed).randint(low, high, size=12)}
                    for low, high in ((0, 1), (0, 2), (0, 10), (5, 12), (0, 256), (0, 1000), (-3, 4), (0, 2**31 - 1))
                ],
                "permutation": [fresh(seed).permutation(n) for n in (1, 2, 5, 10, 33)],
                "permutation1000": brief(fresh(seed).permutation(1000)),
                "permutation70000": brief(fresh(seed).permutation(70000)),
                "choice": {"n": 20, "size": 6, "replace": False, "values": fresh(seed).choice(20, 6, replace=False)},
                "choiceWithReplacement": {"n": 20, "size": 6, "values": fresh(seed).choice(20, 6)},
            }
        )
    state = fresh(0)
    mixed = [{"permutation": state.permutation(7)}, {"randomSample": state.random_sample(3)}, {"randint10": state.randint(10, size=5)}]
    mixed += [{"permutation": state.permutation(7)}, {"standardNormal": state.standard_normal(3)}, {"permutation": state.permutation(4)}]
    return cases, {"seed": 0, "draws": mixed}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    errors = refused()
    cases, one_state = streams()
    write(
        "splits",
        {
            "made": made("numpy", "scikit-learn", "pandas"),
            "labels": LABELS,
            "trainTestSplit": splits(),
            "refused": errors,
            "nested": nested(),
            "folds": folds(),
            "grouped": grouped(),
            "randomState": cases,
            "oneState": one_state,
        },
    )
