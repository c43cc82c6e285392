"""Hostile CSV texts and what pandas reads in them: golden/csv-hostile.json. Most come from a seeded generator."""

import io
import random

import pandas as pd

from common import made, write
from csv_corpus import values

GAPS = ["", "NA", "n/a", "null", "NaN", "None", "#N/A", "<NA>", "-nan"]
WORDS = ["a", "b c", "Größe", "東京", "x#y", "it's", "5\" pipe", "a,b", "a;b", "a\tb", "line\nbreak", "", " padded ", "-", "1-2", "1.2.3", "1e", "e5", "0x10", "1_000", "+-1", "infinit", "nanny", "$3", "7%", "1 2", "--", ".", "٣"]
COMBINATIONS = [(".", None), (".", ","), (",", None), (",", "."), (",", " "), (".", "'"), (".", " ")]

HAND = [
    ("a,b\n1,2\n", {}, {}),
    ("\ufeffa,b\n1,2\n", {}, {}),
    ('\ufeff"a b",b\n1,2\n', {}, {}),
    ("a,b\n\n\n1,2\n\n", {}, {}),
    ("a\n1\n2\n", {}, {}),
    ("a\nNA\n1\n", {}, {}),
    ('a,b\n"1,2",3\n', {}, {}),
    ('a,b\n"1#2",3#4\n5,"6"#7\n', {"comment": "#"}, {"comment": "#"}),
    ('#a,b\nc,d\n"#1",2\n#3,4\n5,6\n', {"comment": "#"}, {"comment": "#"}),
    ("%x\na;b\n1,5;2%rest\n", {"comment": "%", "separator": ";", "decimal": ","}, {"comment": "%", "sep": ";", "decimal": ","}),
    ('a,b\n"x ""y"" z","" \n', {}, {}),
    ('a,b\n"",""\n"x",1\n', {}, {}),
    ('a,b\n"""",1\n"""x""",2\n', {}, {}),
    ('a,b\nx"y,1\n"x"y"z",2\n', {}, {}),
    ("a|b\n'1|2'|3\n", {"separator": "|", "quote": "'"}, {"sep": "|", "quotechar": "'"}),
    ("a,b\n1,\\,\n2,\\\"\n", {"escape": "\\"}, {"escapechar": "\\"}),
    ('a,b\n"x\\"y",1\n"x\\\\",2\n', {"escape": "\\"}, {"escapechar": "\\"}),
    ("a b\n1  2\n\t3 4 \n", {"separator": "whitespace"}, {"sep": r"\s+"}),
    ("a,b\n 1, 2\n3 ,4 \n", {}, {}),
    ("a,b\n1, \n2,3\n", {}, {}),
    ("a,b\n1, NA\n2,3\n", {}, {}),
    ("a,b\n1,NA \n2,3\n", {}, {}),
    ('a,b\n1," NA"\n2,"3 "\n', {}, {}),
    ("a,b\n1, x\n2,\t\n", {}, {}),
    ('a,b\n"6"#7#8,1\n"6" #7,1\n', {"comment": "#", "onBadLines": "fill"}, {"comment": "#"}),
    ("a, b\n1, x\n2, y\n", {"skipInitialSpace": True}, {"skipinitialspace": True}),
    ('a, b\n1, "x, y"\n', {"skipInitialSpace": True}, {"skipinitialspace": True}),
    ("a,b\r1,2\r3,4", {}, {}),
    ("a,b\r\n1,2\r\n\r\n3,4", {}, {}),
    ("a,b\n1,2\r3,4\r\n5,6", {}, {}),
    ('a,b\n"x\r\ny",1\n"p\rq",2\n', {}, {}),
    ("a,b\n9007199254740992,1\n9007199254740991,2\n", {}, {}),
    ("a\n9007199254740993\n-9007199254740993\n", {}, {}),
    ("a,b\n18446744073709551615,1\n2,2\n", {}, {}),
    ("a,b\n12345678901234567890123,1\n2,2\n", {"types": {"a": "text"}}, {"dtype": {"a": str}}),
    ("a\n1234567890123456789\n1.5\n", {}, {}),
    ("a\n1234567890123456789\n\n1\n", {}, {}),
    ("a\n00000000000000000001\n2\n", {}, {}),
    ("a\n1e400\n-1e400\n1e-400\n", {}, {}),
    ("a\n0.1e1\n.5e-3\n5.e3\n", {}, {}),
    ("a\n1E5\n1e+05\n+1\n", {}, {}),
    ("a\n-0\n0\n-0.0\n", {}, {}),
    ("a\ninf\n+inf\n-INF\nInfinity\n", {}, {}),
    ("a\n1\ninfinite\n", {}, {}),
    ("a\n1\n2\nx\n", {}, {}),
    ("a\n1,000\n", {"separator": ";"}, {"sep": ";"}),
    ("a;b\n1,000;x\n2,5;y\n", {"separator": ";", "thousands": ","}, {"sep": ";", "thousands": ","}),
    ("a;b\n1.234,5;1.000\n-1.234.567,25;2\n", {"separator": ";", "decimal": ",", "thousands": "."}, {"sep": ";", "decimal": ",", "thousands": "."}),
    ("a;b\n1 234,5;x y\n1 000;z\n", {"separator": ";", "decimal": ",", "thousands": " "}, {"sep": ";", "decimal": ",", "thousands": " "}),
    ("a;b\n1'234.5;x\n1'000;y\n", {"separator": ";", "thousands": "'"}, {"sep": ";", "thousands": "'"}),
    ("a;b\n1,5e3;x\n-2,5E-1;y\n", {"separator": ";", "decimal": ","}, {"sep": ";", "decimal": ","}),
    ('a,b\n"1,234",x\n"12,345,678",y\n', {"thousands": ","}, {"thousands": ","}),
    ('a,b\n"1,234",x\n"n/a",y\n', {"thousands": ","}, {"thousands": ","}),
    ("a,b\n-999,x\n-999.0,y\n-9990,z\n", {"missing": [-999]}, {"na_values": [-999]}),
    ("a,b\n?,x\n1,?\n", {"missing": {"a": ["?"]}}, {"na_values": {"a": ["?"]}}),
    ("a,b\n.,x\n1,.\n", {"missing": ["."]}, {"na_values": ["."]}),
    ("a,b\nNA,x\n1,NA\n", {"keepDefaultMissing": False}, {"keep_default_na": False}),
    ("a,b\nNA,x\nNA,y\n", {}, {}),
    ("a,a,a\n1,2,3\n", {}, {}),
    ("a,,\n1,2,3\n", {}, {}),
    ("a,a.1,a\n1,2,3\n", {}, {}),
    (",a,\n1,2,3\n", {}, {}),
    ("x\na,b\n1,2\n", {"header": 1}, {"header": 1}),
    ("t1\nt2\na,b\n1,2\n", {"skipRows": 2}, {"skiprows": 2}),
    ("a,b\nu,v\n1,2\n", {"skipRows": [1]}, {"skiprows": [1]}),
    ("1,2\n3,4\n", {"header": None}, {"header": None}),
    ("1,2\n3,4\n", {"columns": ["p", "q"]}, {"names": ["p", "q"]}),
    ("a,b\n1,2\n3,4\n5,6\n", {"nRows": 1}, {"nrows": 1}),
    ("a,b\n1,2\n3,4\nend,\n", {"skipFooter": 1}, {"skipfooter": 1, "engine": "python"}),
    ("a,b,c\n1,2\n3,4,5\n", {"onBadLines": "fill"}, {}),
    ("a,b\n1,2\n3,4,5,6\n7,8\n", {"onBadLines": "skip"}, {"on_bad_lines": "skip"}),
    ("z,n\n007,1\n01,2\n", {"types": {"z": "text"}}, {"dtype": {"z": str}}),
    ("t,n\n2024-03-31 01:30,1\n2024-03-31 02:30,2\n2024-10-27 02:30,3\n", {"types": {"t": "date"}}, {"parse_dates": ["t"]}),
    ("t\n1900-02-28\n2000-02-29\n2100-03-01\n", {"types": {"t": "date"}}, {"parse_dates": ["t"]}),
    ("t\n1969-12-31T23:59:59\n1677-09-22T00:00:00\n2262-04-11T00:00:00\n", {"types": {"t": "date"}}, {"parse_dates": ["t"]}),
    ("t\n20240131\n20240229\n", {"types": {"t": "date"}, "dateFormat": "%Y%m%d"}, {"parse_dates": ["t"], "date_format": "%Y%m%d"}),
    ("t\n31/12/2024\n01/02/2025\n", {"types": {"t": "date"}}, {"parse_dates": ["t"], "date_format": "%d/%m/%Y"}),
    ("t\n12/31/24 11:59 PM\n01/01/25 12:01 AM\n", {"types": {"t": "date"}, "dateFormat": "%m/%d/%y %I:%M %p"}, {"parse_dates": ["t"], "date_format": "%m/%d/%y %I:%M %p"}),
    ("t\n2024-01-01 00:00:00.123456\n2024-01-01 00:00:01.000000\n", {"types": {"t": "date"}}, {"parse_dates": ["t"]}),
]


def written(number, decimal, thousands, random):
    """A number as people write it."""
    kind = random.randrange(5)
    if kind == 0:
        digits = f"{number:.0f}"
    elif kind == 1:
        digits = f"{number:.2f}"
    elif kind == 2:
        digits = repr(number)
    elif kind == 3:
        digits = f"{number:,.2f}" if thousands else f"{number:.3f}"
    else:
        digits = f"{number:.3e}"
    return digits.translate({ord("."): decimal, ord(","): thousands or ","})


def generated(seed):
    """A table in a random dialect."""
    r = random.Random(seed)
    decimal, thousands = r.choice(COMBINATIONS)
    separator = r.choice([s for s in [",", ";", "\t", "|", "~"] if s not in (decimal, thousands)])
    end = r.choice(["\n", "\r\n"])
    comment = r.choice([None, None, "#"])
    quote = '"'

    def cell(text, always=False):
        special = any(c in text for c in (separator, quote, "\n", "#")) or text != text.strip()
        return quote + text.replace(quote, 2 * quote) + quote if special or always else text

    kinds = [r.choice(["number", "integer", "text", "mixed"]) for _ in range(r.randint(2, 5))]
    lines = [separator.join(f"c{place}" for place in range(len(kinds)))]
    for _ in range(r.randint(1, 9)):
        cells = []
        for kind in kinds:
            if r.random() < 0.12:
                cells.append(cell(r.choice(GAPS)))
            elif kind == "text" or (kind == "mixed" and r.random() < 0.5):
                cells.append(cell(r.choice(WORDS), r.random() < 0.3))
            elif kind == "integer":
                cells.append(cell(str(r.randint(-(10 ** r.randint(1, 15)), 10 ** r.randint(1, 15)))))
            else:
                cells.append(cell(written(r.uniform(-1, 1) * 10 ** r.randint(-3, 7), decimal, thousands, r)))
        line = separator.join(cells)
        # A line of nothing is blank, and no row.
        lines.append(line if line.strip(" \t") else separator.join(["x"] * len(kinds)))
        if comment and r.random() < 0.2:
            lines.append(f"{comment} note, with; marks\tand \"quotes\"")
        if r.random() < 0.1:
            lines.append("")
    text = end.join(lines) + (end if r.random() < 0.8 else "")
    ours = {"separator": separator, "decimal": decimal}
    theirs = {"sep": separator, "decimal": decimal}
    if thousands:
        ours["thousands"] = theirs["thousands"] = thousands
    if comment:
        ours["comment"] = theirs["comment"] = comment
    return text, ours, theirs


def cases():
    """Every text with our options and pandas's columns."""
    for text, ours, theirs in [*HAND, *(generated(seed) for seed in range(160))]:
        content = text.encode()
        table = pd.read_csv(io.BytesIO(content), **theirs)
        as_text = {key: value for key, value in theirs.items() if key not in ("parse_dates", "date_format", "dtype", "decimal", "thousands")}
        texts = pd.read_csv(io.BytesIO(content), **as_text, dtype=str)
        columns = [[str(name), values(table[name], texts[name])] for name in table]
        columns = [[name, ["Infinity" if v == float("inf") else "-Infinity" if v == float("-inf") else v for v in found]] for name, found in columns]
        yield {"text": text, "options": ours, "columns": columns}


if __name__ == "__main__":
    write("csv-hostile", {"made": made("pandas"), "cases": list(cases())})
