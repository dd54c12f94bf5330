"""Operators and logins."""

from __future__ import annotations

import pytest

from fingerprints import Identifier, Rejected, identify


@pytest.mark.parametrize(
    ("kind", "text", "found_kind", "key", "label"),
    [
        ("operator", "OP01", "operator", "op01", "o****"),
        ("operator", " 阿强 ", "operator", "阿强", "阿****"),
        ("operator", "Li  Lei", "operator", "li lei", "l****"),
        ("operator", "20260042", "operator", "20260042", "2****"),  # a staff number
        ("operator", "Ops01@Example.com", "login", "ops01@example.com", "o****@example.com"),
        ("operator", "139 1234 0001", "login", "+8613912340001", "+86****001"),
        ("left_operator", "阿强", "left_operator", "阿强", "阿****"),
        ("left_operator", "13912340001", "left_operator", "+8613912340001", "+86****001"),
        ("login", "Shop01", "login", "shop01", "sh****"),
        ("login", "ｓｈｏｐ０１", "login", "shop01", "sh****"),
        ("login", "a.b+x@gmail.com", "login", "ab@gmail.com", "a****@gmail.com"),
        ("login", "+1 (202) 555-0101", "login", "+12025550101", "+12****101"),
        ("login", "(202) 555-0101", "login", "(202) 555-0101", "(2****"),  # of no known country
        ("login", "shop@home", "login", "shop@home", "sh****"),
        ("login", "@shop", "login", "@shop", "@s****"),
    ],
)
def test_a_login_that_is_a_contact_is_compared_as_one(
    kind: str, text: str, found_kind: str, key: str, label: str
) -> None:
    """E-mails and phones of operators are logins; other names stay as written."""
    assert identify(kind, text) == Identifier(found_kind, key, label)
    assert identify(found_kind, key) == Identifier(found_kind, key, label)


def test_a_name_is_not_romanised() -> None:
    """A label of the seller's own means what it says."""
    assert identify("operator", "阿强") != identify("operator", "A Qiang")


@pytest.mark.parametrize("kind", ["operator", "login"])
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("-", "placeholder"),
        ("admin", "placeholder"),
        ("ADMIN ", "placeholder"),
        ("管理员", "placeholder"),
        ("主账号", "placeholder"),
        ("test@test.com", "placeholder"),
        ("13800138000", "placeholder"),
        ("138****5678", "masked"),
        ("s***1@example.com", "masked"),
        ("阿*", "masked"),
    ],
)
def test_what_names_nobody_says_why(kind: str, text: str, reason: str) -> None:
    """The first login of every back office, examples and hidden values are refused."""
    assert identify(kind, text) == Rejected(kind, reason)
