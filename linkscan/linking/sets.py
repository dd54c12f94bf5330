"""Sets of accounts: what a finding is about, and which values all of its accounts share.

Most sets are the holders of a value. Where two accounts behind one office line also bear one
company name, these two are a set of their own within that of the line: together the two
values may say what neither says alone.
"""

from __future__ import annotations

from fingerprints import KINDS
from linkscan.engine import Engine
from linkscan.linking.ties import FINDS, LEFT

TELLING_U = 0.01
"""A soft value that more than 1 in 100 strangers share never makes a set by itself (ours)."""

_COMPARED = ("scope", "accounts", "barred", "least", "set_xor", "set_sum")


def find_sets(engine: Engine) -> None:
    """Create `sets`, `holders` and `members`.

    `sets`: distinct sets of accounts; `first` is a tie that all of them have, `second`, where
    the set is only a part of those who have `first`, another one. `holders`: their accounts.
    `members`: the ties of each, and with `support` the soft ones that all of them share.
    """
    columns = ", ".join(_COMPARED)
    engine.create(
        "sets",
        f"""
        SELECT min(tie) AS number, {columns}, min(tie) AS first, CAST(NULL AS INTEGER) AS second
        FROM ties WHERE how IN {FINDS} AND at_home GROUP BY {columns}
        """,
    )
    _find_parts(engine)
    engine.view(
        "holders",
        """
        SELECT number, account FROM sets JOIN tied ON tied.tie = first WHERE second IS NULL
        UNION ALL SELECT number, account FROM part_holders
        """,
    )
    _find_members(engine)
    engine.create(
        "sets",
        f"""
        SELECT s.*, m.* EXCLUDE (number) FROM sets s JOIN (
            SELECT number, count(*) FILTER (NOT support) AS ties,
                   min(grade) FILTER (NOT support) AS grade, bool_or(t.joins) AS joins,
                   bool_or(kind = '{LEFT}') AS someone_left
            FROM members JOIN ties t USING (tie) GROUP BY number
        ) m USING (number)
        """,
    )


def _find_parts(engine: Engine) -> None:
    """Add to `sets` the parts whose accounts share one more value that may tell something."""
    telling = ", ".join(
        f"'{name}'" for name, kind in KINDS.items() if kind.tie == "soft" and kind.u <= TELLING_U
    )
    # Never from whole sets to all their parts: that would be quadratic behind one address.
    engine.create(
        "meets",
        f"""
        SELECT s.first, t.tie AS second, h.account, s.scope, s.accounts AS whole
        FROM tied t JOIN ties soft ON soft.tie = t.tie
             AND (soft.kind IN ({telling}) OR (soft.how = 'operator' AND soft.joins))
        JOIN tied h ON h.account = t.account
        JOIN sets s ON s.first = h.tie AND s.scope = soft.scope
        JOIN ties hard ON hard.tie = s.first AND hard.joins
        """,
    )
    digest = engine.digest("account")
    columns = ", ".join(_COMPARED)
    engine.create(
        "parts",
        f"""
        SELECT CAST((SELECT coalesce(max(tie), 0) FROM ties)
                    + row_number() OVER (ORDER BY first, second) AS INTEGER) AS number,
               {columns}, first, second
        FROM (
            -- The two of one meeting: the least of each alone may be of another set.
            SELECT {columns}, min(pair).first AS first, min(pair).second AS second FROM (
                SELECT struct_pack(first := first, second := second) AS pair, scope,
                       count(*) AS accounts,
                       CAST(count(*) FILTER (a.barred) AS BIGINT) AS barred,
                       min(account) AS least, bit_xor({digest}) AS set_xor,
                       sum(CAST({digest} AS HUGEINT)) AS set_sum
                FROM (SELECT first, second, scope, whole, account FROM meets) m
                JOIN (SELECT account, barred, scope AS home FROM accounts) a USING (account)
                GROUP BY first, second, scope, whole
                HAVING count(*) > 1 AND count(*) < whole AND bool_or(home = scope)
            ) GROUP BY {columns}
        ) p ANTI JOIN sets s USING ({columns})
        """,
    )
    engine.create(
        "part_holders",
        "SELECT number, account FROM meets JOIN parts USING (first, second)",
    )
    engine.create("sets", "SELECT * FROM sets UNION ALL SELECT * FROM parts")
    engine.drop("meets")


def _find_members(engine: Engine) -> None:
    columns = ", ".join(_COMPARED)
    # Whatever all accounts of a set share, the first of them has.
    engine.create(
        "candidates",
        f"""
        SELECT s.number, t.tie, s.accounts, t.how NOT IN {FINDS} AS support FROM sets s
        JOIN tied mine ON mine.account = s.least
        JOIN ties t ON t.tie = mine.tie AND t.scope = s.scope AND t.accounts >= s.accounts
             AND (t.how NOT IN {FINDS} OR (s.second IS NOT NULL AND t.joins))
        """,
    )
    engine.create(
        "members",
        f"""
        SELECT number, tie, false AS support FROM sets JOIN ties USING ({columns})
        WHERE how IN {FINDS} AND second IS NULL
        UNION ALL
        SELECT c.number, c.tie, c.support FROM candidates c
        JOIN holders one ON one.number = c.number
        JOIN tied other ON other.tie = c.tie AND other.account = one.account
        GROUP BY c.number, c.tie, c.support, c.accounts HAVING count(*) = c.accounts
        """,
    )
    _open_gates(engine)


def _open_gates(engine: Engine) -> None:
    """Leave out parts of browsers in sets that share no browser: family and system gate."""
    gated = ", ".join(f"'{name}'" for name, kind in KINDS.items() if kind.gated)
    engine.create(
        "members",
        f"""
        SELECT m.* FROM members m JOIN ties t USING (tie)
        WHERE t.kind NOT IN ({gated}) OR EXISTS (
            SELECT 1 FROM members o JOIN ties p USING (tie)
            WHERE o.number = m.number AND p.kind = 'browser')
        """,
    )
