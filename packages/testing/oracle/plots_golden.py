"""What statistical plots draw: seaborn, Matplotlib, pandas and scikit-learn."""

import warnings

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.cbook import boxplot_stats
from sklearn.datasets import make_classification
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve
from sklearn.model_selection import LearningCurveDisplay, learning_curve

from common import made, write
from lesson_data import SPECIES, penguins

NUMERIC = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
LISTS = [[7.0], [3, 1], [5, 1, 4, 2], [2.5, -1, 0, 0, 0, 9, 1e6], list(range(11)), [1, 1, 1, 1, 50], [-1e300, 0, 1e300], [1e-300, 3e-300, 9e-300, 1e-299]]


def boxes():
    """Quartiles, whiskers and outliers as boxplot draws them."""

    def box(values):
        (stats,) = boxplot_stats(np.asarray(values, dtype=float))
        return {key: stats[key] for key in ("q1", "med", "q3", "whislo", "whishi", "fliers")}

    table = penguins()
    cases = [{"values": values, "box": box(values)} for values in LISTS]
    for column in NUMERIC:
        for species in SPECIES:
            values = table.loc[table["species"] == species, column].dropna()
            cases.append({"column": column, "species": species, "box": box(values)})
    return cases


def violins():
    """Outlines that violinplot draws: places along the axis, and half widths as shares of the widest."""
    table = penguins()
    cases = []
    for column in NUMERIC:
        axes = sns.violinplot(data=table, x="species", y=column, order=SPECIES, inner=None)
        outlines = []
        for center, body in enumerate(axes.collections):
            vertices = body.get_paths()[0].vertices
            right = vertices[vertices[:, 0] >= center]
            order = np.argsort(right[:, 1], kind="stable")
            support, place = np.unique(right[order, 1], return_index=True)
            width = (right[order, 0][place] - center) / 0.4
            picked = list(range(0, len(support), 11))
            outlines.append({"points": len(support), "from": support[0], "to": support[-1], "indices": picked, "support": support[picked], "width": width[picked]})
        cases.append({"column": column, "species": SPECIES, "outlines": outlines})
        plt.close("all")
    return cases


def bars():
    """Means by group, standard deviations and standard errors, as barplot's errorbar 'sd' and 'se' draw them."""
    groups = penguins().groupby(["species", "sex"])["body_mass_g"]
    rows = groups.agg(["mean", "median", "sum", "min", "max", "std", "sem", "count"]).reset_index()
    return rows.to_dict("records")


ODD = {
    "gaps": {"a": [1.0, 2.0, None, 4.0, 5.0, 2.5], "b": [2.0, None, 1.0, 8.0, 9.0, 2.0], "c": [3.0, 3.0, 3.0, 3.0, 3.0, 3.0]},
    "ties": {"a": [1.0, 2.0, 2.0, 2.0, 5.0, 1.0, 7.0], "b": [3.0, 3.0, 1.0, 1.0, 2.0, 8.0, 8.0], "d": [-1.0, -4.0, -4.0, -4.0, -25.0, -1.0, -49.0]},
    "far": {"a": [1e15, 1e15 + 1, 1e15 + 2, 1e15 + 3], "b": [1.0, 2.0, 4.0, 3.0]},
}


def correlations():
    """DataFrame.corr by both methods, with gaps, ties and a column without spread."""
    tables = {"penguins": penguins()[NUMERIC], **{name: pd.DataFrame(values, dtype=float) for name, values in ODD.items()}}
    return [
        {"table": name, "values": ODD.get(name), "columns": list(table), "pearson": table.corr().to_numpy(), "spearman": table.corr(method="spearman").to_numpy()}
        for name, table in tables.items()
    ]


def precision_recalls():
    """Points and average precision."""
    random = np.random.default_rng(3)
    rare = (random.random(60) < 0.15).astype(int)
    lists = {
        "documentation": ([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]),
        "ties": ([0, 0, 1, 1, 0, 1, 1, 0], [0.1, 0.4, 0.35, 0.8, 0.5, 0.5, 0.9, 0.05]),
        "rare": (rare, np.round(0.4 * rare + random.random(60), 2)),
        "perfect": ([0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9]),
        "reversed": ([1, 1, 0, 0], [0.1, 0.2, 0.8, 0.9]),
        "oneScore": ([0, 1, 1, 0], [0.5, 0.5, 0.5, 0.5]),
        "positivesOnly": ([1, 1, 1], [0.3, 0.1, 0.2]),
    }
    cases = []
    for name, (truth, scores) in lists.items():
        precision, recall, thresholds = precision_recall_curve(truth, scores)
        average = average_precision_score(truth, scores)
        cases.append({"name": name, "truth": truth, "scores": scores, "precision": precision, "recall": recall, "thresholds": thresholds, "averagePrecision": average})
    return cases


def learning_curves():
    """Lines and bands of LearningCurveDisplay."""
    x, y = make_classification(200, 6, random_state=0)
    sizes, train, test = learning_curve(LogisticRegression(), x, y, train_sizes=[0.2, 0.5, 1.0], cv=4)
    display = LearningCurveDisplay(train_sizes=sizes, train_scores=train, test_scores=test).plot(score_type="both", std_display_style="errorbar")
    lines = [
        {"mean": errorbar.lines[0].get_ydata(), "spread": [(part[1, 1] - part[0, 1]) / 2 for part in errorbar.lines[2][0].get_segments()]}
        for errorbar in display.errorbar_
    ]
    plt.close("all")
    return {"trainSizes": sizes, "trainScores": train, "testScores": test, "training": lines[0], "test": lines[1]}


def importances():
    """Means and standard deviations of a permutation importance."""
    x, y = make_classification(120, 5, n_informative=3, random_state=1)
    result = permutation_importance(LogisticRegression().fit(x, y), x, y, n_repeats=4, random_state=0)
    return {"importances": result.importances, "mean": result.importances_mean, "std": result.importances_std}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    write(
        "plots",
        {
            "made": made("numpy", "scikit-learn", "pandas", "matplotlib", "seaborn"),
            "boxes": boxes(),
            "violins": violins(),
            "bars": bars(),
            "correlations": correlations(),
            "precisionRecall": precision_recalls(),
            "learningCurve": learning_curves(),
            "importances": importances(),
        },
    )
