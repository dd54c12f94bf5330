"""What happens to files: bytes change, ends are missing, pieces move, and code pages mix."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Sequence
from random import Random

from tests.fuzz.seeds import Seed

MOST_BYTES = 1 << 18
_WORDS = tuple(
    word if isinstance(word, bytes) else word.encode()
    for word in (
        '"', '""', "'", '"\n', "\n", "\r", "\r\n", "\n\n\n", ",", ";", "\t", "|", "\\", '\\"',
        "\0", "\x1e", "\x1f", "\x0b", "\x0c", "\x1a", "\x1b$B", "\x85", "\u2028", "\u202e",
        "\u200b", "\ufeff", "\ufffe", "😀", "合计", "同上", "〃", "账号,密码",
        "account,ip\n", "=1+1",
        "#N/A", "{", "}", "[", "]", "[[[[[[[[", '{"a":', "null", "NaN", "1e999", "-0", "9" * 40,
        "\ud7ff",
        "2026-02-30 25:61", "3/4/2026", "CST", "1767315900000000", "45000.5", "00:00",
        "<", ">", "<!--", "-->", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "&#0;", "<![CDATA[",
        "</table>", "<table>", '<td rowspan="99999" colspan=1999>', "<script>", "xmlns",
        'table:number-rows-repeated="999999"', 'table:number-columns-repeated="1999" ',
        'ss:Index="1048576" ', 'ss:MergeAcross="1999" ss:MergeDown="99999" ', 't="s"', "_x0000_",
        'r="XFD1048576" ', '<mergeCell ref="A1:XFD1048576"/>',
        b"\xff", b"\xfe\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\x81", b"\xf5", b"\xe4\xb8",
    )
)  # fmt: skip
_CODE_PAGES = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "gb18030", "big5",
               "shift_jis", "euc_kr", "cp1252")  # fmt: skip

Change = Callable[[bytes, Random, Sequence[Seed]], bytes]


def mutated(seed: Seed, rng: Random, others: Sequence[Seed]) -> bytes:
    """The file after one to four mishaps."""
    data = seed.data
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        if seed.packed and rng.random() < 0.75:
            data = _inside(data, rng, others)
        else:
            data = rng.choice(_CHANGES)(data, rng, others)
    return data[:MOST_BYTES]


def _inside(data: bytes, rng: Random, others: Sequence[Seed]) -> bytes:
    """The same archive with one member changed, or its name."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            names = old.namelist()
            chosen = rng.choice(names) if names else ""
            for name in names:
                content = old.read(name)
                called = name
                if name == chosen and rng.random() < 0.95:
                    content = rng.choice(_CHANGES)(content, rng, others)
                elif name == chosen:
                    called = rng.choice(("../a.csv", "C:\\a.csv", "a.csv", f"x/{name}", ""))
                new.writestr(zipfile.ZipInfo(called), content, zipfile.ZIP_DEFLATED)
    except Exception:  # damaged already: it is damaged further
        return _flip(data, rng, others)
    return out.getvalue()


def _flip(data: bytes, rng: Random, _others: Sequence[Seed]) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8)) if changed else 0):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(data: bytes, rng: Random, _others: Sequence[Seed]) -> bytes:
    return data[: rng.randint(0, len(data))]


def _drop(data: bytes, rng: Random, _others: Sequence[Seed]) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + data[at + rng.choice((1, 2, 7, 100)) :]


def _repeat(data: bytes, rng: Random, _others: Sequence[Seed]) -> bytes:
    at = rng.randint(0, len(data))
    piece = data[at : at + rng.choice((1, 20, 300))]
    return data[:at] + piece * rng.choice((2, 2, 3, 50)) + data[at + len(piece) :]


def _insert(data: bytes, rng: Random, _others: Sequence[Seed]) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(_WORDS) * rng.choice((1, 1, 1, 2, 30)) + data[at:]


def _replace_delimiter(data: bytes, rng: Random, _others: Sequence[Seed]) -> bytes:
    old, new = rng.choice((b",", b"\t", b"\n", b'"', b";", b">", b" ")), rng.choice(_WORDS)
    return data.replace(old, new, rng.choice((1, 5, 1 << 20)))


def _splice(data: bytes, rng: Random, others: Sequence[Seed]) -> bytes:
    other = rng.choice(others).data
    at, start = rng.randint(0, len(data)), rng.randint(0, len(other))
    return data[:at] + other[start : start + rng.choice((30, 300, 1 << 20))] + data[at:]


def _lines(data: bytes, rng: Random, _others: Sequence[Seed]) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    what = rng.randrange(5)
    if what == 0:
        lines[one], lines[two] = lines[two], lines[one]
    elif what == 1:
        lines.insert(one, lines[two])
    elif what == 2:
        del lines[one]
    elif what == 3:
        lines[one] = lines[one].rstrip(b"\r\n")
    else:
        lines[one:one] = [b"\n"] * rng.choice((1, 3, 12))
    return b"".join(lines)


def _ends(data: bytes, rng: Random, _others: Sequence[Seed]) -> bytes:
    end = rng.choice((b"\r\n", b"\r", b"\n\r", b"\x1e", b"\r\r\n"))
    return data.replace(b"\r\n", b"\n").replace(b"\n", end, rng.choice((1, 1 << 20)))


def _encoding(data: bytes, rng: Random, _others: Sequence[Seed]) -> bytes:
    """A part written in one code page, or read in a wrong one."""
    at = rng.choice((0, 0, rng.randint(0, len(data))))
    text = data[at:].decode(rng.choice(_CODE_PAGES), "replace")
    return data[:at] + text.encode(rng.choice(_CODE_PAGES), "replace")


def _pack(data: bytes, rng: Random, others: Sequence[Seed]) -> bytes:
    if rng.random() < 0.5:
        return gzip.compress(data, mtime=0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("plain.csv"), data, zipfile.ZIP_DEFLATED)
        other = rng.choice(others)
        archive.writestr(zipfile.ZipInfo(f"other/{other.name}"), other.data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


_CHANGES: tuple[Change, ...] = (_flip, _flip, _cut, _drop, _repeat, _insert, _insert, _insert,
                                _replace_delimiter, _splice, _lines, _lines, _ends, _encoding,
                                _pack)  # fmt: skip
