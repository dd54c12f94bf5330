"""Unpacking `.gz`."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.sources import Bounds, ReadOptions, normalise, prove
from tests.sources.reading import copied_rows, read_one, workdir

TEXT = "account,ip\na,203.0.113.1\n"


def test_what_is_packed_is_read(tmp_path: Path) -> None:
    """The digest is that of the file as given, the form that of what is inside."""
    data = gzip.compress(TEXT.encode())
    table = read_one(tmp_path, "a.csv.gz", data)
    assert (table.name, table.format, table.proved) == ("a.csv.gz", "csv", False)
    assert table.sha256 == hashlib.sha256(data).hexdigest()
    assert table.path == tmp_path / "a.csv.gz"
    assert prove(table).ok


def test_members_follow_each_other(tmp_path: Path) -> None:
    """Rotated logs are often several gzip members in one file."""
    data = gzip.compress(TEXT.encode()) + gzip.compress(b"b,203.0.113.2\n")
    assert len(read_one(tmp_path, "a.gz", data).sample) == 2


def test_what_is_packed_may_be_irregular(tmp_path: Path) -> None:
    """Normalising reads the unpacked file and keeps name and digest."""
    data = gzip.compress((TEXT + "b\n").encode("utf-16"))
    table = read_one(tmp_path, "a.csv.gz", data)
    assert copied_rows(table)[-1] == ["b", "", "3"]
    assert table.sha256 == hashlib.sha256(data).hexdigest()
    lines = read_one(tmp_path, "b.csv.gz", gzip.compress(TEXT.encode()))
    assert copied_rows(normalise(lines, workdir(tmp_path))) == [["a", "203.0.113.1", "2"]]


@pytest.mark.parametrize("cut", [3, 12, 25, -1, -8])
def test_a_cut_file_is_refused(tmp_path: Path, cut: int) -> None:
    """At whatever byte."""
    data = gzip.compress(TEXT.encode() * 10)[:cut]
    with pytest.raises(LinkscanError, match=r"a\.csv\.gz: the gzip file is cut off or damaged"):
        read_one(tmp_path, "a.csv.gz", data)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    """A wrong checksum is damage."""
    data = bytearray(gzip.compress(TEXT.encode()))
    data[-6] ^= 1
    with pytest.raises(LinkscanError, match="cut off or damaged"):
        read_one(tmp_path, "a.csv.gz", bytes(data))


@pytest.mark.parametrize("bounds", [Bounds(inflation_free_bytes=1000), Bounds(unpacked_bytes=1000)])
def test_inflation_is_bounded(tmp_path: Path, bounds: Bounds) -> None:
    """By ratio and by size; what is written stays small."""
    data = gzip.compress(b"account,ip\n" + b"a" * (64 << 20))
    with pytest.raises(LinkscanError, match="unpacks to more than 200 times its size"):
        read_one(tmp_path, "a.csv.gz", data, ReadOptions(bounds=bounds))
    assert sum(path.stat().st_size for path in workdir(tmp_path).iterdir()) < 32 << 20


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress])
def test_other_programs_pack_as_well(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    """Streams one after the other, and refusals as of gzip."""
    data = pack(TEXT.encode()) + pack(b"b,203.0.113.2\n")
    assert len(read_one(tmp_path, "a.csv.packed", data).sample) == 2
    with pytest.raises(LinkscanError, match="file is cut off or damaged"):
        read_one(tmp_path, "b.csv.packed", pack(TEXT.encode() * 10)[:-9])
    with pytest.raises(LinkscanError, match="unpacks to more than 200 times its size"):
        read_one(tmp_path, "c.csv.packed", pack(bytes(64 << 20)))
