"""Descriptions, kernel densities, scalers, scores: pandas, SciPy, seaborn and scikit-learn."""

import warnings

import matplotlib

matplotlib.use("Agg")

import numpy as np
import pandas as pd
import seaborn as sns
from scipy.stats import gaussian_kde
from sklearn import metrics
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

from common import made, write
from lesson_data import SPECIES, complete_penguins, penguins, three_parts, weather

NUMERIC = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]

ODD_TABLES = {
    "oneRow": {"a": [3.5], "b": [-2]},
    "twoRows": {"a": [1, 4], "b": [0.1, 0.2]},
    "gaps": {"a": [1.0, None, 3.0, None, 7.5], "b": [None, None, None, None, 2.0], "c": [None] * 5},
    "negative": {"a": [-1, -2, -3.5, -10, 0, 4], "b": [5, 5, 5, 5, 5, 5]},
    "large": {"a": [1e15, 1e15 + 1, 1e15 + 2, 1e15 + 3], "b": [1e-12, 2e-12, 4e-12, 8e-12], "c": [1e300, -1e300, 0, 1]},
    "skewed": {"a": [0, 0, 0, 0, 0, 0, 1, 2, 3, 100], "b": list(range(10, 0, -1))},
}


def description(table):
    """pandas' describe as {column: {count, mean, …}}."""
    return table.describe().to_dict()


def describes():
    """describe() of the penguins and of odd little tables, with their values."""
    odd = [{"name": name, "values": values, "describe": description(pd.DataFrame(values, dtype=float))} for name, values in ODD_TABLES.items()]
    words = penguins()[["species", "island", "sex"]]
    return {
        "penguins": description(penguins()),
        "penguinWords": words.describe().to_dict(),
        "penguinMissing": penguins().isna().sum().to_dict(),
        "penguinValueCounts": {column: words[column].value_counts().to_dict() for column in words},
        "penguinMeansBySpecies": penguins().groupby("species")[NUMERIC].mean().to_dict(),
        "penguinCorrelation": penguins()[NUMERIC].corr().to_dict(),
        "oddTables": odd,
    }


def quantiles():
    """NumPy's linear quantiles."""
    fractions = [0, 0.01, 0.05, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 0.99, 1]
    lists = [[7], [3, 1], [5, 1, 4, 2], [2.5, -1, 0, 0, 0, 9, 1e6], list(range(11))]
    cases = [{"values": values, "quantiles": np.quantile(values, fractions)} for values in lists]
    return {"fractions": fractions, "cases": cases}


def densities():
    """SciPy's Gaussian kernel density with Scott's factor, per column and species, on 20 points."""
    cases = []
    table = complete_penguins()
    for column in NUMERIC:
        for species in SPECIES:
            values = table.loc[table["species"] == species, column].to_numpy()
            kernel = gaussian_kde(values)
            grid = np.linspace(values.min(), values.max(), 20)
            cases.append(
                {
                    "column": column,
                    "species": species,
                    "n": len(values),
                    "factor": kernel.factor,
                    "bandwidth": float(np.sqrt(kernel.covariance[0, 0])),
                    "from": grid[0],
                    "to": grid[-1],
                    "density": kernel(grid),
                }
            )
    values = [0.0, 1.0, 1.5, 4.0]
    grid = [-2.0, 0.0, 1.0, 2.5, 6.0]
    small = []
    for method, weights in (("scott", None), ("silverman", None), (0.5, None), ("scott", [1, 1, 2, 4])):
        kernel = gaussian_kde(values, bw_method=method, weights=weights)
        small.append({"values": values, "method": method, "weights": weights, "factor": kernel.factor, "grid": grid, "density": kernel(grid)})
    return {"penguins": cases, "small": small}


def layered():
    """The curves seaborn draws on the diagonal of a pair plot with hue: scaled by each group's share, cut 3, 200 points."""
    table = complete_penguins()
    cases = []
    for column in NUMERIC:
        for norm in (True, False):
            axes = sns.kdeplot(data=table, x=column, hue="species", fill=False, common_norm=norm, hue_order=SPECIES)
            lines = axes.get_lines()[::-1]  # drawn from the last group to the first
            for species, line in zip(SPECIES, lines):
                x, y = line.get_data()
                picked = list(range(0, 200, 20)) + [199]
                cases.append(
                    {
                        "column": column,
                        "species": species,
                        "commonNorm": norm,
                        "points": len(x),
                        "from": x[0],
                        "to": x[-1],
                        "indices": picked,
                        "density": y[picked],
                        "area": float(np.trapezoid(y, x)),
                    }
                )
            axes.figure.clear()
    return cases


def scalers():
    """What the scalers learn, and the first rows they give back."""
    tables = {
        "penguins": complete_penguins()[NUMERIC].to_numpy(),
        "constantColumn": np.array([[1.0, 5.0, -2.0], [2.0, 5.0, 0.0], [4.0, 5.0, 2.0], [9.0, 5.0, 7.0]]),
        "oneRow": np.array([[1.0, -3.0]]),
        "gaps": np.array([[1.0, 2.0], [np.nan, 4.0], [3.0, np.nan], [8.0, 1.0]]),
    }
    cases = []
    for name, values in tables.items():
        given = None if name == "penguins" else values
        standard = StandardScaler().fit(values)
        smallest = MinMaxScaler().fit(values)
        wide = MinMaxScaler(feature_range=(-1, 2)).fit(values)
        robust = RobustScaler().fit(values)
        cases.append(
            {
                "table": name,
                "values": given,
                "standard": {"mean": standard.mean_, "variance": standard.var_, "scale": standard.scale_, "rows": standard.transform(values)[:5]},
                "minMax": {"min": smallest.data_min_, "max": smallest.data_max_, "scale": smallest.scale_, "rows": smallest.transform(values)[:5]},
                "minMaxWide": {"range": [-1, 2], "scale": wide.scale_, "rows": wide.transform(values)[:5]},
                "robust": {"center": robust.center_, "scale": robust.scale_, "rows": robust.transform(values)[:5]},
            }
        )
    return cases


TRUTH = ["Adelie"] * 8 + ["Chinstrap"] * 3 + ["Gentoo"] * 6
CLASSIFICATIONS = {
    "penguins": (TRUTH, ["Adelie"] * 6 + ["Gentoo"] * 2 + ["Chinstrap", "Gentoo", "Adelie"] + ["Gentoo"] * 5 + ["Adelie"], SPECIES),
    "neverPredicted": (TRUTH, ["Adelie"] * 7 + ["Gentoo"] * 4 + ["Gentoo"] * 6, SPECIES),
    "absentClass": ([0, 1, 1, 0, 1], [0, 1, 2, 0, 0], [0, 1, 2]),
    "twoClasses": ([0, 0, 1, 1, 1, 0, 1, 0, 1, 1], [0, 1, 1, 1, 0, 0, 1, 0, 1, 1], [0, 1]),
    "perfect": (list("abcab"), list("abcab"), list("abc")),
    "longNames": (["a very long class name"] * 3 + ["b"] * 2, ["b"] + ["a very long class name"] * 2 + ["b"] * 2, ["a very long class name", "b"]),
    "digits": ([i % 10 for i in range(60)], [(i % 10 if i % 7 else (i * 3 + 1) % 10) for i in range(60)], list(range(10))),
}


def classifications():
    """Confusion matrix, report as numbers and as text, single scores."""
    cases = []
    for name, (truth, guess, labels) in CLASSIFICATIONS.items():
        report = {"labels": labels, "zero_division": 0}
        case = {
            "name": name,
            "truth": truth,
            "guess": guess,
            "labels": labels,
            "confusionMatrix": metrics.confusion_matrix(truth, guess, labels=labels),
            "normalised": metrics.confusion_matrix(truth, guess, labels=labels, normalize="true"),
            "report": metrics.classification_report(truth, guess, output_dict=True, **report),
            "text2": metrics.classification_report(truth, guess, digits=2, **report),
            "text4": metrics.classification_report(truth, guess, digits=4, **report),
            "accuracy": metrics.accuracy_score(truth, guess),
            "balancedAccuracy": metrics.balanced_accuracy_score(truth, guess),
            "matthews": metrics.matthews_corrcoef(truth, guess),
            "cohenKappa": metrics.cohen_kappa_score(truth, guess),
            "macroF1": metrics.f1_score(truth, guess, labels=labels, average="macro", zero_division=0),
            "weightedF1": metrics.f1_score(truth, guess, labels=labels, average="weighted", zero_division=0),
            "microF1": metrics.f1_score(truth, guess, labels=labels, average="micro", zero_division=0),
        }
        cases.append(case)
    return cases


def probabilities():
    """Log loss, area under curves, curve points, Brier score, top-k accuracy."""
    truth = [0, 2, 1, 2, 0]
    rows = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.3, 0.3, 0.4], [0.05, 0.05, 0.9], [1.0, 0.0, 0.0]])
    certain = np.array([[1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    binary = [0, 0, 1, 1, 0, 1, 1, 0]
    scores = [0.1, 0.4, 0.35, 0.8, 0.5, 0.5, 0.9, 0.05]
    false, true, cuts = metrics.roc_curve(binary, scores, drop_intermediate=False)
    precision, recall, levels = metrics.precision_recall_curve(binary, scores)
    return {
        "threeClasses": {
            "truth": truth,
            "probabilities": rows,
            "logLoss": metrics.log_loss(truth, rows, labels=[0, 1, 2]),
            "top2Accuracy": metrics.top_k_accuracy_score(truth, rows, k=2, labels=[0, 1, 2]),
            "rocAucOneVsRest": metrics.roc_auc_score(truth, rows, multi_class="ovr", labels=[0, 1, 2]),
        },
        "certainAndWrong": {"truth": [0, 2], "probabilities": certain, "logLoss": metrics.log_loss([0, 2], certain, labels=[0, 1, 2])},
        "binary": {
            "truth": binary,
            "scores": scores,
            "logLoss": metrics.log_loss(binary, scores),
            "rocAuc": metrics.roc_auc_score(binary, scores),
            "averagePrecision": metrics.average_precision_score(binary, scores),
            "brier": metrics.brier_score_loss(binary, scores),
            "roc": {"falsePositiveRate": false, "truePositiveRate": true, "thresholds": cuts},
            "precisionRecall": {"precision": precision, "recall": recall, "thresholds": levels},
        },
    }


def errors(truth, guess):
    """The usual regression errors."""
    return {
        "meanSquaredError": metrics.mean_squared_error(truth, guess),
        "rootMeanSquaredError": metrics.root_mean_squared_error(truth, guess),
        "meanAbsoluteError": metrics.mean_absolute_error(truth, guess),
        "medianAbsoluteError": metrics.median_absolute_error(truth, guess),
        "maxError": metrics.max_error(truth, guess),
        "meanAbsolutePercentageError": metrics.mean_absolute_percentage_error(truth, guess),
        "r2": metrics.r2_score(truth, guess),
        "explainedVariance": metrics.explained_variance_score(truth, guess),
    }


def regressions():
    """Errors on small lists, least squares on a small problem and on the weather."""
    pairs = [([1, 2, 0, 3], [-1, -1, 0, 2]), ([3.0, -0.5, 2.0, 7.0], [2.5, 0.0, 2.0, 8.0]), ([4.0, 4.0, 4.0], [4.0, 4.0, 4.0]), ([4.0, 4.0, 4.0], [4.0, 5.0, 3.0]), ([0.0, 10.0], [10.0, 0.0])]
    x = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 5.0], [4.0, 3.0], [6.0, 7.5], [0.5, -1.0]])
    y = np.array([3.1, 3.9, 8.2, 7.4, 14.0, -0.7])
    small = LinearRegression().fit(x, y)
    flat = LinearRegression(fit_intercept=False).fit(x, y)
    many = LinearRegression().fit(x, np.column_stack([y, -2 * y + x[:, 0]]))
    collinear = np.column_stack([x[:, 0], 2 * x[:, 0], x[:, 1]])
    twin = LinearRegression().fit(collinear, y)
    return {
        "errors": [{"truth": truth, "guess": guess, **errors(truth, guess)} for truth, guess in pairs],
        "leastSquares": {"x": x, "y": y, "coefficients": small.coef_, "intercept": small.intercept_, "predictions": small.predict(x)},
        "leastSquaresNoIntercept": {"coefficients": flat.coef_, "predictions": flat.predict(x)},
        "leastSquaresTwoTargets": {"y": np.column_stack([y, -2 * y + x[:, 0]]), "coefficients": many.coef_, "intercept": many.intercept_},
        "leastSquaresCollinear": {"x": collinear, "y": y, "coefficients": twin.coef_, "intercept": twin.intercept_, "predictions": twin.predict(collinear)},
    }


def weather_baselines():
    """Persistence, the training mean and least squares on the lesson's weather splits."""
    result = {}
    for name, last_row, basel in (("threeYears", 1095, False), ("eightYears", 2920, False), ("nineYears", 3285, False), ("nineYearsBasel", 3285, True), ("allYears", None, False)):
        parts = three_parts(*weather(last_row, basel))
        (x_train, y_train), _, (x_test, y_test) = parts
        model = LinearRegression().fit(x_train, y_train)
        rounded = [metrics.root_mean_squared_error(y, model.predict(x)) for x, y in parts]
        result[name] = {
            "rows": [len(y) for _, y in parts],
            "features": x_train.shape[1],
            "persistenceTestRmse": metrics.root_mean_squared_error(y_test, x_test["BASEL_sunshine"]),
            "trainMean": y_train.mean(),
            "trainMeanTestRmse": metrics.root_mean_squared_error(y_test, np.full(len(y_test), y_train.mean())),
            "leastSquaresRmse": dict(zip(("train", "validation", "test"), rounded)),
            "firstTestTargets": y_test[:5],
            "firstTestPredictions": model.predict(x_test)[:5],
        }
    return result


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    write(
        "statistics",
        {
            "made": made("numpy", "scikit-learn", "pandas", "scipy", "seaborn"),
            "describe": describes(),
            "quantiles": quantiles(),
            "density": densities(),
            "layeredDensity": layered(),
            "scalers": scalers(),
            "classification": classifications(),
            "probabilities": probabilities(),
            "regression": regressions(),
            "weather": weather_baselines(),
        },
    )
