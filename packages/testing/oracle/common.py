"""What every generator shares: where data lies, how versions are noted, how a golden file is written."""

import hashlib
import json
import math
import os
import platform
from importlib.metadata import version
from pathlib import Path

# TensorFlow reads these when it is first imported: generators of exact values import this file before Keras,
# the long trainings run with TensorFlow's defaults, as a reader's own would.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

HERE = Path(__file__).resolve().parent
GOLDEN = HERE.parent / "golden"


def dataset(name):
    """Path of a data file, below the folder named by DLW_TEST_DATA, else below `shared` beside the checkout."""
    root = Path(os.environ.get("DLW_TEST_DATA") or HERE / "../../../../shared")
    below = root / "datasets"
    return (below if below.is_dir() else root) / name


def made(*packages):
    """Versions of Python and of the packages that made a file."""
    names = packages or ("numpy", "scikit-learn", "pandas", "scipy")
    return {"python": platform.python_version(), **{name: installed(name) for name in names}}


def installed(name):
    """Version of a package; TensorFlow may be there under the name of its CPU build."""
    try:
        return version(name)
    except ModuleNotFoundError:
        return version(f"{name}-cpu")


def plain(value):
    """NumPy, pandas and TensorFlow values as JSON has them; what is not finite becomes null or a word."""
    if hasattr(value, "numpy"):
        value = value.numpy()
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    return 0.0 if isinstance(value, float) and value == 0 else value  # no negative zeros


def short(values):
    """float32 values by their shortest decimals: rounding these to float32 gives the values back."""
    import numpy as np

    values = np.asarray(values)
    if values.dtype != np.float32:
        return values.tolist()
    flat = [float(str(value)) for value in values.ravel()]
    return np.array(flat, dtype=np.float64).reshape(values.shape).tolist()


def write(name, content):
    """Writes golden/<name>.json: compact, but one line for each entry of the two upper levels."""

    def line(value):
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

    def block(value):
        if isinstance(value, dict) and any(isinstance(item, (dict, list)) for item in value.values()):
            return "{\n" + ",\n".join(f"{line(key)}:{line(item)}" for key, item in value.items()) + "\n}"
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return "[\n" + ",\n".join(map(line, value)) + "\n]"
        return line(value)

    content = plain(content)
    text = "{\n" + ",\n".join(f"{line(key)}:{block(item)}" for key, item in content.items()) + "\n}\n"
    json.loads(text)
    GOLDEN.mkdir(exist_ok=True)
    (GOLDEN / f"{name}.json").write_text(text, encoding="utf-8")
    print(f"{name}.json  {len(text.encode()):,} bytes")


def brief(rows, keep=110):
    """A list of row numbers in full when it is short, else its ends and a fingerprint of the whole."""
    rows = [int(row) for row in rows]
    if len(rows) <= keep:
        return rows
    digest = hashlib.sha256(",".join(map(str, rows)).encode()).hexdigest()
    return {"length": len(rows), "first": rows[:20], "last": rows[-5:], "sha256": digest}
