"""Writes test/npy-fixtures.json: small .npy and .npz files made by NumPy, and what they hold.

Run: python packages/data/scripts/make_npy_fixtures.py
"""

import base64
import io
import json
from pathlib import Path

import numpy as np


def encoded(save, *values, **named):
    file = io.BytesIO()
    save(file, *values, **named)
    return base64.b64encode(file.getvalue()).decode()


def entry(name, array, **more):
    values = [None if value != value else value for value in array.astype(float).ravel().tolist()]
    return {"name": name, "shape": list(array.shape), "values": values, "file": encoded(np.save, array), **more}


counts = np.arange(-3, 21).reshape(2, 3, 4)
cases = [entry(f"{order}{kind}", counts.astype(f"{order}{kind}")) for order in "<>" for kind in ("i2", "i4", "i8", "f4", "f8")]
cases += [entry(kind, np.arange(24).reshape(2, 3, 4).astype(kind)) for kind in ("u1", "<u2", ">u4", "<u8")]
cases += [entry("i1", counts.astype("i1")), entry("half", np.array([0, -0.0, 1, -2.5, 65504, 6e-8, np.inf, np.nan], "<f2")[:6])]
cases += [entry("booleans", np.array([[True, False], [False, True]]))]
cases += [entry("Fortran order", np.asfortranarray(counts.astype("<i4"))), entry("Fortran order, one axis", np.asfortranarray(counts.ravel()))]
cases += [entry("gaps", np.array([1.5, np.nan, -2])), entry("scalar", np.array(7.5)), entry("empty", np.zeros((0, 3), "<f4"))]
cases += [entry("large integers", np.array([2**40, -(2**50)], "<i8"))]
cases += [entry("long header", np.zeros((1,) * 30, "u1"))]

refused = [
    {"name": "objects", "file": encoded(np.save, np.array([{"a": 1}], dtype=object), allow_pickle=True)},
    {"name": "text", "file": encoded(np.save, np.array(["abc"]))},
    {"name": "records", "file": encoded(np.save, np.zeros(2, dtype=[("a", "<i4"), ("b", "<f8")]))},
    {"name": "complex", "file": encoded(np.save, np.array([1j]))},
    {"name": "integers that a number cannot hold", "file": encoded(np.save, np.array([2**60 + 1]))},
]
archives = [
    {"name": "stored", "file": encoded(np.savez, images=counts.astype("<i4"), labels=np.array([1, 2]))},
    {"name": "compressed", "file": encoded(np.savez_compressed, images=counts.astype("<i4"), labels=np.array([1, 2]))},
]
content = {"made": {"numpy": np.__version__}, "arrays": cases, "refused": refused, "archives": archives}
path = Path(__file__).resolve().parent.parent / "test" / "npy-fixtures.json"
path.write_text(json.dumps(content, indent=1) + "\n")
