"""The lesson's tables, prepared as the lesson prepares them."""

import pandas as pd
from sklearn.model_selection import train_test_split

from common import dataset

SPECIES = ["Adelie", "Chinstrap", "Gentoo"]


def penguins():
    """The 344 rows as they come."""
    return pd.read_csv(dataset("penguins/penguins.csv"))


def complete_penguins():
    """The 342 rows without gaps once island and sex are dropped, numbered 0 to 341."""
    return penguins().drop(columns=["island", "sex"]).dropna().reset_index(drop=True)


def weather(last_row, basel_only=False):
    """Features of rows 0 to last_row (inclusive) and Basel's sunshine of the day after each."""
    table = pd.read_csv(dataset("weather/weather_prediction_dataset_light.csv"))
    last_row = len(table) - 2 if last_row is None else last_row
    features = table.loc[:last_row].drop(columns=["DATE", "MONTH"])
    if basel_only:
        features = features.loc[:, features.columns.str.startswith("BASEL_")]
    return features, table.loc[1 : last_row + 1]["BASEL_sunshine"]


def three_parts(features, target):
    """The lesson's two nested splits: train 70 %, validation 15 %, test 15 %."""
    x_train, x_rest, y_train, y_rest = train_test_split(features, target, test_size=0.3, random_state=0)
    x_val, x_test, y_val, y_test = train_test_split(x_rest, y_rest, test_size=0.5, random_state=0)
    return (x_train, y_train), (x_val, y_val), (x_test, y_test)
