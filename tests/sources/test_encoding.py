"""The encoding of a text file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.sources.encoding import CHUNK_BYTES, file_encoding, head_encoding, known_encoding
from tests.conftest import CORPUS
from tests.strategies import examples

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
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32-le", "utf-32-le"),
        ("utf-32-be", "utf-32-be"),
    ],
)
def test_an_encoding_is_found(tmp_path: Path, written: str, named: str) -> None:
    """A mark, NUL bytes in every other place, UTF-8, GB18030: each valid over the whole file."""
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
        (
            b"account,\xb8\x00\x8d\x9e\xfe\x81\xe8\x90\x05\xbf\xac\xf1\x88\xde\n",
            None,
            "cannot be told: ",
        ),
        ("account\n서울\n".encode("cp949"), None, "cannot be told: cp950, gb18030, cp949"),
        ("account\n楽天\n".encode("cp932"), None, "cannot be told: .*cp932"),
        ("account\nação\n".encode("cp1252"), None, "cannot be told: .*cp1252"),
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


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp950", "店鋪名稱,登入IP\n星辰旗艦店,203.0.113.7\n"),
        ("cp932", "店舗名,IP\n楽天ショップ,203.0.113.7\n"),
        ("euc_jp", "店舗名,IP\nさくら本舗,203.0.113.7\n"),
        ("cp949", "상점명,IP 주소\n새벽별 상점,203.0.113.7\n"),
        ("cp1251", "магазин,адрес\nТорговый дом,203.0.113.7\nКнижная лавка,203.0.113.8\n"),
        ("koi8_r", "магазин,адрес\nТорговый дом,203.0.113.7\nКнижная лавка,203.0.113.8\n"),
        ("cp1252", "boutique,connecté à\nÉtoile de la forêt,203.0.113.7\nCrème brûlée,x\n"),
        ("cp1250", "sklep,urządzenie\nŁódź i książka,203.0.113.7\nŻółw,203.0.113.8\n"),
        ("iso2022_jp", "店舗名,IP\n東京ショップ,203.0.113.7\n"),
        ("gb18030", "account,ip\n店,203.0.113.7\n"),
        ("gb18030", "account,ip\n晨星店,203.0.113.7\n"),
        ("gb18030", "account,ip\n联通,203.0.113.7\n移动,203.0.113.7\n"),
        ("utf-8", "account,ip\nMüller,203.0.113.7\n"),
        ("utf-16-le", "상점명,IP\n대구 상점,203.0.113.7\n대구,203.0.113.8\n"),
    ],
)
def test_a_code_page_is_told_by_its_reading(tmp_path: Path, encoding: str, text: str) -> None:
    """The text is read as it was written, down to a single common character of Chinese."""
    data = text.encode(encoding)
    assert data.decode(encoding_of(tmp_path, data)) == text


def test_chance_utf8_is_asked_for(tmp_path: Path) -> None:
    """ "目录" in GBK is valid UTF-8 and reads as "Ŀ¼": both are shown, neither is taken."""
    with pytest.raises(LinkscanError, match=r"cannot be told: utf-8 .*gb18030"):
        encoding_of(tmp_path, "目录,203.0.113.7\n".encode("gbk"))


def test_the_question_shows_no_cell_of_an_account(tmp_path: Path) -> None:
    """Of the candidates the first line is shown, only beyond ASCII, printable on a GBK console."""
    data = "account,비밀\nhunter2,서울\n".encode("cp949")
    with pytest.raises(LinkscanError, match="--encoding") as caught:
        encoding_of(tmp_path, data)
    message = str(caught.value)
    assert not any(word in message for word in ("hunter2", "서울", "憮選", "辑匡"))
    assert "gb18030 (厚剐)" in message
    assert message.encode("gbk").decode("gbk") == message


@given(st.text("晨星海棠旗舰店深圳市贸易专营云杉家居鑫源登录账号", min_size=3, max_size=12))
@examples(60)
def test_chinese_names_are_never_mojibake(name: str) -> None:
    """Whatever a store is called in GBK: its name, or a question."""
    data = f"account,ip\n{name},203.0.113.7\n".encode("gbk")
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = encoding_of(Path(folder), data)
        except LinkscanError:
            return
    assert data.decode(found) == data.decode("gbk")


_ENCODINGS = {
    "Big5": "cp950", "CP932": "cp932", "CP949": "cp949", "EUC-JP": "euc_jp", "EUC-KR": "cp949",
    "EUC-TW": None, "GB2312": "gb18030", "KOI8-R": "koi8_r", "SHIFT_JIS": "cp932",
    "UTF-16": "utf-16", "UTF-16BE": "utf-16-be", "UTF-16LE": "utf-16-le", "UTF-32": "utf-32",
    "iso-2022-jp": "iso2022_jp", "utf-8": "utf-8", "utf-8-sig": "utf-8-sig",
    "windows-1251-russian": "cp1251",
}  # fmt: skip


@pytest.mark.corpus
@pytest.mark.parametrize("name", sorted(_ENCODINGS))
def test_files_of_chardet(name: str) -> None:
    """Each is read as its folder says; EUC-TW, which Python does not know, is asked for."""
    for path in (CORPUS / "badinput" / "encodings" / "chardet_lgpl" / name).iterdir():
        try:
            found: str | None = file_encoding(path, path.name)
        except LinkscanError:
            found = None
        assert found == _ENCODINGS[name], path.name


@pytest.mark.corpus
def test_files_of_charset_normalizer() -> None:
    """Each is read in the language of its name."""
    folder = CORPUS / "badinput" / "encodings" / "charset_normalizer_mit"
    found = {path.stem: file_encoding(path, path.name) for path in folder.glob("*.txt")}
    legacy = {name: encoding for name, encoding in found.items() if encoding != "utf-8"}
    assert legacy == {
        "sample-chinese": "cp950",
        "sample-greek": "cp1253",
        "sample-greek-2": "cp1253",
        "sample-hebrew-3": "cp1255",
        "sample-korean": "cp949",
    }
