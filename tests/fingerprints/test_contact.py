"""Telephone numbers and e-mail addresses."""

from __future__ import annotations

import pytest

from fingerprints import Identifier, Rejected, identify
from fingerprints.tables import load


@pytest.mark.parametrize(
    ("text", "region", "key"),
    [
        ("13912340001", None, "+8613912340001"),
        ("139 1234 0001", None, "+8613912340001"),
        ("139-1234-0001", None, "+8613912340001"),
        ("13912340001", "US", "+8613912340001"),  # a seller's own number for any site
        ("13912340001", "DE", "+8613912340001"),
        ("13912340001.0", None, "+8613912340001"),  # a table of floats
        ("1３912340001", None, "+8613912340001"),
        ("'13912340001", None, "+8613912340001"),
        ("+86 139 1234 0001", None, "+8613912340001"),
        ("+86-13912340001", "US", "+8613912340001"),
        ("(+86)13912340001", None, "+8613912340001"),
        ("0086 13912340001", None, "+8613912340001"),
        ("8613912340001", None, "+8613912340001"),
        ("\u202d+8613912340001\u202c", None, "+8613912340001"),  # pasted from contacts
        ("+1 202 555 0101", None, "+12025550101"),
        ("(202) 555-0101", "US", "+12025550101"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("020 7946 0018", "UK", "+442079460018"),
        ("03-1234-5678", "JP", "+81312345678"),
        ("021-62345678", "CN", "+862162345678"),
        ("021-62345678转801", "CN", "+862162345678;ext=801"),
        ("021-62345678 ext. 801", "CN", "+862162345678;ext=801"),
    ],
)
def test_a_number_names_its_line(text: str, region: str | None, key: str) -> None:
    """Written forms of one line have one key; the country is written, known, or Chinese."""
    found = identify("phone", text, region)
    assert isinstance(found, Identifier)
    assert found.key == key
    assert found.label == f"{key[:3]}****{key[-3:]}"


@pytest.mark.parametrize(
    ("text", "region", "reason"),
    [
        ("", None, "empty"),
        ("无", None, "placeholder"),
        ("00000000000", None, "placeholder"),
        ("13800138000", None, "placeholder"),
        ("+86 138 0013 8000", None, "placeholder"),
        ("139****0001", None, "masked"),
        ("139xxxx0001", None, "masked"),
        ("1.39E+10", None, "rounded"),
        ("(202) 555-0101", None, "no-region"),
        ("021-62345678", None, "no-region"),
        ("2025550101", "EU", "no-region"),
        ("2025550101", "北美", "no-region"),
        ("+999 12345678", None, "not-a-phone"),
        ("+86 1391234", None, "not-a-phone"),
        ("13912340001/13912340002", None, "not-a-phone"),
        ("13912340001 13912340002", "CN", "not-a-phone"),
        ("张三 13912340001", None, "not-a-phone"),
        ("12", "US", "not-a-phone"),
    ],
)
def test_what_is_no_line_says_why(text: str, region: str | None, reason: str) -> None:
    """Hidden, rounded, homeless and impossible numbers are refused by name."""
    assert identify("phone", text, region) == Rejected("phone", reason)


@pytest.mark.parametrize(
    ("text", "key", "label"),
    [
        ("Store01@Example.com", "store01@example.com", "s****@example.com"),
        (" store01＠example.com ", "store01@example.com", "s****@example.com"),
        ("a.b.c+amazon@gmail.com", "abc@gmail.com", "a****@gmail.com"),
        ("ABC@googlemail.com", "abc@gmail.com", "a****@gmail.com"),
        ("a.b+x@outlook.com", "a.b@outlook.com", "a****@outlook.com"),
        ("li.lei+eu@example.com", "li.lei+eu@example.com", "l****@example.com"),
        ("me@mac.com", "me@icloud.com", "m****@icloud.com"),
        ("x@example.com", "x@example.com", "****@example.com"),
        ("shop@例子.example", "shop@xn--fsqu00a.example", "s****@xn--fsqu00a.example"),
    ],
)
def test_an_address_names_its_mailbox(text: str, key: str, label: str) -> None:
    """Case never counts; dots and tags only where the provider says they do not."""
    assert identify("email", text) == Identifier("email", key, label)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("暂无", "placeholder"),
        ("test@test.com", "placeholder"),
        ("s****1@example.com", "masked"),
        ("store01", "not-an-email"),
        ("store01@", "not-an-email"),
        ("@example.com", "not-an-email"),
        ("a@b", "not-an-email"),
        ("a@@example.com", "not-an-email"),
        ("a@example.com, b@example.com", "not-an-email"),
        ("+tag@gmail.com", "not-an-email"),
        ("a b@example.com", "not-an-email"),
    ],
)
def test_what_is_no_mailbox_says_why(text: str, reason: str) -> None:
    """Hidden and malformed addresses are refused by name."""
    assert identify("email", text) == Rejected("email", reason)


def test_provider_rules_are_stated() -> None:
    """Every provider rule has a source and a date, and a domain has one rule."""
    providers = load("email_providers")["provider"]
    domains = [domain for provider in providers for domain in provider["domains"]]
    assert len(set(domains)) == len(domains)
    assert all(provider["source"] and provider["date"] for provider in providers)
