"""Sets of accounts: what a finding is about, and which values all of its accounts share.

Most sets are the holders of a value. Where two accounts behind one office line also bear one
company name, these two are a set of their own within that of the line: together the two
values may say what neither says alone.
"""

from __future__ import annotations

from fingerprints import KINDS
from linkscan.engine import Engine
from linkscan.ties import FINDS, LEFT

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
        FROM ties WHERE how IN {FINDS} GROUP BY {columns}
        """,
    )
    if has_soft := bool(engine.rows(f"SELECT 1 FROM ties WHERE how NOT IN {FINDS} LIMIT 1")):
        engine.create("sets", f"SELECT * FROM sets UNION ALL {_parts(engine)}")
    engine.view(
        "holders",
        """
        SELECT number, account FROM sets JOIN tied ON tied.tie = first WHERE second IS NULL
        UNION ALL
        SELECT number, a.account FROM sets JOIN tied a ON a.tie = first
        JOIN tied b ON b.tie = second AND b.account = a.account
        """,
    )
    same = " AND ".join(f"s.{column} = t.{column}" for column in _COMPARED)
    own = f"""
        SELECT s.number, t.tie, false AS support FROM sets s JOIN ties t ON {same}
        WHERE t.how IN {FINDS}"""
    engine.create("members", f"{own} UNION {_shared_by_all()}" if has_soft else own)
    if has_soft:
        _open_gates(engine)
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


def _parts(engine: Engine) -> str:
    """Parts of sets whose accounts share one more value that may tell something."""
    telling = ", ".join(
        f"'{name}'" for name, kind in KINDS.items() if kind.tie == "soft" and kind.u <= TELLING_U
    )
    digest = engine.digest("account")
    columns = ", ".join(_COMPARED)
    return f"""
        SELECT CAST((SELECT max(tie) FROM ties)
                    + row_number() OVER (ORDER BY first, second) AS INTEGER) AS number,
               {columns}, first, second
        FROM (
            SELECT {columns}, min(first) AS first, min(second) AS second FROM (
                SELECT s.first, soft.tie AS second, any_value(s.scope) AS scope,
                       count(*) AS accounts,
                       CAST(count(*) FILTER (a.barred) AS BIGINT) AS barred,
                       min(account) AS least, bit_xor({digest}) AS set_xor,
                       sum(CAST({digest} AS HUGEINT)) AS set_sum
                FROM sets s JOIN ties hard ON hard.tie = s.first AND hard.joins
                JOIN tied h ON h.tie = s.first JOIN accounts a USING (account)
                JOIN tied t USING (account)
                JOIN ties soft ON soft.tie = t.tie AND soft.scope = s.scope
                     AND (soft.kind IN ({telling}) OR (soft.how = 'operator' AND soft.joins))
                GROUP BY s.first, soft.tie, s.accounts
                HAVING count(*) > 1 AND count(*) < s.accounts
            ) GROUP BY {columns}
        ) p WHERE NOT EXISTS (
            SELECT 1 FROM sets s
            WHERE {" AND ".join(f"s.{column} = p.{column}" for column in _COMPARED)})
    """


def _shared_by_all() -> str:
    """Soft values that all accounts of a set share; of a part of a set hard ones, too."""
    return f"""
        SELECT s.number, t.tie, t.how NOT IN {FINDS} FROM sets s
        JOIN tied mine ON mine.account = s.least
        JOIN ties t ON t.tie = mine.tie AND t.scope = s.scope AND t.accounts >= s.accounts
             AND (t.how NOT IN {FINDS} OR (s.second IS NOT NULL AND t.joins))
        JOIN holders one ON one.number = s.number
        JOIN tied other ON other.tie = t.tie AND other.account = one.account
        GROUP BY s.number, t.tie, t.how, s.accounts HAVING count(*) = s.accounts"""


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
