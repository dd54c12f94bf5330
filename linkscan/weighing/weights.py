"""The weight of every tie in bits: how much it says that its accounts are one operator's.

In mode own the prior of its kind says how often strangers agree; the file never changes it,
because twenty own stores behind one line are the worst finding and no infrastructure. In mode
sample the accounts are mostly strangers, and a value that many of them have is worth less. Both
may hold at once: accounts of one `side` (one client's stores) are weighed in mode own, accounts
across sides in mode sample.
"""

from __future__ import annotations

from fingerprints import AGREEMENTS
from linkscan.engine import Engine
from linkscan.weighing.bits import FACTORS, weigh_sql
from linkscan.weighing.gaps import find_days, gaps


def find_weights(engine: Engine) -> None:
    """Create `nearest`, `edges` and `weights`.

    `nearest`: of each (tie, account) the gap in days to the nearest other account, on its own
    side and `across` sides, and the same with `contagion` to the nearest account that is barred
    where this one is not, or the other way round. `edges`: the bits of the best of these, by
    contagion. `weights`: the bits of the best pair of each tie, by contagion and by `factor`,
    the number of what u is multiplied with (`bits.FACTORS`).
    """
    find_days(engine)
    engine.create("nearest", " UNION ALL ".join(_nearest(engine)))
    engine.put(
        "scopes", {"scope": "VARCHAR", "sides": "BIGINT"},
        engine.rows("SELECT p.scope, count(DISTINCT side) FROM places p "
                    "JOIN accounts USING (account) GROUP BY p.scope"),
    )  # fmt: skip
    engine.create(
        "edges",
        f"""
        SELECT tie, account, contagion, max(bits) AS bits FROM (
            SELECT tie, account, contagion, {weight_sql("1")} AS bits
            FROM nearest JOIN ties USING (tie) JOIN scopes USING (scope)
        ) GROUP BY tie, account, contagion
        """,
    )
    factors = ", ".join(f"({n}, {factor})" for n, factor in enumerate(FACTORS))
    engine.create(
        "weights",
        f"""
        SELECT tie, contagion, factor, min(gap) AS gap, max(bits) AS bits FROM (
            SELECT tie, contagion, v.factor, gap, {weight_sql("v.times")} AS bits
            FROM (SELECT tie, across, contagion, min(gap) AS gap FROM nearest
                  GROUP BY tie, across, contagion)
            JOIN ties USING (tie) JOIN scopes USING (scope)
            CROSS JOIN (VALUES {factors}) v(factor, times)
        ) GROUP BY tie, contagion, factor
        """,
    )


def _nearest(engine: Engine) -> list[str]:
    """One query for each way in which two accounts of this input can stand to each other."""
    several, barred = engine.rows("""
        SELECT count(DISTINCT side) > 1, bool_or(barred) FROM accounts
    """)[0]
    own = [("account", "side", False), ("CAST(barred AS INTEGER)", "side", True)]
    across = [("side", "0", False), ("CAST(barred AS INTEGER)", "0", True)]
    wanted = [(mark, part, contagion, far)
              for far, ways in ((False, own), (True, across)) if several or not far
              for mark, part, contagion in ways if barred or not contagion]  # fmt: skip
    return [
        f"SELECT *, {str(far).lower()} AS across, {str(contagion).lower()} AS contagion "
        f"FROM ({gaps(mark, part)})"
        for mark, part, contagion, far in wanted
    ]


def weight_sql(times: str) -> str:
    """SQL of the bits of a pair over `ties`, `scopes`, `across` and a `gap`; `times`
    multiplies u."""
    prior = f"u * {times}"
    # Leave the pair out, and let the prior stand for as many accounts as it is worth.
    met = f"(greatest(ties.sides - 2, 0) + worth * {prior})"
    among = "(greatest(scopes.sides - 2, 0) + worth)"
    u = f"least(1, CASE WHEN across THEN {met} / {among} ELSE {prior} END)"
    return weigh_sql(agreement_sql("agreement", "gap"), u, "rho")


def agreement_sql(name: str, gap: str) -> str:
    """SQL of m by the name of its table and a gap in days."""
    tables = " ".join(
        f"WHEN '{table}' THEN CASE {_steps(one.days[1:], one.rates, gap)} END"
        for table, one in sorted(AGREEMENTS.items())
    )
    return f"CASE {name} {tables} END"


def _steps(days: tuple[int, ...], rates: tuple[float, ...], gap: str) -> str:
    steps = " ".join(f"WHEN {gap} < {day} THEN {rate}"
                     for day, rate in zip(days, rates, strict=False))  # fmt: skip
    return f"{steps} ELSE {rates[-1]}" if steps else f"WHEN true THEN {rates[0]}"
