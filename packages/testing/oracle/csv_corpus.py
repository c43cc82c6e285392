"""Small files shaped like real ones, and what pandas reads in them: packages/data/test/corpus, golden/csv-corpus.json.

The rows are made up; the shapes are those of files that people have: exports of spreadsheets, loggers, statistics
programs and archives.
"""

import csv
import gzip
import io

import pandas as pd

from common import HERE, made, write

CORPUS = HERE / "../../data/test/corpus"
CASES = []


def case(name, text, options=None, pandas=None, encoding="utf-8", drop_empty=False, join_header=False):
    """One file: its text or bytes, our options, pandas's options."""
    CASES.append((name, text, options or {}, pandas or {}, encoding, drop_empty, join_header))


# Well-known tables.
case(
    "wine-quality.csv",
    '"fixed acidity";"volatile acidity";"residual sugar";"pH";"quality"\n7.4;0.7;1.9;3.51;5\n7.8;0.88;2.6;3.2;5\n11.2;0.28;1.9;3.16;6\n',
    {},
    {"sep": ";"},
)
case(
    "adult.data",
    "39, State-gov, 77516, Bachelors, Never-married, <=50K\n50, ?, 83311, Bachelors, Married-civ-spouse, <=50K\n38, Private, 215646, HS-grad, Divorced, >50K\n54, ?, 180211, Some-college, ?, >50K\n\n",
    {"columns": ["age", "workclass", "fnlwgt", "education", "marital", "income"], "skipInitialSpace": True, "missing": ["?"]},
    {"names": ["age", "workclass", "fnlwgt", "education", "marital", "income"], "skipinitialspace": True, "na_values": ["?"]},
)
case(
    "adult-as-is.data",
    "39, State-gov, 77516\n50, ?, 83311\n",
    {"header": None},
    {"header": None},
)
case(
    "auto-mpg.data",
    '18.0   8   307.0      130.0      3504.      12.0   70  1\t"chevrolet chevelle malibu"\n15.0   8   350.0      165.0      3693.      11.5   70  1\t"buick skylark 320"\n25.0   4   98.00      ?          2046.      19.0   71  1\t"ford pinto"\n24.0   4   113.0      95.00      2372.      15.0   70  3\t"toyota corona mark ii"\n',
    {"separator": "whitespace", "header": None, "missing": ["?"]},
    {"sep": r"\s+", "header": None, "na_values": ["?"]},
)
case(
    "auto-mpg-text.csv",
    "mpg,hp\n18,130\n15,165\n25,?\n24,150\n",
)
case(
    "titanic.csv",
    'PassengerId,Survived,Pclass,Name,Sex,Age,Fare,Cabin,Embarked\n1,0,3,"Braund, Mr. Owen",male,22,7.25,,S\n2,1,1,"Cumings, Mrs. John (""Flo"")",female,38,71.2833,C85,C\n3,1,3,"Heikkinen, Miss. Laina",female,,7.925,,S\n4,0,3,"O\'Dwyer, Mr. Ed",male,,7.8792,,\n',
)
case(
    "fraud.csv",
    '"Time","V1","V2","Amount","Class"\n0,-1.3598071336738,-0.0727811733098497,149.62,"0"\n0,1.19185711131486,0.26615071205963,2.69,"0"\n406,-2.3122265423263,1.95199201064158,0,"1"\n',
)
case("iris.data", "5.1,3.5,1.4,0.2,Iris-setosa\n4.9,3.0,1.4,0.2,Iris-setosa\n7.0,3.2,4.7,1.4,Iris-versicolor\n\n", {"header": None}, {"header": None})
case("abalone.data", "M,0.455,0.365,15\nF,0.53,0.42,9\nI,0.33,0.255,7\n", {"columns": ["Sex", "Length", "Diameter", "Rings"]}, {"names": ["Sex", "Length", "Diameter", "Rings"]})
case(
    "housing.data",
    " 0.00632  18.00   2.310  0  24.00\n 0.02731   0.00   7.070  0  21.60\n 0.02729   0.00   7.070  1  34.70\n",
    {"separator": "whitespace", "header": None},
    {"sep": r"\s+", "header": None},
)
case("movielens.dat", "1::1193::5::978300760\n1::661::3::978302109\n2::1357::4::978298709\n", {"separator": "::", "columns": ["user", "movie", "rating", "time"]}, {"sep": "::", "engine": "python", "names": ["user", "movie", "rating", "time"]})
case(
    "diabetes.csv",
    "Pregnancies,Glucose,BMI,Outcome\n6,148,33.6,1\n1,0,26.6,0\n0,183,0,1\n",
    {"missing": {"Glucose": [0], "BMI": [0]}},
    {"na_values": {"Glucose": [0], "BMI": [0]}},
)
case(
    "power-consumption.txt",
    "Date;Time;Global_active_power;Voltage\n16/12/2006;17:24:00;4.216;234.840\n16/12/2006;17:25:00;?;?\n17/12/2006;00:00:00;5.360;233.630\n",
    {"missing": ["?"], "types": {"Date": "date"}},
    {"sep": ";", "na_values": ["?"], "parse_dates": ["Date"], "date_format": "%d/%m/%Y"},
)
case(
    "air-quality.csv",
    "Date;Time;CO(GT);T;RH;;\n10/03/2004;18.00.00;2,6;13,6;48,9;;\n10/03/2004;19.00.00;2;-200;47,7;;\n;;;;;;\n",
    {"decimal": ",", "missing": [-200], "types": {"Time": "text"}},
    {"sep": ";", "decimal": ",", "na_values": [-200], "dtype": {"Time": str}},
    drop_empty=True,
)
case("bike-sharing.csv", "instant,dteday,season,temp,cnt\n1,2011-01-01,1,0.344167,985\n2,2011-01-02,1,0.363478,801\n", {"types": {"dteday": "date"}}, {"parse_dates": ["dteday"]})
case("stock-prices.csv", "Date,Open,High,Low,Close,Volume\n2024-01-02,187.15,188.44,183.89,185.64,82488700\n2024-01-03,184.22,185.88,183.43,184.25,58414500\n", {"types": {"Date": "date"}}, {"parse_dates": ["Date"]})
case("epidemic.csv", 'Province/State,Country/Region,Lat,1/22/20,1/23/20\n,Afghanistan,33.93911,0,0\n"Bonaire, Sint Eustatius and Saba",Netherlands,12.1784,0,1\n,"Korea, South",35.9,1,1\n')
case("mushrooms.csv", "class,cap-shape,odor,stalk-root\np,x,p,e\ne,x,a,?\np,b,n,?\n", {"missing": {"stalk-root": ["?"]}}, {"na_values": {"stalk-root": ["?"]}})

# Spreadsheets.
case("european.csv", "\ufeffKunde;Umsatz;Anteil\r\nMüller;1.234,56;0,5\r\nGroß;-12.345.678,9;12,25\r\nJäger;7;\r\n", {"decimal": ",", "thousands": "."}, {"sep": ";", "decimal": ",", "thousands": "."})
case("excel-sep.csv", "sep=;\r\nname;value\r\na;1,5\r\nb;2,5\r\n", {"decimal": ","}, {"sep": ";", "skiprows": 1, "decimal": ","})
case("excel-tab.txt", "name\tvalue\tnote\r\na\t1\tx, y\r\nb\t2\t\r\n", {}, {"sep": "\t"})
case("excel-unicode.txt", "Ort\tWert\r\nZürich\t1\r\nGenève\t2\r\n", {}, {"sep": "\t"}, encoding="utf-16")
case("excel-unicode-be.txt", "\ufeffOrt,Wert\r\nKøbenhavn,1\r\nŁódź,2\r\n", {}, {}, encoding="utf-16-be")
case("latin1.csv", "Stadt;Größe\nKöln;405,2\nMünchen;310,7\nSärås;3\nSörös;4\n", {"encoding": "latin1", "decimal": ","}, {"sep": ";", "decimal": ","}, encoding="latin-1")
case("windows-1252.csv", "item,price\n“Tea” – green,€ 3\nCafé,€ 4\n", {"encoding": "windows-1252"}, {}, encoding="cp1252")
case("shift-jis.csv", "名前,値\n東京,1\n大阪,2\n", {"encoding": "shift_jis"}, {}, encoding="shift_jis")
case("us-thousands.csv", 'region,sales,units\nNorth,"1,234.50","12"\nSouth,"1,000,000.00","7"\nWest,12,"1,000"\n', {"thousands": ","}, {"thousands": ","})
case("us-quoted-text.csv", 'region,sales\nNorth,"1,234.50"\nSouth,"2,000"\n')
case("french.csv", "poste;montant\nLoyer;1 234,56\nEau;12,3\nGaz;-1 000\n", {"decimal": ",", "thousands": " "}, {"sep": ";", "decimal": ",", "thousands": " "})
case("currency.csv", "item,price,share\nA,$3.50,12%\nB,$1.20,7%\n")
case("bom-quoted.csv", '\ufeff"id","name"\n"1","a"\n"2","b"\n', {}, {})
case("title-lines.csv", "Sales report,,\nPrinted 2024-01-31,,\n\nregion,q1,q2\nNorth,1,2\nSouth,3,4\n", {"skipRows": 2}, {"skiprows": 2})
case("title-header.csv", "Sales report 2024,,\nregion,q1,q2\nNorth,1,2\nSouth,3,4\n", {"header": 1}, {"header": 1})
case("footer.csv", "region,sales\nNorth,1\nSouth,3\nTotal,4\n", {"skipFooter": 1}, {"skipfooter": 1, "engine": "python"})
case("trailing-commas.csv", "a,b,\n1,2,\n3,4,\n", {}, {}, drop_empty=True)
case("trailing-in-rows.csv", "a,b\n1,2,\n3,4,\n", {}, {"index_col": False})
case("wide-names.csv", "Weight (kg), Height (cm) ,Body-Mass Index\n70,180,21.6\n80,175,26.1\n")

# Loggers and stations.
case("weather-station.txt", "# station 10384\n# units: C, mm\ndate temp rain\n20240101 3.5 0.0\n20240102 -999 1.2\n20240103 4.1 -999\n", {"comment": "#", "separator": "whitespace", "missing": [-999]}, {"comment": "#", "sep": r"\s+", "na_values": [-999]})
case("station-minus-999.csv", "t,p\n-999.0,1013\n3.25,-999\n-9,1000\n", {"missing": [-999]}, {"na_values": [-999]})
case("climate.dat", "Station: Oslo\nLat 59.9\n  year   jan   feb\n  2020   1.9   2.1\n  2021  -3.4  -2.9\n", {"separator": "whitespace", "skipRows": 2}, {"sep": r"\s+", "skiprows": 2})
case("sensor.log", "2024-03-01T00:00:00Z\t21.4\t40\n2024-03-01T00:10:00Z\t21.5\t\n\n2024-03-01T00:20:00Z\tnan\t41\n", {"columns": ["time", "temp", "humidity"], "types": {"time": "date"}}, {"sep": "\t", "names": ["time", "temp", "humidity"], "parse_dates": ["time"]})
case("sensor-comments.csv", "t,v # volts\n0,1.5 # start\n# pause\n1,2.5\n", {"comment": "#"}, {"comment": "#"})
case("units-row.csv", "time,speed\ns,m/s\n0,1.5\n1,2.5\n", {"skipRows": [1]}, {"skiprows": [1]})
case("units-header.csv", "temp,wind,\nC,m/s,flag\n1.5,3,ok\n2.5,4,bad\n", {"header": [0, 1]}, {"header": [0, 1]}, join_header=True)
case("gps.nmea", "$GPGGA,123519,4807.038,N\n$GPGGA,123520,4807.039,N\n", {"header": None}, {"header": None})
case("spaces.txt", "  a   b  c  \n  1   2.5  x  \n\t3 \t 4  y\n", {"separator": "whitespace"}, {"sep": r"\s+"})
case("aligned.csv", "name ,  x,  y\nab   ,  1,  2.5\ncd   , 10, -3.5\n", {"skipInitialSpace": True}, {"skipinitialspace": True})
case("truncated.csv", "a,b,c\n1,2,3\n4,5\n", {"onBadLines": "fill"}, {})
case("too-long.csv", "a,b\n1,2\n3,4,5\n6,7\n", {"onBadLines": "skip"}, {"on_bad_lines": "skip"})

# Programs.
case("pandas-index.csv", ",a,b\n0,1.5,x\n1,2.5,y\n")
case("r-write.csv", '"","len","supp"\n"1",4.2,"VC"\n"2",NA,"OJ"\n')
case("mysql.tsv", "id\tname\tage\n1\tAnn\t\\N\n2\tNULL\t30\n", {"missing": ["\\N"]}, {"sep": "\t", "na_values": ["\\N"]})
case("escaped.csv", 'id,text\n1,"a \\"b\\" c"\n2,x\\,y\n', {"escape": "\\"}, {"escapechar": "\\"})
case("single-quotes.csv", "id,text\n1,'a, b'\n2,'it''s'\n", {"quote": "'"}, {"quotechar": "'"})
case("no-quotes.tsv", 'id\ttext\n1\t"Hello\n2\tsay "hi"\n', {"quote": None}, {"sep": "\t", "quoting": csv.QUOTE_NONE})
case("inches.csv", 'id,size\n1,5" pipe\n2,3/4" x 2"\n')
case("after-quote.csv", 'id,text\n1,"a"b\n2,"c" ,\n'.replace(" ,\n", " \n"))
case("json-cells.csv", 'id,data\n1,"{""a"": [1, 2], ""b"": null}"\n2,"{}"\n')
case("line-breaks.csv", 'id,text\n1,"first\nsecond\r\nthird"\n2,"x"\n')
case("pipes.txt", "id|name|score\n1|a|0.5\n2|b, c|1\n", {}, {"sep": "|"})
case("one-column.csv", "value\n1\n2\n\n3\n")
case("header-only.csv", "a,b,c\n")
case("duplicates.csv", "x,y,x,x\n1,2,3,4\n")
case("duplicates-clash.csv", "x,x,x.1,,x\n1,2,3,4,5\n")

# Line ends.
case("mixed-ends.csv", "x,label\n1,cat\r\n2,dog\n3,cat\n")
case("crlf-header.csv", "x,label\r\n1,cat\n2,dog\n3,cat")
case("old-mac.csv", "a,b\r1,x\r2,y\r")
case("blank-lines.csv", "\n\na,b\n1,2\n   \n\n3,4\n\n")

# Values.
case("numbers.csv", "a,b,c\n1e3,.5, 7 \n-2.5E-3,5.,+3\n+1e+2,-0.0,1e-320\n")
case("digits.csv", "x\n0.1\n0.30000000000000004\n1.7976931348623157e308\n5e-324\n123456789.123456789\n2.2250738585072014E-308\n")
case("infinite.csv", "a,b\ninf,-inf\nInfinity,1\n-Infinity,2\n")
case("large-integers.csv", "id,n\n1234567890123456789,1\n1234567890123456790,2\n")
case("large-with-gap.csv", "id,n\n9007199254740993,1\n,2\n")
case("large-floats.csv", "x\n12345678901234567890.5\n1.5\n")
case("zip-codes.csv", "zip,n\n01067,1\n99998,2\n", {"types": {"zip": "text"}}, {"dtype": {"zip": str}})
case("zip-numbers.csv", "zip,n\n01067,1\n99998,2\n")
case("all-text.csv", "a,b\n1.10,007\nNA,2\n", {"types": "text", "keepDefaultMissing": False}, {"dtype": str, "keep_default_na": False})
case("booleans.csv", "ok,flag,mixed\nTrue,true,TRUE\nFalse,false,x\n")
case("booleans-typed.csv", "ok,flag\nTrue,FALSE\nFalse,true\n", {"types": {"ok": "boolean", "flag": "boolean"}}, {"dtype": {"ok": bool, "flag": bool}})
case("gaps.csv", "a,b,c\nNA,,n/a\n1,x,null\nNaN,None,#N/A\n-nan,<NA>,NULL\n")
case("gaps-own.csv", "a,b\n-,unknown\n1,x\nn.a.,-\n", {"missing": ["-", "n.a.", "unknown"]}, {"na_values": ["-", "n.a.", "unknown"]})
case("gaps-by-column.csv", "a,b\n?,?\n1,x\n", {"missing": {"a": ["?"]}}, {"na_values": {"a": ["?"]}})
case("namibia.csv", "code,n\nNA,1\nDE,\n,3\n", {"keepDefaultMissing": False, "missing": {"n": [""]}}, {"keep_default_na": False, "na_values": {"n": [""]}})
case("empty-column.csv", "a,b\n,1\n,2\n")
case("empty-quoted.csv", 'a,b\n"",1\n"x",2\n')
case("dates-iso.csv", "t,v\n2024-01-31 23:59:59.250,1\n2024-02-29 00:00:00.000,2\n,3\n", {"types": {"t": "date"}}, {"parse_dates": ["t"]})
case("dates-day-first.csv", "t,v\n01/02/2024,1\n03/04/2024,2\n", {"types": {"t": "date"}, "dayFirst": True}, {"parse_dates": ["t"], "dayfirst": True})
case("dates-us.csv", "t,v\n01/31/2024 3:05 PM,1\n02/01/2024 12:00 AM,2\n", {"types": {"t": "date"}}, {"parse_dates": ["t"], "date_format": "%m/%d/%Y %I:%M %p"})
case("dates-format.csv", "t,v\n31.12.99 08h15,1\n01.01.00 23h59,2\n", {"types": {"t": "date"}, "dateFormat": "%d.%m.%y %Hh%M"}, {"parse_dates": ["t"], "date_format": "%d.%m.%y %Hh%M"})
case("dates-names.csv", "t,v\n5-Jan-2024,1\n17-Feb-2024,2\n", {"types": {"t": "date"}}, {"parse_dates": ["t"], "date_format": "%d-%b-%Y"})
case("dates-offset.csv", "t,v\n2024-01-01T00:00:00+02:00,1\n2024-07-01T12:30:00+02:00,2\n", {"types": {"t": "date"}}, {"parse_dates": ["t"]})
case("unicode.csv", "名前,emoji,ελληνικά\n花子,😀,αβγ\n太郎,👩‍🔬,δ\n")
case("first-rows.csv", "a,b\n1,x\n2,y\n3,z\n", {"nRows": 2}, {"nrows": 2})
case("renamed-header.csv", "a,b\n1,x\n", {"header": 0, "columns": ["one", "two"]}, {"header": 0, "names": ["one", "two"]})
case("packed.csv.gz", gzip.compress(b"a,b\n1,x\n2,y\n", mtime=0))


def read(content, options, encoding):
    """pandas's reading, to the last digit: since 3.1 it rounds as Python does."""
    return pd.read_csv(io.BytesIO(content), encoding=encoding, **options)


def values(column, texts):
    """A column as JSON has it: dates in milliseconds, text where pandas has booleans or integers above 2**53."""
    if column.dtype.kind == "M":
        if column.dt.tz is not None:
            column = column.dt.tz_convert("UTC").dt.tz_localize(None)
        return [None if pd.isna(v) else v.value // 1000 / 1000 for v in column]
    if column.dtype.kind in "ui" and (column.abs() > 2**53).any():
        return texts.tolist()
    if column.dtype.kind == "f" and texts.dropna().str.fullmatch(r"[+-]?\d{16,}").any() and texts.dropna().str.fullmatch(r"[+-]?\d+").all():
        return [None if pd.isna(v) else v for v in texts]
    if column.dtype.kind == "b":
        return texts.tolist()
    return [None if isinstance(v, float) and v != v or v is None or v is pd.NA else v for v in column.tolist()]


def main():
    CORPUS.mkdir(parents=True, exist_ok=True)
    cases = []
    for name, text, options, kwargs, encoding, drop_empty, join_header in CASES:
        content = text if isinstance(text, bytes) else text.encode(encoding)
        (CORPUS / name).write_bytes(content)
        plain = gzip.decompress(content) if name.endswith(".gz") else content
        table = read(plain, kwargs, encoding)
        typed = {key: value for key, value in kwargs.items() if key not in ("dtype", "parse_dates", "date_format", "dayfirst")}
        texts = read(plain, {**typed, "dtype": str}, encoding)
        if isinstance(kwargs.get("dtype"), dict) and bool in kwargs["dtype"].values():
            table = table.astype(int)
        if drop_empty:
            gone = [column for column in table if str(column).startswith("Unnamed") and table[column].isna().all()]
            table, texts = table.drop(columns=gone), texts.drop(columns=gone)
        if join_header:
            names = ["_".join(part for part in column if not part.startswith("Unnamed")) for column in table]
        else:
            names = [str(column).strip() for column in table]
        columns = [[name, values(table.iloc[:, i], texts.iloc[:, i])] for i, name in enumerate(names)]
        cases.append({"file": name, "options": options, "rows": len(table), "columns": columns})
    write("csv-corpus", {"made": made("pandas"), "cases": cases})
    print(len(cases), "files")


if __name__ == "__main__":
    main()
