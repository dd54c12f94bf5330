"""Declared relations and accepted findings: what holds, until when, and what it changes."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from linkscan.accounts.declared import Declared, read_acceptances, read_relations
from linkscan.config import Settings, read_config
from linkscan.errors import LinkscanError
from linkscan.model import Report
from tests.scanning import SETTINGS, found, levels, only_finding, scan_log

TODAY = "2026-11-01"
LOG = (
    "account,platform,time,ip,device id\na,amazon,2026-01-02,203.0.113.1,dev-x1\nb,amazon,,,dev-x1"
)
LAST_DAYS = [
    ("2026-11-01", True),  # its last day is the day of expiry
    (date(2026, 11, 1), True),  # a date of TOML itself
    (" 2027-01-01 ", True),
    ("2026-10-31", False),
    ("2024-02-29", False),
    ("", False),
    (None, False),
    ("never", False),
    ("31.12.2027", False),
    ("2027-13-01", False),
    ("2027-02-30", False),
    (20271231.5, False),  # fromisoformat of Python 3.11 reads a day here
    (True, False),
    ("9999", False),
]


def declaring(toml: str) -> Settings:
    """Settings with what a linkscan.toml declares."""
    content = tomllib.loads(toml)
    return replace(
        SETTINGS,
        relations=read_relations(content.get("relations", []), "linkscan.toml"),
        accepted=read_acceptances(content.get("accepted", []), "linkscan.toml"),
    )


def relation(rest: str = 'accounts = ["a", "b"]', expires: str = "2027-01-01") -> Settings:
    """Settings with one relation."""
    head = '[[relations]]\nreason = "one company"\nowner = "Chen"\n'
    return declaring(f'{head}expires = "{expires}"\n{rest}')


def told(report: Report) -> set[tuple[str, str]]:
    """Codes and names of the warnings about what is declared."""
    codes = ("expired-relation", "unused-relation", "expired-acceptance", "unused-acceptance")
    return {(one.code, dict(one.params)["name"]) for one in report.warnings if one.code in codes}


# -- expiry ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("expires", "holds"), LAST_DAYS)
def test_expiry(expires: object, holds: bool) -> None:
    """What is past, missing or no date has expired: silence accepts nothing."""
    entry = {"reason": "known", "owner": "Chen", "expires": expires}
    if expires is None:
        del entry["expires"]
    (one,) = read_acceptances([{**entry, "finding": "f-1"}], "linkscan.toml")
    assert one.declared.holds(date(2026, 11, 1)) is holds
    (two,) = read_relations([{**entry, "accounts": ["a", "b"]}], "linkscan.toml")
    assert two.declared == one.declared


@pytest.mark.parametrize(("expires", "holds"), [("2026-11-01", True), ("2026-10-31", False),
                                                ("soon", False)])  # fmt: skip
def test_an_expired_relation_is_told(expires: str, holds: bool) -> None:
    """A relation that has expired changes nothing, and the report says so with what was
    written."""
    report = scan_log(LOG, relation(expires=expires))
    assert only_finding(report).level == ("low" if holds else "high")
    assert (only_finding(report).relation == "one company") is holds
    assert told(report) == (set() if holds else {("expired-relation", "a, b")})
    for one in report.warnings:
        if one.code == "expired-relation":
            assert dict(one.params)["expires"] == expires


# -- relations -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rest", "covers"),
    [
        ('accounts = ["a", "b"]', True),
        ('accounts = ["amazon/a", " B "]', True),
        ('accounts = ["a", "b", "c"]', True),
        ('accounts = ["a", "c"]', False),
        ('accounts = ["a", "b"]\nkinds = ["device_id"]', True),
        ('accounts = ["a", "b"]\nkinds = ["device_id", "ip"]', True),
        ('accounts = ["a", "b"]\nkinds = ["ip"]', False),
        ('entity = "owner ONE"', True),
        ('entity = "Owner Two"', False),
    ],
)
def test_what_a_relation_covers(rest: str, covers: bool) -> None:
    """A relation covers a finding if it names all of its stores, and all kinds of its values or
    none; the finding stays visible, at the least level."""
    report = scan_log(
        LOG,
        relation(rest),
        stores="store,platform,status,entity\na,amazon,active,Owner One\n"
        "b,amazon,active,Owner  One\nc,amazon,active,Owner Two",
    )
    finding = only_finding(report)
    assert (finding.level, finding.relation) == (
        ("low", "one company") if covers else ("high", None)
    )
    assert (finding.first_step == "no-action") is covers
    assert finding.accounts == ("amazon/a", "amazon/b")


def test_a_third_store_is_not_covered() -> None:
    """A store that is not declared keeps the whole set a finding."""
    report = scan_log(f"{LOG}\nc,amazon,,,dev-x1", relation())
    assert only_finding(report).level == "high"


def test_contagion_is_never_covered() -> None:
    """A relation to a suspended store stops nothing: the platform judges it all the same."""
    stores = "store,platform,status\na,amazon,active\nb,amazon,suspended"
    report = scan_log(LOG, relation(), stores=stores)
    assert only_finding(report).level == "critical"
    assert only_finding(report).first_step == "official-route"
    assert levels(report)["amazon/a"] == "critical"


def test_a_relation_of_nobody_is_told() -> None:
    """Stores that no file knows are a slip of the pen: the report says so."""
    report = scan_log(LOG, relation('accounts = ["a", "x"]'))
    assert told(report) == {("unused-relation", "a, x")}
    report = scan_log(LOG, relation('entity = "Nobody"'))
    assert told(report) == {("unused-relation", "Nobody")}


# -- acceptances -----------------------------------------------------------------------------


def accepting(finding: str, expires: str = "2027-01-01") -> Settings:
    """Settings that accept one finding."""
    return declaring(
        f'[[accepted]]\nfinding = "{finding}"\nreason = "spare PC"\nowner = "Chen"\n'
        f'expires = "{expires}"'
    )


def test_an_accepted_finding_stays() -> None:
    """An accepted finding keeps its level, and says who accepted it, why and until when."""
    before = scan_log(LOG)
    report = scan_log(LOG, accepting(only_finding(before).id))
    assert found(report) == found(before)
    assert levels(report) == levels(before)
    assert only_finding(report).accepted is not None
    assert replace(only_finding(report), accepted=None) == only_finding(before)


@pytest.mark.parametrize("expires", ["2026-10-31", "", "for ever"])
def test_an_expired_acceptance_is_told(expires: str) -> None:
    """An acceptance that has expired accepts nothing, and the report says so."""
    id_ = only_finding(scan_log(LOG)).id
    report = scan_log(LOG, accepting(id_, expires))
    assert only_finding(report).accepted is None
    assert told(report) == {("expired-acceptance", id_)}


def test_new_evidence_opens_it_again() -> None:
    """One more shared value or store, or a suspension, is another finding."""
    id_ = only_finding(scan_log(LOG)).id
    suspended = {"stores": "store,platform,status\na,amazon,active\nb,amazon,suspended"}
    for more, texts in (("\na,amazon,,,dev-y2\nb,amazon,,,dev-y2", {}),
                        ("\nc,amazon,,,dev-x1", {}), ("", suspended)):  # fmt: skip
        report = scan_log(LOG + more, accepting(id_), **texts)
        assert [one.accepted for one in report.findings] == [None]
        assert told(report) == {("unused-acceptance", id_)}


def test_a_later_sign_in_does_not() -> None:
    """The same stores and values seen once more are the same finding."""
    id_ = only_finding(scan_log(LOG)).id
    report = scan_log(f"{LOG}\na,amazon,2026-05-05,203.0.113.9,dev-x1", accepting(id_))
    assert only_finding(report).accepted


# -- what the file must hold -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("relations = 3", "'relations' takes tables: write [[relations]]"),
        ("accepted = ['f-1']", "'accepted' takes tables: write [[accepted]]"),
        ("[[relations]]\nreason = 'r'\nowner = 'o'", "[[relations]] names no stores"),
        ("[[relations]]\naccounts = ['a']\nreason = 'r'\nowner = 'o'", "names no stores"),
        ("[[relations]]\naccounts = ['a', 'b']\nowner = 'o'", "lacks its reason or its owner"),
        ("[[relations]]\naccounts = ['a', 'b']\nreason = ' '\nowner = 'o'", "lacks its reason"),
        ("[[accepted]]\nreason = 'r'\nowner = 'o'", "[[accepted]] names no finding"),
        ("[[accepted]]\nfinding = 'f-1'\nreason = 'r'", "lacks its reason or its owner"),
    ],
)
def test_incomplete_entries(content: str, said: str, tmp_path: Path) -> None:
    """An entry without stores or finding, reason or owner stops the run, and says what lacks."""
    path = tmp_path / "linkscan.toml"
    path.write_text(content)
    with pytest.raises(LinkscanError) as error:
        read_config(path)
    assert str(error.value).startswith(str(path))
    assert said in str(error.value)


def test_declared_in_full() -> None:
    """What is declared is kept as it is written."""
    (one,) = relation('accounts = ["a", "b"]\nkinds = ["ip"]').relations
    assert (one.accounts, one.entity, one.kinds) == (("a", "b"), None, ("ip",))
    assert one.declared == Declared("one company", "Chen", date(2027, 1, 1), "2027-01-01")
