"""scikit-learn's splitters for groups, repeats and large tables: golden/more-splits.json."""

import numpy as np
from sklearn.model_selection import (
    GroupKFold,
    GroupShuffleSplit,
    LeaveOneOut,
    RepeatedKFold,
    RepeatedStratifiedKFold,
    StratifiedGroupKFold,
    StratifiedKFold,
    TimeSeriesSplit,
    train_test_split,
)

from common import brief, made, write

random = np.random.RandomState(7)
LABELS = {
    "letters": list("zyxzzyxzzzyxyzzyxzzyzzz"),
    "tenClasses": [i * 7 % 10 for i in range(120)],
    "rare": [int(i % 17 == 3) for i in range(100)],
    "random": random.randint(0, 3, 90).tolist(),
}
GROUPS = {
    "sizes": [g for g, size in enumerate((1, 5, 2, 7, 3, 4, 1)) for _ in range(size)],
    "names": ["ann", "bob", "cy", "di", "eve"] * 4 + ["fay", "bob", "ann"],
    "pairs": [i // 2 for i in range(120)],
    "hundred": [i * 37 % 23 for i in range(100)],
    "random": random.randint(0, 14, 90).tolist(),
}


def grouped():
    """GroupKFold and GroupShuffleSplit."""
    for name in ("sizes", "names", "hundred", "random"):
        groups = GROUPS[name]
        for folds in (2, 3, 5):
            for seed in (None, 0, 42):
                splitter = GroupKFold(folds, shuffle=seed is not None, random_state=seed)
                parts = [brief(test) for _, test in splitter.split(groups, groups=groups)]
                yield {"kind": "GroupKFold", "groups": name, "folds": folds, "seed": seed, "test": parts}
        for size in (0.3, 2):
            train, test = next(GroupShuffleSplit(1, test_size=size, random_state=3).split(groups, groups=groups))
            yield {"kind": "GroupShuffleSplit", "groups": name, "size": size, "seed": 3, "train": [brief(train)], "test": [brief(test)]}


def stratified_groups():
    """StratifiedGroupKFold."""
    for labels, groups in (("letters", "sizes"), ("letters", "names"), ("tenClasses", "pairs"), ("rare", "hundred"), ("random", "random")):
        for folds in (2, 3, 5):
            for seed in (None, 0, 42):
                splitter = StratifiedGroupKFold(folds, shuffle=seed is not None, random_state=seed)
                parts = [brief(test) for _, test in splitter.split(LABELS[labels], LABELS[labels], GROUPS[groups])]
                yield {"labels": labels, "groups": groups, "folds": folds, "seed": seed, "test": parts}


def repeated():
    """RepeatedKFold, RepeatedStratifiedKFold, LeaveOneOut, TimeSeriesSplit with most training rows."""
    for n, folds, repeats, seed in ((10, 3, 2, 0), (23, 4, 3, 42)):
        parts = [brief(test) for _, test in RepeatedKFold(n_splits=folds, n_repeats=repeats, random_state=seed).split(np.arange(n))]
        yield {"kind": "RepeatedKFold", "n": n, "folds": folds, "repeats": repeats, "seed": seed, "test": parts}
    for labels, folds, repeats, seed in (("letters", 3, 2, 0), ("random", 5, 3, 42)):
        y = LABELS[labels]
        parts = [brief(test) for _, test in RepeatedStratifiedKFold(n_splits=folds, n_repeats=repeats, random_state=seed).split(y, y)]
        yield {"kind": "RepeatedStratifiedKFold", "labels": labels, "folds": folds, "repeats": repeats, "seed": seed, "test": parts}
    yield {"kind": "LeaveOneOut", "n": 6, "train": [brief(train) for train, _ in LeaveOneOut().split(np.arange(6))]}
    for n, options in ((23, {"n_splits": 3, "max_train_size": 6}), (50, {"n_splits": 4, "gap": 3, "test_size": 5, "max_train_size": 20})):
        parts = list(TimeSeriesSplit(**options).split(np.arange(n)))
        yield {"kind": "TimeSeriesSplit", "n": n, "options": options, "train": [brief(a) for a, _ in parts], "test": [brief(b) for _, b in parts]}


def large():
    """Tables of the size of the credit card frauds."""
    y = (np.arange(284807) % 579 == 0).astype(int)
    train, test = train_test_split(np.arange(len(y)), test_size=0.2, random_state=0, stratify=y)
    yield {"kind": "train_test_split", "n": len(y), "every": 579, "train": [brief(train)], "test": [brief(test)]}
    y = np.arange(40000) % 10
    parts = [brief(test) for _, test in StratifiedKFold(5, shuffle=True, random_state=0).split(y, y)]
    yield {"kind": "StratifiedKFold", "n": 40000, "classes": 10, "test": parts}


def sizes():
    """train_test_split by counts and by training shares."""
    for options in ({"test_size": 4}, {"train_size": 7}, {"train_size": 0.5}, {"test_size": 0.2, "train_size": 0.5}, {"test_size": 6, "train_size": 9}):
        for stratify in (None, "letters"):
            y = LABELS["letters"]
            train, test = train_test_split(np.arange(23), random_state=1, stratify=y if stratify else None, **options)
            yield {"options": options, "stratify": stratify, "train": brief(train), "test": brief(test)}


if __name__ == "__main__":
    write(
        "more-splits",
        {
            "made": made("numpy", "scikit-learn"),
            "labels": LABELS,
            "groups": GROUPS,
            "grouped": list(grouped()),
            "stratifiedGroups": list(stratified_groups()),
            "repeated": list(repeated()),
            "large": list(large()),
            "sizes": list(sizes()),
        },
    )
