"""Python's format for numbers: golden/python-formats.json."""

from common import made, write

VALUES = [0, 1, 7, 12, 100, 1234567, 0.0, 0.5, 0.625, 0.125, 2.5, 3.5, 0.1, 0.9999999, 1e-7, 1.5e-5, 123456.789, 1e16, 1e22, 99.995, -0.5, -3, -0.0, float("nan"), float("inf"), float("-inf"), 9.5, 0.05, 0.95, 0.00012345]
SPECS = ["", "d", "02", "02d", "03d", "5d", "+d", " d", ",", ",d", "_d", "x", "X", "o", "b", "c", "f", ".0f", ".1f", ".2f", ".3f", "08.3f", "+.2f", ",.2f", "e", ".0e", ".1e", ".4e", ".2E", "F", "g", ".3g", ".10g", "G", "%", ".0%", ".1%", ".2%", ".3", ".1", ".12", "<8", ">8.2f", "^9.2f", "*^9.1f", "=+7.1f", "n", ".2d", "5x", "q", ".f", "..2f", "d2", "010.2%", "2", ".17f", ".20e"]


def text(value, spec):
    """The text, or None where Python refuses."""
    try:
        return format(value, spec)
    except (ValueError, OverflowError):
        return None


if __name__ == "__main__":
    rows = [{"spec": spec, "texts": [text(value, spec) for value in VALUES]} for spec in SPECS]
    values = [{"value": repr(value), "isWhole": isinstance(value, int)} for value in VALUES]
    write("python-formats", {"made": made("numpy"), "values": values, "formats": rows})
