"""SQL and `identify` agree on which values are plain, and on what they are."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fingerprints import Identifier, identify
from linkscan.rows.plain import is_plain, shortened
from tests.strategies import UNTIMED

FORMS = {
    "ip": st.one_of(
        st.from_regex(r"[0-9]{1,3}(\.[0-9]{1,3}){3}", fullmatch=True),
        st.from_regex(r"(3fff|2001|fe80|fc00|[0-9a-f]{1,4}):[0-9a-f:]{2,30}(/64|/56|)",
                      fullmatch=True),
        st.from_regex(r"3fff:1[0-9a-f]{3}:[0-9a-f]{1,4}:[0-9a-f]{1,4}::[0-9a-f]{0,4}(/64|)",
                      fullmatch=True),
    ),
    "device_id": st.from_regex(r"[0-9a-zA-Z:._ -]{1,40}", fullmatch=True),
    "mac": st.from_regex(r"[0-9a-f]{2}(:[0-9a-f]{2}){5}", fullmatch=True),
}  # fmt: skip


@st.composite
def values(draw: st.DrawFn) -> tuple[str, str]:
    """A kind and a text that may be a value of it."""
    kind = draw(st.sampled_from(sorted(FORMS)))
    return kind, draw(FORMS[kind])


@UNTIMED
@given(values(), st.sampled_from((48, 64, 128)))
@example(("ip", "fe80::/64"), 64)
@example(("ip", "3fff:1000:1:2::/64"), 64)
@example(("ip", "3fff:1000:1:2::/64"), 48)
@example(("ip", "3fff:1000:1:2:3:4:5:6"), 64)
@example(("ip", "2001:db8:1:2::/64"), 64)
@example(("ip", "x::/64"), 64)
def test_plain_values_are_their_own_key(value: tuple[str, str], prefix: int) -> None:
    """What SQL calls plain is an identifier without class, whose key and label are the text."""
    kind, text = value
    cell, plain = _asked(kind, text, prefix)
    found = identify(kind, text, prefix=prefix)
    if plain:
        assert found == Identifier(kind, cell, cell)
    else:
        assert identify(kind, cell, prefix=prefix) == found


def _asked(kind: str, text: str, prefix: int) -> tuple[str, bool]:
    """The value as SQL keeps it, and whether it calls that plain."""
    (row,) = duckdb.execute(
        f"SELECT cell, {is_plain(kind, 'cell', prefix)} "
        f"FROM (SELECT {shortened(kind, 'raw', prefix)} AS cell FROM (SELECT ? AS raw))",
        [text],
    ).fetchall()
    return str(row[0]), bool(row[1])


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ip", "3fff:1000:1:2::9"),
        ("device_id", "dev-x1-000017"),
        ("device_id", "1f0c7e5a-9b1d-4c3e-8f2a-6d5b4c3a2f1e"),
    ],
)
def test_common_forms_are_plain(kind: str, text: str) -> None:
    """The forms that fill logs need no Python."""
    assert _asked(kind, text, 64)[1]


def test_kinds_without_plain_forms() -> None:
    """Of a kind without plain forms no value is plain, and all stay as written."""
    assert is_plain("email", "raw") == "false"
    assert shortened("email", "raw", 64) == "raw"
