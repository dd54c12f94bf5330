"""Where the account stands in a log that has no field for it: the user's own rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_plus

from linkscan.errors import LinkscanError
from linkscan.i18n import _


@dataclass(frozen=True, slots=True)
class AccountRule:
    """Finds the account in the text of a record.

    `query` is a parameter of the address that was asked for (`?shop=...`), `pattern` a regular
    expression whose first group is the account. Neither: only what the log itself names.
    """

    query: str = ""
    pattern: str = ""

    def account(self, text: str) -> str:
        """The account that a record names, "" if none."""
        if self.query and (match := re.search(rf"[?&]{re.escape(self.query)}=([^&#\s\"]+)", text)):
            return unquote_plus(match[1])
        if self.pattern and (match := re.search(self.pattern, text)):
            return match[1] or ""
        return ""


def read_rule(said: object, where: str) -> AccountRule:
    """The rule of a `[account_rule]` table.

    Raises:
        LinkscanError: It is none.
    """
    if isinstance(said, Mapping) and {*said} <= {"query", "pattern"}:
        rule = AccountRule(str(said.get("query", "")), str(said.get("pattern", "")))
        if _is_pattern(rule.pattern):
            return rule
    raise LinkscanError(
        _(
            '{where}: [account_rule] takes query = "shop" (a parameter of the address) or '
            'pattern = "/store/([0-9]+)" (a regular expression with one group).'
        ),
        where=where,
    )


def _is_pattern(text: str) -> bool:
    try:
        return not text or re.compile(text).groups >= 1
    except re.error:
        return False
