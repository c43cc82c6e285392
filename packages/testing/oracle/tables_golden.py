"""What pandas makes of tables: golden/tables.json, and Parquet files in packages/data/test/parquet."""

import numpy as np
import pandas as pd

from common import HERE, made, write

nan = float("nan")

BIRDS = pd.DataFrame(
    {
        "species": ["Gentoo", "Adelie", None, "Adelie", "Chinstrap", "Gentoo", "Adelie", "Gentoo"],
        "island": ["Biscoe", "Dream", "Dream", "Torgersen", "Dream", None, "Dream", "Biscoe"],
        "mass": [5000.0, 3750.0, nan, 3800.5, 3700.0, 5200.0, nan, 4999.0],
        "year": [2007.0, 2008.0, 2008.0, 2007.0, 2009.0, 2009.0, 2007.0, 2008.0],
    }
)
ISLANDS = pd.DataFrame({"island": ["Biscoe", "Dream", None], "area": [1.5, 2.5, 9.0], "year": [1.0, 2.0, 3.0]})
VISITS = pd.DataFrame({"place": ["Dream", "Biscoe", "Dream"], "visitor": ["ann", "bob", "cy"]})
TIMES = pd.DataFrame(
    {
        "time": pd.to_datetime(
            ["2023-12-30 23:15", "2023-12-31 00:05", "2024-01-01 12:00", "2024-01-01 12:10", "2024-01-03 08:00", "2024-02-29 18:45", "2024-03-11 00:00"]
        ),
        "rain": [1.0, 2.0, nan, 4.0, 5.5, 0.5, 3.0],
        "code": ["a", "b", "a", "c", "b", "a", None],
    }
)


def listed(table):
    """A table as [[name, values], …]: dates in milliseconds, what is missing as None."""
    columns = []
    for name in table:
        column = table[name]
        if column.dtype.kind == "M":
            values = [v.value // 1000 / 1000 for v in column]
        else:
            values = [None if pd.isna(v) else v for v in column.astype(object)]
            values = [float(v) if isinstance(v, (int, float, np.number)) else str(v) if v is not None else None for v in values]
        columns.append([str(name), values])
    return columns


def flat(table):
    """One level of column names, joined by _."""
    table = table.copy()
    table.columns = ["_".join(part for part in name if part) if isinstance(name, tuple) else name for name in table.columns]
    return table


def verbs():
    """Each verb's result, by the name that the test gives it."""
    b, t = BIRDS, TIMES
    cuts = pd.DataFrame({"age": [0, 1, 17.5, 18, 40, 65, 66, 100, nan]})
    few = pd.DataFrame({"x": [0.5, 1.25, 7, 3.3, 10]})
    names = {"mean": "mean", "sum": "sum", "min": "min", "max": "max", "median": "median", "std": "std", "var": "var", "count": "count", "size": "size", "nunique": "nunique", "first": "first", "last": "last"}
    day = t["time"].dt
    share = {
        "month": (day.month - 1) / 12,
        "weekday": day.weekday / 7,
        "dayOfYear": (day.dayofyear - 1) / np.where(day.is_leap_year, 366, 365),
        "hour": day.hour / 24,
    }
    parts = t.assign(
        time_year=day.year, time_month=day.month, time_day=day.day, time_weekday=day.weekday,
        time_dayOfYear=day.dayofyear, time_hour=day.hour, time_minute=day.minute, time_second=day.second,
    )
    for name, values in share.items():
        parts[f"time_{name}_sin"] = np.sin(2 * np.pi * values)
        parts[f"time_{name}_cos"] = np.cos(2 * np.pi * values)
    indexed = t.set_index("time")
    return {
        "fill mean": b.fillna({"mass": b["mass"].mean()}),
        "fill median": b.fillna({"mass": b["mass"].median()}),
        "fill mode": b.fillna({"species": b["species"].mode()[0], "mass": b["mass"].mode()[0]}),
        "fill value": b.fillna({"island": "sea", "mass": 0}),
        "fill previous": b.ffill(),
        "fill next": b.bfill(),
        "rename": b.rename(columns={"mass": "body_mass", "year": "season"}),
        "sort mass": b.sort_values("mass", kind="stable"),
        "sort mass descending": b.sort_values("mass", ascending=False, kind="stable"),
        "sort species, year descending": b.sort_values(["species", "year"], ascending=[True, False], kind="stable"),
        "replace": b.replace({"species": {"Gentoo": "G", "Adelie": "A"}, "year": {2007: nan, 2008: 8}}),
        "distinct": pd.concat([b, b.iloc[[0, 2]]]).drop_duplicates(),
        "distinct species": b.drop_duplicates("species"),
        "distinct species, island": b.drop_duplicates(["species", "island"]),
        "drop missing": b.dropna(),
        "drop missing mass": b.dropna(subset=["mass"]),
        "sample 3": b.sample(3, random_state=0),
        "sample half": b.sample(frac=0.55, random_state=7),
        "sample replace": b.sample(12, random_state=3, replace=True),
        "group species": b.groupby("species")["mass"].agg(list(names)).add_prefix("mass_").reset_index(),
        "group species, year": b.groupby(["species", "year"]).agg(mass=("mass", "mean"), island=("island", "first")).reset_index(),
        "group texts": flat(b.groupby("year").agg({"species": ["min", "max", "count", "size", "nunique", "first", "last"]}).reset_index()),
        "join inner": b.merge(ISLANDS, on="island"),
        "join left": b.merge(ISLANDS, on="island", how="left"),
        "join two keys": b.merge(b[["species", "year", "mass"]].drop_duplicates(["species", "year"]), on=["species", "year"], how="left"),
        "join other names": b.merge(VISITS, left_on="island", right_on="place"),
        "join one to many": ISLANDS.merge(b, on="island", how="left"),
        "append": pd.concat([b, b.head(2)[["year", "mass", "island", "species"]]], ignore_index=True),
        "append fill": pd.concat([b, ISLANDS], ignore_index=True),
        "cut edges": cuts.assign(age=pd.cut(cuts["age"], [0, 18, 65, 120])),
        "cut left": cuts.assign(age=pd.cut(cuts["age"], [0, 18, 65, 120], right=False)),
        "cut lowest": cuts.assign(age=pd.cut(cuts["age"], [0, 18, 65, 120], include_lowest=True)),
        "cut labels": cuts.assign(age=pd.cut(cuts["age"], [0, 18, 65, 120], labels=["child", "adult", "old"])),
        "cut codes": cuts.assign(age=pd.cut(cuts["age"], [0, 18, 65, 120], labels=False)),
        "cut four": cuts.assign(age=pd.cut(cuts["age"], 4)),
        "cut three left": few.assign(x=pd.cut(few["x"], 3, right=False)),
        "cut floats": few.assign(x=pd.cut(few["x"], [0.5, 1.25, 3.125, 10])),
        "shift": b.assign(mass=b["mass"].shift(1), island=b["island"].shift(1)),
        "shift up": b.assign(mass=b["mass"].shift(-2)),
        "shift within": b.assign(before=b.groupby("year")["mass"].shift(1)),
        "date parts": parts,
        "resample day": indexed.resample("D").agg({"rain": "sum"}).reset_index(),
        "resample 12 hours": indexed.resample("12h").agg({"rain": "mean"}).reset_index(),
        "resample 7 hours": indexed.resample("7h").agg({"rain": "count"}).reset_index(),
        "resample 3 days": indexed.resample("3D").agg({"rain": "max"}).reset_index(),
        "resample week": indexed.resample("W-MON", label="left", closed="left").agg({"rain": "mean"}).reset_index(),
        "resample month": flat(indexed.resample("MS").agg({"rain": ["min", "std"], "code": ["count", "first"]}).reset_index()),
        "resample 2 months": indexed.resample("2MS").agg({"rain": "sum"}).reset_index(),
        "resample year": indexed.resample("YS").agg({"rain": "median"}).reset_index(),
    }


def describes():
    """describe() with infinite values."""
    inf = float("inf")
    for values in ([1, inf], [-inf, inf], [-inf, 1, 2, 3, inf], [inf, inf], [0, 1, 2, 3, 4, 5, inf]):
        with np.errstate(invalid="ignore"):
            found = pd.Series(values, dtype=float).describe().to_dict()
        yield {"values": ["Infinity" if v == inf else "-Infinity" if v == -inf else v for v in values], "describe": found}


def parquet():
    """Files in the codecs that people meet."""
    folder = HERE / "../../data/test/parquet"
    folder.mkdir(exist_ok=True)
    table = pd.DataFrame(
        {
            "species": ["Adelie", None, "Gentoo"],
            "mass": [3750.5, nan, 5000.0],
            "year": [2007, 2008, 2009],
            "id": [1234567890123456789, 2, 3],
            "male": [True, False, True],
            "seen": pd.to_datetime(["2024-01-31 12:30:00.0", "2024-02-29 00:00:00.0", "1999-12-31 23:59:59.5"]),
        }
    )
    for codec in (None, "snappy", "gzip", "zstd"):
        table.to_parquet(folder / f"birds-{codec or 'plain'}.parquet", compression=codec, index=False)
    table.assign(male=table["male"].astype(int))
    columns = listed(table.assign(id=table["id"].astype(str), male=table["male"].astype(int)))
    pd.DataFrame({"a": [[1, 2], [3]], "b": [1, 2]}).to_parquet(folder / "nested.parquet", index=False)
    return columns


if __name__ == "__main__":
    write(
        "tables",
        {
            "made": made("pandas", "numpy", "pyarrow"),
            "tables": {"birds": listed(BIRDS), "islands": listed(ISLANDS), "visits": listed(VISITS), "times": listed(TIMES)},
            "verbs": {name: listed(table) for name, table in verbs().items()},
            "describe": list(describes()),
            "parquet": parquet(),
        },
    )
