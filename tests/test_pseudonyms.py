"""Pseudonyms: the same wherever the key is, and nothing without it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.model import Report
from linkscan.pseudonyms import Pseudonyms, read_pseudonyms
from tests.scanning import SETTINGS, lines, scan_log, scan_world
from tests.strategies import World, examples, worlds

KEY = Pseudonyms(b"k" * 32)
HIDDEN = replace(SETTINGS, pseudonyms=KEY)


def test_it_is_hmac_sha256() -> None:
    """The digits are the first of HMAC-SHA-256, written out as RFC 2104 defines it."""
    padded = KEY.key.ljust(64, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in padded) for pad in (0x36, 0x5C))
    digest = sha256(outer + sha256(inner + b"ip\x00203.0.113.7").digest()).hexdigest()
    assert KEY.of("ip", "203.0.113.7") == f"ip-{digest[:16]}"


@given(st.text(), st.text(), st.binary(min_size=32))
def test_key_kind_and_value_make_it(one: str, other: str, key: bytes) -> None:
    """Two values have one pseudonym only if they are equal; another key or kind gives another."""
    shown = KEY.of("account", one)
    assert re.fullmatch("acct-[0-9a-f]{16}", shown)
    assert (shown == KEY.of("account", other)) == (one == other)
    assert shown.partition("-")[2] != KEY.of("machine", one).partition("-")[2]
    assert (shown == Pseudonyms(key).of("account", one)) == (key == KEY.key)


def test_the_key_is_never_shown() -> None:
    """Neither pseudonyms nor settings print their key."""
    assert "kkk" not in f"{KEY!r} {KEY} {HIDDEN!r} {HIDDEN.shown()!r}"
    assert ("pseudonymize", "yes") in HIDDEN.shown()


def test_a_new_key(tmp_path: Path) -> None:
    """A file that does not exist is written, with a key of chance, for its owner alone."""
    keys = []
    for name in ("a", "b"):
        pseudonyms, new = read_pseudonyms(tmp_path / name)
        assert new
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
        assert read_pseudonyms(tmp_path / name) == (pseudonyms, False)
        keys.append(pseudonyms.key)
    assert keys[0] != keys[1]
    assert len(keys[0]) == 64


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"x" * 32, b"x" * 32),
        (b"x" * 32 + b"\r\n", b"x" * 32),  # as an editor of Windows saves it
        (b"x" * 4096, b"x" * 4096),
        (b"", None),
        (b" \n" * 40, None),
        (b"x" * 31 + b"\n", None),
        (b"x" * 4097, None),  # another file, named by mistake
    ],
)
def test_keys_of_ones_own(tmp_path: Path, content: bytes, key: bytes | None) -> None:
    """A file of 32 to 4096 bytes is a key, white space around it set aside; others are refused."""
    path = tmp_path / "key"
    path.write_bytes(content)
    if key is None:
        with pytest.raises(LinkscanError, match="are no key; allowed are 32 to 4096"):
            read_pseudonyms(path)
    else:
        assert read_pseudonyms(path) == (Pseudonyms(key), False)


def test_a_folder_is_no_key(tmp_path: Path) -> None:
    """What cannot be read is refused in a sentence."""
    with pytest.raises(LinkscanError, match="cannot be read or written"):
        read_pseudonyms(tmp_path)


def shape(report: Report) -> tuple[object, ...]:
    """What a report says, whatever things are called.

    Of several equally short ways to a barred store the one over the first names is shown, so
    what that way is worth in bits is not compared.
    """
    members = {one.id: one for one in report.accounts}
    return (
        dict(report.totals),
        Counter((one.level, one.status, one.logins, one.failures, one.certification,
                 len(one.machines), len(one.spellings), one.exposure and (
                     one.exposure.level, one.exposure.probability,
                     len(one.exposure.path), len(one.exposure.to)))
                for one in report.accounts),
        Counter((one.level, one.accounts_total, len(one.articulation_points),
                 tuple(sorted(members[id].level for id in one.accounts)))
                for one in report.components),
        Counter((one.level, one.scope, one.reason, one.first_step, one.grade, one.bits, one.kinds,
                 one.accounts_total, one.identifiers_total, len(one.suspended), one.first_seen)
                for one in report.findings),
        Counter((one.level, one.source, one.accounts_total, one.logins, len(one.findings))
                for one in report.machines),
        Counter((one.kind, one.cls, one.ties, one.reason, one.accounts_total)
                for one in report.identifiers),
        Counter((one.first_seen, one.last_seen, one.n, one.evidence) for one in report.links),
        Counter((one.subject, one.reason, one.count) for one in report.not_checked),
        Counter((one.code, one.where, one.count) for one in report.warnings),
        Counter((one.kind, one.used_once, one.uses_total) for one in report.ledger),
        Counter((row.level, *(cell.values_total for cell in row.cells)) for row in report.matrix),
    )  # fmt: skip


@given(worlds())
@examples(12)
def test_pseudonyms_change_names_alone(world: World) -> None:
    """Levels, bits, groups, findings and every count are the same with and without them."""
    assert shape(scan_world(world, HIDDEN)) == shape(scan_world(world))


LOGINS = """
    account,time,ip,device_id,machine,operator,platform
    Lotus,2026-01-02 09:00,203.0.113.7,dev-x1-serial,PC-01,Li Wei,amazon
    Ember,2026-01-02 10:00,203.0.113.8,dev-x1-serial,pc-01,Li Wei,amazon
"""


def test_names_of_several_files_stay_joinable() -> None:
    """A value has one pseudonym in all reports of a key, however and where it is written."""
    one = scan_log(LOGINS, HIDDEN)
    other = scan_log(
        """
        店铺,时间,登录IP,设备号
        LOTUS,2026-05-02 09:00,::ffff:203.0.113.7,DEV-X1-SERIAL
        """,
        HIDDEN,
    )
    assert {"amazon/" + account.id for account in other.accounts} <= {a.id for a in one.accounts}
    assert {value.id for value in other.identifiers} <= {value.id for value in one.identifiers}


def test_an_address_keeps_nothing() -> None:
    """Two addresses of one network have nothing in common, nor has the order of the report."""
    ids = [one.label for one in scan_log(LOGINS, HIDDEN).identifiers if one.kind == "ip"]
    assert ids == sorted(KEY.of("ip", f"203.0.113.{n}") for n in (7, 8))


def test_what_a_user_declares_holds() -> None:
    """Aliases and relations are declared by the names that the files use, pseudonyms or not."""
    from linkscan.accounts.declared import read_relations

    relations = read_relations(
        [{"accounts": ["amazon/Lotus", "Ember"], "reason": "Owner Zhang", "owner": "Zhang San",
          "expires": "2099-01-01"}],
        "linkscan.toml",
    )  # fmt: skip
    with_relations = replace(HIDDEN, relations=relations, lines={"203.0.113.0/24": "Zhang office"})
    report = scan_log(LOGINS, with_relations)
    assert {one.relation for one in report.findings} == {KEY.of("text", "Owner Zhang")}
    assert "Zhang" not in str(report)
    assert "203.0.113" not in str(report)


def test_words_that_nobody_knows_are_hidden() -> None:
    """A word of the vocabulary stays; any other may be a name in the wrong column."""
    report = scan_log(
        LOGINS,
        HIDDEN,
        stores=lines(
            """
            account,platform,status,ban reason
            Lotus,amazon,封号,voluntary
            Ember,amazon,ask Zhang San,linked with Zhang San
            Third,Zhang San's shop,closed,
            """
        ),
    )
    words = {(one.status_word, one.ban_reason) for one in report.accounts}
    assert ("封号", "voluntary") in words
    assert "Zhang" not in str(report)
    assert "zhang" not in str(report)
