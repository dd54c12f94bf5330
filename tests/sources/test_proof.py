"""The proof that a file is what the fast scan takes it for."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import MappingProxyType
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.sources import Mapping, Proof, Scan, Table, prove
from linkscan.sources.proof import CHUNK_BYTES


def table_of(path: Path) -> Table:
    """A table over a file whose content does not matter to the proof."""
    return Table(
        name=path.name,
        path=path,
        format="csv",
        scan=Scan(path, "csv", ("a", "b")),
        mapping=Mapping("logins", MappingProxyType({})),
        sample=(),
        proved=False,
    )


def proof_of(path: Path, data: bytes) -> Proof:
    """The proof of a file of this content."""
    path.write_bytes(data)
    return prove(table_of(path))


@pytest.mark.parametrize(
    ("data", "lines", "blank"),
    [
        (b"", 0, 0),
        (b"a", 1, 0),
        (b"a\n", 1, 0),
        (b"a\nb", 2, 0),
        (b"a\nb\n\n\n", 4, 2),
        (b"a\r\nb\r\n", 2, 0),
        (b"a\r\nb\r\n\r\n", 3, 1),
        (b"a\n\nb\n", 3, 0),
        (b"\n\n", 2, 2),
        ("店,b\n".encode(), 1, 0),
        (b"\xef\xbb\xbfa\n", 1, 0),
    ],
)
def test_lines_are_counted(tmp_path: Path, data: bytes, lines: int, blank: int) -> None:
    """A last line without newline counts, empty lines at the end are told apart."""
    proof = proof_of(tmp_path / "a.csv", data)
    assert (proof.lines, proof.trailing_blank, proof.why) == (lines, blank, None)
    assert proof.ok
    assert proof.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"a\0b\n", "nul"),
        (b"a\rb\n", "lone-cr"),
        (b"a\n\r", "lone-cr"),
        (b"a\r\r\n", "lone-cr"),
        (b"a\r\nb\n", "mixed-newlines"),
        (b"a\xff\n", "not-utf-8"),
        ("店".encode()[:2], "not-utf-8"),
        ("店铺".encode("gb18030"), "not-utf-8"),
    ],
)
def test_what_is_irregular_is_named(tmp_path: Path, data: bytes, why: str) -> None:
    """One byte that a regular file does not hold is enough."""
    proof = proof_of(tmp_path / "a.csv", data)
    assert (proof.ok, proof.why) == (False, why)


@pytest.mark.parametrize("middle", ["\r\n", "店", "𠮷", "\n", "\n\n"])
def test_chunks_hide_nothing(tmp_path: Path, middle: str) -> None:
    """A pair or a character cut by the end of a chunk is whole, at any place of the cut."""
    raw = middle.encode()
    for cut in range(1, len(raw) + 1):
        end = "\r\n" if "\r" in middle else "\n"
        data = b"a" * (CHUNK_BYTES - cut) + raw + b"b" + end.encode()
        proof = proof_of(tmp_path / "a.csv", data)
        assert proof.ok
        assert proof.lines == data.count(b"\n")


@given(st.lists(st.sampled_from([b"a", b"\n", b"\r", b"\r\n", b"\0", "店".encode(), b"\xe5"])))
def test_the_proof_is_that_of_a_plain_reading(pieces: list[bytes]) -> None:
    """Whatever the size of the chunks: lines, empty tail and verdict are those of the bytes."""
    data = b"".join(pieces)
    path = Path("/dev/null")
    with (
        patch.object(Path, "open", lambda *_args: _Chunked(data)),
        patch("linkscan.sources.proof.CHUNK_BYTES", 1),
    ):
        proof = prove(table_of(path))
    rest = data.replace(b"\r\n", b"\n")
    assert proof.lines == rest.count(b"\n") + (rest != b"" and not rest.endswith(b"\n"))
    mixed = b"\r\n" in data and data.count(b"\n") != data.count(b"\r\n")
    assert proof.ok == (b"\0" not in data and b"\r" not in rest and not mixed and _is_utf8(data))


class _Chunked:
    """A file in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __enter__(self) -> _Chunked:
        return self

    def __exit__(self, *_exc: object) -> None:
        return None

    def read(self, size: int) -> bytes:
        chunk, self._data = self._data[:size], self._data[size:]
        return chunk


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
