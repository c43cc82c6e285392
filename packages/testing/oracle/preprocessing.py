"""Fitted preprocessing: scikit-learn's transformers on a table with categories, gaps and odd numbers."""

import warnings

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction import FeatureHasher
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    MaxAbsScaler,
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

from common import made, write

warnings.filterwarnings("ignore")
random = np.random.RandomState(3)
ROWS = 60


def with_gaps(values, share=0.1):
    """The values, some of them missing."""
    values = np.array(values, dtype=object)
    values[random.uniform(size=len(values)) < share] = None
    return values


numbers = pd.DataFrame(
    {
        "normal": random.normal(5, 2, ROWS),
        "skewed": np.exp(random.normal(0, 1.5, ROWS)),
        "negative": -np.exp(random.normal(0, 1, ROWS)),
        "mixed": random.standard_t(2, ROWS) * 3,
        "ties": random.randint(0, 4, ROWS).astype(float),
        "constant": np.full(ROWS, 7.0),
    }
)
gappy = numbers.copy()
for column in ["normal", "skewed", "ties"]:
    gappy.loc[random.uniform(size=ROWS) < 0.15, column] = np.nan
new_numbers = pd.DataFrame({name: random.normal(0, 4, 8) for name in numbers.columns})
texts = pd.DataFrame(
    {
        "port": with_gaps(random.choice(["S", "C", "Q"], ROWS)),
        "sex": random.choice(["male", "female"], ROWS),
        "deck": random.choice(list("ABCDEFG"), ROWS),
    },
    dtype=object,
)
target_number = random.normal(10, 3, ROWS) + (texts["sex"] == "male") * 4
target_binary = (target_number > 11).astype(int)
target_classes = np.where(target_number > 13, "high", np.where(target_number > 10, "middle", "low"))


def columns(table):
    """A table as lists by column."""
    return {str(name): values.tolist() for name, values in pd.DataFrame(table).astype(object).where(pd.notna(table), None).items()}


def on_numbers(transformer, train, inverse=True):
    """What a transformer makes of training rows and of new ones."""
    fitted = transformer.fit(train)
    return {
        "names": list(fitted.get_feature_names_out()),
        "train": fitted.transform(train),
        "new": fitted.transform(new_numbers),
        **({"inverse": fitted.inverse_transform(fitted.transform(train))} if inverse else {}),
    }


def scalers():
    """Transformers of numbers, with gaps where they may be."""
    return {
        "robustScaler": on_numbers(RobustScaler(), gappy),
        "robustScalerWide": on_numbers(RobustScaler(quantile_range=(10, 90)), gappy),
        "maxAbsScaler": on_numbers(MaxAbsScaler(), gappy),
        "powerTransformer": on_numbers(PowerTransformer(), gappy),
        "powerTransformerPlain": on_numbers(PowerTransformer(standardize=False), gappy),
        "quantileTransformer": on_numbers(QuantileTransformer(n_quantiles=20), gappy),
        "quantileTransformerNormal": on_numbers(QuantileTransformer(n_quantiles=1000, output_distribution="normal"), gappy),
        "quantileTransformerSubsample": on_numbers(QuantileTransformer(n_quantiles=10, subsample=25, random_state=4), numbers),
        "normalizerL1": on_numbers(Normalizer(norm="l1"), numbers, False),
        "normalizerL2": on_numbers(Normalizer(), numbers, False),
        "normalizerMax": on_numbers(Normalizer(norm="max"), numbers, False),
        "polynomialFeatures": on_numbers(PolynomialFeatures(3), numbers, False),
        "polynomialFeaturesInteractions": on_numbers(PolynomialFeatures(2, interaction_only=True, include_bias=False), numbers, False),
        "imputeMean": on_numbers(SimpleImputer(), gappy, False),
        "imputeMedian": on_numbers(SimpleImputer(strategy="median", add_indicator=True), gappy, False),
        "imputeMostFrequent": on_numbers(SimpleImputer(strategy="most_frequent"), gappy, False),
        "imputeConstant": on_numbers(SimpleImputer(strategy="constant", fill_value=-1), gappy, False),
    }


def encoders():
    """Transformers of texts."""
    new = pd.DataFrame({"port": ["Q", None, "X"], "sex": ["male", "female", "male"], "deck": ["A", "G", "Z"]}, dtype=object)

    def encoded(transformer, *target, missing=None):
        known, later = [table.where(table.notna(), missing) for table in (texts, new)]
        fitted = transformer.fit(known, *target)
        return {"names": list(fitted.get_feature_names_out()), "train": fitted.transform(known), "new": fitted.transform(later)}

    hasher = FeatureHasher(8, input_type="dict")
    records = [{k: v for k, v in row.items() if v is not None} for row in texts.to_dict("records")]
    mixed = [{"town": "Zürich", "weight": 2.5}, {"town": "Ålesund", "weight": -1.0}, {"town": "東京", "weight": 0.0}]
    return {
        "new": columns(new),
        "oneHotEncoder": encoded(OneHotEncoder(handle_unknown="ignore", sparse_output=False)),
        "oneHotEncoderDropFirst": encoded(OneHotEncoder(handle_unknown="ignore", drop="first", sparse_output=False)),
        "oneHotEncoderDropBinary": encoded(OneHotEncoder(handle_unknown="ignore", drop="if_binary", sparse_output=False)),
        "ordinalEncoder": encoded(OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), missing=np.nan),
        "targetNumber": {**encoded(TargetEncoder(), target_number), "crossFitted": TargetEncoder(shuffle=False, cv=5).fit_transform(texts, target_number)},
        "targetNumberSeed": {"crossFitted": TargetEncoder(random_state=2, cv=4).fit_transform(texts, target_number)},
        "targetSmooth": encoded(TargetEncoder(smooth=3.0), target_number),
        "targetBinary": {**encoded(TargetEncoder(), target_binary), "crossFitted": TargetEncoder(shuffle=False).fit_transform(texts, target_binary)},
        "targetClasses": {**encoded(TargetEncoder(), target_classes), "crossFitted": TargetEncoder(shuffle=False).fit_transform(texts, target_classes)},
        "hashed": hasher.transform(records).toarray(),
        "hashedMixed": {"records": mixed, "rows": hasher.transform(mixed).toarray()},
        "imputedTexts": SimpleImputer(strategy="most_frequent", missing_values=None).fit_transform(texts),
    }


def whole():
    """A ColumnTransformer as people build it."""
    table = pd.concat([gappy, texts], axis=1)
    transformer = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), list(gappy.columns)),
            ("texts", OneHotEncoder(handle_unknown="ignore", sparse_output=False), ["port", "sex"]),
        ],
        remainder="drop",
        verbose_feature_names_out=False,
    )
    return {"rows": transformer.fit_transform(table), "names": list(transformer.get_feature_names_out())}


write(
    "preprocessing",
    {
        "made": made(),
        "numbers": columns(numbers),
        "gappy": columns(gappy),
        "newNumbers": columns(new_numbers),
        "texts": columns(texts),
        "targetNumber": target_number,
        "targetBinary": target_binary,
        "targetClasses": target_classes,
        "scalers": scalers(),
        "encoders": encoders(),
        "whole": whole(),
    },
)
