"""nginx and Apache."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.sources import ReadOptions
from linkscan.sources.account_rule import AccountRule, read_rule
from tests.sources.presets.reading import lines, rows, taken
from tests.sources.reading import read_one

TIME = "[02/Jan/2026:09:05:00 +0800]"
COMBINED = (
    f'203.0.113.7 - ana {TIME} "GET /desk?shop=S%2D1 HTTP/1.1" 200 150 "-" "Mozilla/5.0"\n'
    f'203.0.113.7 - ana {TIME} "GET /desk HTTP/1.1" 401 150 "-" "curl \\"8\\""\n'
    f'2001:db8::7 - - {TIME} "GET /store/42/ HTTP/1.1" 200 1 "-" "Mozilla/5.0"\n'
)
SAMPLES = {
    "combined": COMBINED,
    "common": re.sub(' "-" .*', "", COMBINED),
    "with the host": "".join(f"desk.example:443 {line}\n" for line in COMBINED.splitlines()),
    "JSON": lines(
        *(
            {
                "time_iso8601": "2026-01-02T09:05:00+08:00",
                "remote_addr": ip,
                "remote_user": user,
                "request": "GET /desk HTTP/1.1",
                "status": status,
                "http_user_agent": "Mozilla/5.0",
            }
            for ip, user, status in (
                ("203.0.113.7", "ana", "200"),
                ("203.0.113.7", "ana", "401"),
                ("2001:db8::7", "-", "200"),
            )
        )
    ),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_requests_of_a_user(tmp_path: Path, sample: str) -> None:
    """Whom the server knew by name; other requests are counted."""
    found, aside = taken(tmp_path, sample, "access-log")
    assert [(row["account"], row["ip"], row["outcome"]) for row in found] == [
        ("ana", "203.0.113.7", "success"),
        ("ana", "203.0.113.7", "failure"),
    ]
    assert found[0]["observed_at"] == "2026-01-02T09:05:00+08:00"
    assert aside == {"unnamed-use": 1}


@pytest.mark.parametrize(
    ("rule", "accounts"),
    [
        (AccountRule(query="shop"), ["S-1", "ana"]),
        (AccountRule(pattern="/store/([0-9]+)"), ["ana", "ana", "42"]),
    ],
)
def test_a_rule_finds_the_account(tmp_path: Path, rule: AccountRule, accounts: list[str]) -> None:
    """In a parameter of the address, or by a pattern; before the user of the server."""
    table = read_one(tmp_path, "a.log", COMBINED, ReadOptions(rule=rule))
    assert [row["account"] for row in rows(table)] == accounts


def test_a_log_without_accounts_says_what_to_do(tmp_path: Path) -> None:
    """It is no error of the file: a rule is missing."""
    with pytest.raises(LinkscanError) as caught:
        read_one(tmp_path, "a.log", COMBINED.replace(" ana ", " - "))
    assert caught.value.text("en") == (
        "a.log: nginx, Apache: access log, 3 records, and none of them names an account; say where "
        "it stands with [account_rule] in linkscan.toml."
    )


@pytest.mark.parametrize(
    "said", ["shop", {"header": "x"}, {"pattern": "shop"}, {"pattern": "(shop"}]
)
def test_a_rule_that_is_none(said: object) -> None:
    """A pattern needs a group, and there is nothing but query and pattern."""
    with pytest.raises(LinkscanError, match="account_rule"):
        read_rule(said, "linkscan.toml")


def test_takes_refusals_of_the_error_log(tmp_path: Path) -> None:
    """Of nginx and Apache; Nginx Proxy Manager mixes both kinds of log."""
    text = (
        '[02/Jan/2026:09:05:00 +0000] - 404 404 - GET http a.example "/x" [Client 203.0.113.7] '
        '[Length 192] [Gzip 3.10] [Sent-to a] "Mozilla/5.0" "-"\n'
        '2026/01/02 09:05:00 [error] 334#334: *338 user "ana": password mismatch, client: '
        '203.0.113.7, server: a.example, request: "GET / HTTP/1.1", host: "a.example"\n'
        "[Fri Jan 02 09:05:00.123456 2026] [auth_basic:error] [pid 8235:tid 1399] [client "
        '203.0.113.7:49766] AH01617: user ben: authentication failure for "/": Password Mismatch\n'
        "[Fri Jan 02 09:05:00 2026] [error] [client 203.0.113.7] File does not exist: /var/www/x\n"
    )
    found, aside = taken(tmp_path, text, "access-log")
    assert [(row["account"], row["ip"], row["outcome"]) for row in found] == [
        ("ana", "203.0.113.7", "failure"),
        ("ben", "203.0.113.7:49766", "failure"),
    ]
    assert found[1]["observed_at"] == "2026-01-02 09:05:00"
    assert aside == {"unnamed-use": 1, "not-a-sign-in": 1}
