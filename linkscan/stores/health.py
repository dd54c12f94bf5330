"""Shop health: which stores break a limit on their figures, by the latest figures of each.

A store that breaks a rule in its platform's own words is weak: if it falls, the stores that
are tied to it hang on a suspended one. Figures tie nothing and lower no level. What is not
known is told, never taken for healthy.

All figures stay in the engine (`figure_cells`, `figures`, `health`); Python sees the first of
what is broken.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from linkscan.accounts.accounts import Joined
from linkscan.engine import Engine
from linkscan.engine.base import quoted
from linkscan.findings.evidence import citation
from linkscan.linking.graph import Numbers
from linkscan.model import LEVELS, Health, Level, NotChecked, Warning
from linkscan.rows.events import account_ref
from linkscan.rows.figures import NUMBER, figures_table
from linkscan.rows.flaws import USED
from linkscan.rows.loading import Loaded
from linkscan.rules.health_rules import health_rules
from linkscan.sources import parse_time
from linkscan.sources.columns import FIGURES, RATES, SALES

if TYPE_CHECKING:
    from linkscan.findings.verdicts import Verdicts

ROWS_CITED = 20
"""Rows that a warning names."""

HEALTH_SHOWN = 500
"""Broken limits that a report lists, those of weak stores first; its totals count all."""

FIGURE = "figure"
"""Subject of what is not known of figures: `NotChecked.id` of a store without any."""

RAISED: dict[Level, Level] = {"low": "medium", "medium": "high"}
"""What a weak store makes of the level of its component. Critical is what a suspended one does."""


@dataclass(frozen=True, slots=True)
class Healths:
    """What the figures say: broken limits (bounded), and the numbers of all weak stores."""

    broken: tuple[Health, ...] = ()
    weak: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    totals: tuple[tuple[str, int], ...] = ()  # nothing where there are no figures
    not_checked: tuple[NotChecked, ...] = ()
    warnings: tuple[Warning, ...] = ()


def find_health(
    engine: Engine, inputs: Sequence[Loaded], joined: Sequence[Joined], now: datetime, swing: float
) -> Healths:
    """Compare the latest figures of each store with the rules.

    Of the rows of one day the worst figure counts, so that neither order nor a repeat matters.
    A row without a date is older than any with one.

    Args:
        engine: Holds the rows of `inputs`, `accounts` and `account_refs`.
        inputs: All inputs; those that are metrics have figures.
        joined: Accounts by number.
        now: What the age of a store is taken at.
        swing: Between sales of two periods, the factor from which on it is a swing.
    """
    tables = [one for one in inputs if one.is_metrics]
    if not tables:
        return Healths()
    warnings = [*_put_figures(engine, tables), *_bad_cells(engine, tables)]
    young, undated = _young(engine, joined, now)
    _judge(engine, young, swing)
    return Healths(
        broken=_broken(engine, inputs, joined),
        weak=engine.arrays("SELECT DISTINCT account FROM health WHERE weak ORDER BY account")[
            "account"
        ].astype(np.int64),
        totals=_totals(engine),
        not_checked=(*_without_figures(engine, tables), *_without_age(undated)),
        warnings=tuple(warnings),
    )


def raise_components(
    verdicts: Verdicts, healths: Healths, joined: Sequence[Joined], components: Numbers
) -> tuple[Verdicts, dict[int, tuple[int, ...]]]:
    """The verdicts, components with a weak store one level up; and the weak stores of each.

    A barred store is what it is, whatever its figures.
    """
    weak: dict[int, list[int]] = {}
    for account in healths.weak.tolist():
        component = int(components[account])
        if component >= 0 and not joined[account].barred:
            weak.setdefault(component, []).append(account)
    levels = dict(verdicts.components)
    for component in weak:
        level = LEVELS[levels[component]]
        levels[component] = LEVELS.index(RAISED.get(level, level))
    return replace(verdicts, components=levels), {
        component: tuple(accounts) for component, accounts in weak.items()
    }


def _put_figures(engine: Engine, tables: Sequence[Loaded]) -> list[Warning]:
    """Create `figure_cells`: (input, record, account, metric, day, value), rates in per cent;
    the value is null where a cell holds something else. `figures` are the others."""
    selects, warnings = [], []
    for one in tables:
        texts = figures_table(one.rows)
        for metric in (metric for metric in FIGURES if metric in one.columns):
            value = "number"
            if metric in RATES:
                most, doubtful = _bare(engine, one, metric)
                if most is not None and most <= 1 and not _says_per_cent(engine, one, metric):
                    value = "CASE WHEN signed THEN number ELSE 100 * number END"
                    if doubtful:
                        params = (("input", one.table.name), ("kind", metric))
                        warnings.append(Warning("rates-without-sign", params, (), doubtful))
            selects.append(f"""
                SELECT {one.number} AS input, record, r.account, {quoted(metric)} AS metric,
                       CAST(observed_at AS DATE) AS day, CAST({value} AS {NUMBER}) AS value
                FROM (SELECT record, observed_at, {metric} AS written,
                             {account_ref(engine, one)} AS account_ref
                      FROM {one.name} WHERE flaw = {USED}) cells
                JOIN account_refs r USING (account_ref)
                JOIN {texts} t ON t.metric = {quoted(metric)} AND t.written = cells.written
            """)
    engine.create("figure_cells", " UNION ALL ".join(selects))
    engine.create("figures", "SELECT * FROM figure_cells WHERE value IS NOT NULL")
    return warnings


def _bad_cells(engine: Engine, tables: Sequence[Loaded]) -> list[Warning]:
    """Cells that hold no figure, one warning for each file and metric."""
    by_number = {one.number: one for one in tables}
    return [
        Warning(
            "bad-figure",
            (("input", by_number[number].table.name), ("kind", metric)),
            tuple(citation(by_number[number], record) for record in records),
            count,
        )
        for number, metric, count, records in engine.rows(f"""
            SELECT input, metric, count(*), list(record ORDER BY record)[:{ROWS_CITED}]
            FROM figure_cells WHERE value IS NULL GROUP BY input, metric ORDER BY input, metric
        """)
    ]


def _says_per_cent(engine: Engine, one: Loaded, metric: str) -> bool:
    """Whether the header has a per cent sign, or another rate of the table a number above 1
    without one: then its rates are per cent. (A sign in other cells of the column says nothing:
    a spreadsheet writes 0.02 for 2% where a cell is not formatted.)"""
    if metric == "valid_tracking_rate":
        return False  # nobody tracks less than one per cent
    header = one.table.scan.columns[one.table.mapping.fields[metric]]
    return "%" in unicodedata.normalize("NFKC", header) or any(
        (_bare(engine, one, other)[0] or 0) > 1
        for other in RATES
        if other != metric and other in one.columns
    )


def _bare(engine: Engine, one: Loaded, metric: str) -> tuple[float | None, int]:
    """Of the rates of a column that have no sign: the largest number, and in how many rows one
    keeps its limit as per cent and breaks it as a share.

    A column that is nowhere above 1 is read as shares: of the two readings the one that warns.
    Of valid tracking, where a share is the smaller number, 0.97 per cent is nobody's figure.
    """
    rule = next(rule for rule in health_rules().values() if rule.metric == metric)
    keeps = f"{rule.comparison} {rule.limit}"
    kept = f"number {keeps} AND NOT 100 * number {keeps}"
    ((most, doubtful),) = engine.rows(f"""
        SELECT CAST(max(number) AS DOUBLE), count(*) FILTER ({kept})
        FROM {one.name} i JOIN {figures_table(one.rows)} t
             ON t.metric = {quoted(metric)} AND t.written = i.{metric}
        WHERE flaw = {USED} AND NOT signed
    """)
    return most, doubtful


def _young(engine: Engine, joined: Sequence[Joined], now: datetime) -> tuple[list[int], list[int]]:
    """Of the stores with sales of two days or more: the young ones, and those that say no
    opening date."""
    days = next(rule.within_days for rule in health_rules().values() if rule.within_days)
    series = engine.rows(f"""
        SELECT account FROM figures WHERE metric = {quoted(SALES)} AND day IS NOT NULL
        GROUP BY account HAVING count(DISTINCT day) > 1 ORDER BY account
    """)
    young, undated = [], []
    for (account,) in series:
        opened = min(filter(None, map(_moment, joined[account].values("opened_at"))), default=None)
        if opened is None:
            undated.append(account)
        elif now - opened < timedelta(days=days):
            young.append(account)
    return young, undated


@cache
def _moment(text: str) -> datetime | None:
    return parse_time(text, ZoneInfo("UTC"))


def _judge(engine: Engine, young: Sequence[int], swing: float) -> None:
    """Create `health`: a row for each rule that a store breaks, with the row that says so."""
    engine.put("young", {"account": "INTEGER"}, [(account,) for account in young])
    _put_latest(engine)
    found = []
    for rule in health_rules().values():
        limit = swing if rule.metric == SALES else rule.limit
        platforms = ", ".join(map(quoted, rule.platforms)) or "NULL"
        official = (
            f"{str(rule.mark == 'official').lower()} AND coalesce(scope IN ({platforms}), false)"
        )
        found.append(f"""
            SELECT account, {quoted(rule.id)} AS rule, value, CAST({limit} AS DOUBLE) AS most,
                   {official} AS weak, input, record, day
            FROM latest JOIN accounts USING (account)
            WHERE metric = {quoted(rule.metric)} AND NOT value {rule.comparison} {limit}
        """)
    engine.create("health", " UNION ALL ".join(found))


def _put_latest(engine: Engine) -> None:
    """Create `latest`: of each store the figure of each metric that counts.

    Of sales that is the largest change from one day to the next with sales on both, as a
    factor, of young stores.
    """
    worse = " ".join(f"WHEN {quoted(rule.metric)} THEN -value"
                     for rule in health_rules().values() if rule.comparison == ">")  # fmt: skip
    engine.create(
        "latest",
        f"""
        WITH sales AS (
            SELECT account, day, input, record, value,
                   lag(value) OVER (PARTITION BY account ORDER BY day) AS before
            FROM (SELECT *, row_number() OVER (PARTITION BY account, day
                                               ORDER BY value DESC, input, record) AS place
                  FROM figures JOIN young USING (account)
                  WHERE metric = {quoted(SALES)} AND day IS NOT NULL)
            WHERE place = 1
        ), swings AS (
            SELECT *, CAST(greatest(value, before) AS DOUBLE)
                      / CAST(least(value, before) AS DOUBLE) AS factor
            FROM sales WHERE value > 0 AND before > 0
        )
        SELECT account, metric, CAST(value AS DOUBLE) AS value, input, record, day
        FROM (SELECT *, row_number() OVER (
                     PARTITION BY account, metric
                     ORDER BY day DESC NULLS LAST, CASE metric {worse} ELSE value END DESC,
                              input, record) AS place
              FROM figures WHERE metric <> {quoted(SALES)})
        WHERE place = 1
        UNION ALL
        SELECT account, {quoted(SALES)}, factor, input, record, day
        FROM (SELECT *, row_number() OVER (PARTITION BY account ORDER BY factor DESC, day DESC)
                        AS place FROM swings)
        WHERE place = 1
        """,
    )


def _broken(
    engine: Engine, inputs: Sequence[Loaded], joined: Sequence[Joined]
) -> tuple[Health, ...]:
    rules = list(health_rules())
    order = " ".join(f"WHEN {quoted(id)} THEN {place}" for place, id in enumerate(rules))
    return tuple(
        Health(
            account=joined[account].id,
            rule=rule,
            metric=said.metric,
            value=round(value, 6),
            comparison=said.comparison,
            limit=limit,
            mark="official" if weak else "article",
            weak=weak,
            citation=citation(inputs[source], record),
            date=day.isoformat() if day else None,
        )
        for account, rule, value, limit, weak, source, record, day in engine.rows(f"""
            SELECT account, rule, value, most, weak, input, record, day FROM health
            ORDER BY weak DESC, account, CASE rule {order} END LIMIT {HEALTH_SHOWN}
        """)
        for said in [health_rules()[rule]]
    )


def _totals(engine: Engine) -> tuple[tuple[str, int], ...]:
    ((broken, stores, weak, checked),) = engine.rows("""
        SELECT count(*), count(DISTINCT account), count(DISTINCT account) FILTER (weak),
               (SELECT count(DISTINCT account) FROM figures)
        FROM health
    """)
    return (
        ("health", broken),
        ("health.broken", stores),
        ("health.checked", checked),
        ("health.weak", weak),
    )


def _without_figures(engine: Engine, tables: Sequence[Loaded]) -> list[NotChecked]:
    """Stores that no figure, or none of a metric, is known of, each told once with their number.

    Of a store that is not open nobody expects figures.
    """
    ((none,),) = engine.rows("""
        SELECT count(*) FROM accounts
        WHERE account NOT IN (SELECT account FROM figures)
          AND NOT barred AND NOT planned AND status <> 'closed'
    """)
    names = tuple(sorted({one.table.name for one in tables}))
    told = [NotChecked("column", FIGURE, "no-figure", none, names)] if none else []
    if unread := _unread(engine):
        told.append(NotChecked("column", FIGURE, "bad-figure", unread, names))
    known = {metric for one in tables for metric in one.columns}
    for rule in health_rules().values():
        if rule.metric not in known:
            told.append(NotChecked("column", rule.metric, "no-column"))
            continue
        ((blank,),) = engine.rows(f"""
            SELECT count(DISTINCT account) FROM figures JOIN accounts USING (account)
            WHERE NOT barred AND NOT planned AND status <> 'closed' AND account NOT IN (
                SELECT account FROM figures WHERE metric = {quoted(rule.metric)})
        """)
        if blank:
            told.append(NotChecked("column", rule.metric, "no-figure", blank, names))
    return told


def _unread(engine: Engine) -> int:
    """Stores with a cell that holds no figure and is later than what counts, or has no date."""
    ((stores,),) = engine.rows("""
        SELECT count(DISTINCT account) FROM figure_cells
        JOIN (SELECT account, metric, max(day) AS latest FROM figures GROUP BY account, metric)
             USING (account, metric)
        WHERE value IS NULL AND (day IS NULL OR latest IS NULL OR day >= latest)
    """)
    return int(stores)


def _without_age(undated: Sequence[int]) -> list[NotChecked]:
    count = len(undated)
    return [NotChecked("column", SALES, "no-opening-date", count)] if count else []
