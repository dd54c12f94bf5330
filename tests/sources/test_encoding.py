"""The encoding of a text file."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.sources.encoding import CHUNK_BYTES, file_encoding, head_encoding, known_encoding

TEXT = "登录时间,账号,登录IP\n2026-01-02,晨星店,203.0.113.7\n"


def encoding_of(tmp_path: Path, data: bytes, wanted: str | None = None) -> str:
    """The encoding of a file of this content."""
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    return file_encoding(path, "a.csv", wanted)


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("ascii", "utf-8"),
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
    ],
)
def test_an_encoding_is_found(tmp_path: Path, written: str, named: str) -> None:
    """A mark, else UTF-8, else GB18030, each valid over the whole file."""
    text = TEXT if written != "ascii" else "account,ip\n"
    data = text.encode(written)
    found = encoding_of(tmp_path, data)
    assert found == named
    assert data.decode(found) == text


def test_big_endian_needs_its_mark(tmp_path: Path) -> None:
    """The mark says the byte order."""
    assert encoding_of(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be")) == "utf-16"


def test_a_head_may_end_inside_a_character() -> None:
    """The first bytes of a UTF-8 file are UTF-8, wherever they were cut."""
    data = TEXT.encode()
    assert {head_encoding(data[:n]) for n in range(len(data))} == {"utf-8"}
    assert head_encoding(TEXT.encode("gbk")) is None


def test_gb18030_far_behind_is_found(tmp_path: Path) -> None:
    """A file whose first chunk is ASCII may be GB18030 after all."""
    data = b"account,ip\n" + b"a,203.0.113.1\n" * (CHUNK_BYTES // 10) + "店,x\n".encode("gbk")
    assert encoding_of(tmp_path, data) == "gb18030"


def test_a_short_name_that_looks_like_utf8_is_no_mixture(tmp_path: Path) -> None:
    """ "联通" in GBK is valid UTF-8 by chance; what follows is not."""
    assert encoding_of(tmp_path, "联通,店铺账号\n".encode("gbk")) == "gb18030"


@pytest.mark.parametrize(
    ("data", "wanted", "sentence"),
    [
        (TEXT.encode() + "店铺".encode("gbk"), None, "starts as UTF-8 and is something else from"),
        (b"account,\x80\xff\xff\n", None, "not valid gb18030 from byte"),
        (TEXT.encode("gbk"), "utf-8", "not valid utf-8 from byte 1;"),
        (b"\xff\xfea", None, "not valid utf-16 from byte"),
    ],
)
def test_what_is_in_no_encoding_is_asked_for(
    tmp_path: Path, data: bytes, wanted: str | None, sentence: str
) -> None:
    """Never mojibake: a mixture or invalid bytes name --encoding."""
    with pytest.raises(LinkscanError, match=sentence) as caught:
        encoding_of(tmp_path, data, wanted)
    assert "--encoding" in str(caught.value)


def test_the_user_may_name_it(tmp_path: Path) -> None:
    """Any text encoding; UTF-8 with a mark is UTF-8."""
    assert encoding_of(tmp_path, "店,x".encode("big5"), "big5") == "big5"
    assert encoding_of(tmp_path, TEXT.encode("utf-8-sig"), "utf-8") == "utf-8-sig"
    assert known_encoding("GBK") == "gbk"


@pytest.mark.parametrize("name", ["klingon", "", "base64", "rot13"])
def test_an_unknown_name_is_refused(name: str) -> None:
    """A codec of bytes is no encoding of text."""
    with pytest.raises(LinkscanError, match="--encoding: "):
        known_encoding(name)
