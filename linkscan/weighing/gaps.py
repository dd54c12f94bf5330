"""How near in time two accounts used one value: whole days between their nearest uses.

Never taken from first and last: two accounts that took turns for a year were never further
apart than their nearest days. All pairs are never listed. Of the days of a value, sorted,
only neighbours matter, so one address with 50,000 accounts costs what its rows cost.
"""

from __future__ import annotations

from linkscan.engine import Engine
from linkscan.linking.links import MACHINE
from linkscan.linking.ties import CONTEXT


def find_days(engine: Engine) -> None:
    """Create `days`: on which day which account had the key of a tie.

    A day is counted from 1970 (UTC). It is null where a row says no time, and where time
    makes no difference to the value: such a use may have been on any day.
    """
    engine.create(
        "days",
        f"""
        SELECT DISTINCT t.tie, s.account, s.day
        FROM seen s JOIN value_keys USING (value) JOIN places p USING (account)
        JOIN ties t ON t.key = value_keys.key AND t.scope = p.scope
        WHERE t.fades
        UNION ALL
        SELECT tie, account, CAST(NULL AS INTEGER)
        FROM tied JOIN ties USING (tie)
        WHERE scope <> '{CONTEXT}' AND (NOT fades OR kind = '{MACHINE}')
        """,
    )


def gaps(mark: str, part: str = "0") -> str:
    """SQL of (tie, account, gap): days to the nearest account that has another `mark`.

    `mark` and `part` are expressions over the columns of `accounts`; only accounts that agree
    on `part` are compared. A use on no known day is near to every other: its gap is 0. An
    account that has nobody to be compared with has no row.
    """
    return f"""
        WITH told AS (
            SELECT tie, account, day, {part} AS part, {mark} AS mark
            FROM days JOIN accounts USING (account)
        ), met AS (
            SELECT tie, part, min(mark) FILTER (day IS NULL) AS undated_low,
                   max(mark) FILTER (day IS NULL) AS undated_high
            FROM told GROUP BY tie, part HAVING min(mark) <> max(mark)
        ), marked AS (
            SELECT told.*, undated_low, undated_high FROM told
            JOIN met ON met.tie = told.tie AND met.part = told.part
        ), by_day AS (
            SELECT tie, part, day, min(mark) AS low, max(mark) AS high
            FROM marked WHERE day IS NOT NULL GROUP BY tie, part, day
        ), numbered AS (
            -- The days of a value cut into runs of one mark; a day of several is its own run.
            SELECT tie, part, day, low, high,
                   sum(starts) OVER (PARTITION BY tie, part ORDER BY day) AS run
            FROM (
                SELECT *, CASE WHEN low = high AND low = lag(low) OVER by_part
                                    AND high = lag(high) OVER by_part THEN 0 ELSE 1 END AS starts
                FROM by_day WINDOW by_part AS (PARTITION BY tie, part ORDER BY day)
            )
        ), runs AS (
            SELECT tie, part, run, lag(stops) OVER by_part AS before,
                   lead(begins) OVER by_part AS after
            FROM (SELECT tie, part, run, min(day) AS begins, max(day) AS stops
                  FROM numbered GROUP BY tie, part, run)
            WINDOW by_part AS (PARTITION BY tie, part ORDER BY run)
        )
        SELECT tie, account, CAST(min(gap) AS INTEGER) AS gap FROM (
            SELECT m.tie, m.account, CASE
                       WHEN m.day IS NULL OR n.low <> n.high OR m.undated_low <> m.mark
                            OR m.undated_high <> m.mark THEN 0
                       ELSE least(m.day - r.before, r.after - m.day) END AS gap
            FROM marked m
            LEFT JOIN numbered n ON n.tie = m.tie AND n.part = m.part AND n.day = m.day
            LEFT JOIN runs r ON r.tie = n.tie AND r.part = n.part AND r.run = n.run
        ) GROUP BY tie, account
    """
