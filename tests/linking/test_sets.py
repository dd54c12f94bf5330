"""Sets of accounts: what a finding is about."""

from __future__ import annotations

from collections.abc import Mapping

from tests.scanning import scanned
from tests.strategies import LOG, STORES, Row, World

FIRST, SECOND = ("A", "B", "C"), ("A", "B", "D")


def rows(columns: tuple[str, ...], column: str, values: Mapping[str, tuple[str, ...]]) -> list[Row]:
    """A row for each account of each value."""
    blank = dict.fromkeys(columns, "")
    return [blank | {"account": name, column: value} for value in values for name in values[value]]


def test_a_part_is_of_one_pair_of_values() -> None:
    """Where two pairs of values part the same stores from others, the part is of one of the pairs.

    A and B share two lines and two companies, one of each with C and the other with D. The first
    line and the first company are both of A, B and C: together they part nobody from C.
    """
    logins = rows(LOG, "ip", {"203.0.113.1": FIRST, "203.0.113.2": SECOND})
    stores = rows(STORES, "company name", {"Amber Goods": FIRST, "Blue Goods": SECOND})
    with scanned(World(tuple(logins), tuple(stores))) as result:
        parts = result.scanned.engine.rows("""
            SELECT p.accounts, list(account ORDER BY account)
            FROM parts p JOIN part_holders USING (number) GROUP BY number, p.accounts
        """)
    assert parts == [(2, [0, 1])]
