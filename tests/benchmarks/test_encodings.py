"""Small tables in many encodings: what is claimed of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.encodings import judge, linkscan, tables


def test_none_is_read_wrong(tmp_path: Path) -> None:
    """Right or asked for; from ten rows on always right."""
    path = tmp_path / "a.csv"
    found: Counter[tuple[bool, str]] = Counter()
    for _language, encoding, rows, text in tables():
        path.write_bytes(text.encode(encoding))
        found[rows >= 10, judge(linkscan, path, text)] += 1
    assert {kind for _many, kind in found} <= {"right", "asked"}
    assert found[True, "asked"] == 0


def test_a_wrong_reading_is_seen(tmp_path: Path) -> None:
    """A detector that always says the same is wrong where it is not so."""
    path = tmp_path / "a.csv"
    path.write_bytes("店,é".encode())
    assert judge(lambda _path: "utf-8", path, "店,é") == "right"
    assert judge(lambda _path: "koi8_r", path, "店,é") == "wrong"
    assert judge(lambda _path: "ascii", path, "店,é") == "wrong"
    assert judge(lambda _path: None, path, "店,é") == "asked"
