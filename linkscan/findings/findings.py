"""What is found: accounts that a shared value, or a set of values, ties together.

One finding per set of accounts, whatever the number of values that they share: ninety
addresses of one dynamic office line are one finding, never one per pair or per address.
Soft values that all of the accounts share add to its weight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from linkscan.accounts.declared import Covering, cover_sets
from linkscan.engine import Engine
from linkscan.linking.sets import find_sets
from linkscan.model import Level
from linkscan.weighing.bits import FACTORS, POSITIVE, STRONG, prior_bits

FINDINGS_SHOWN = 500
LINKS_SHOWN = 20_000
ACCOUNTS_OF_CUT = 200
IDENTIFIERS_OF_CUT = 20
"""Bounds of DESIGN.md, section 8. Up to `LINKS_SHOWN` nothing is cut; beyond, a finding shows
its first accounts (barred ones first) and values, and says how many there are."""

RANKS: tuple[Level, ...] = ("critical", "high", "medium", "low")
"""Levels of findings by rank: the number under which the tables keep them."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one value adds to a finding: the bits of its best pair, and their days apart."""

    key: int
    group: str
    bits: float
    gap_days: int | None  # None where time makes no difference, or is not known
    counts: bool  # the best of its group: what is summed


@dataclass(frozen=True, slots=True)
class Group:
    """A finding before it is told: numbers of accounts and keys, most serious first."""

    level: Level
    scope: str
    accounts: tuple[int, ...]
    accounts_total: int
    keys: tuple[int, ...]
    keys_total: int
    barred: int
    kinds: tuple[str, ...]  # of those of its keys that are shown
    grade: str
    joins: bool  # False: context
    bits: float | None  # None: context, or nothing that pairs
    levels: tuple[tuple[float, Level], ...]  # bits and level by factor of u, see bits.FACTORS
    relation: int | None  # number of the declared relation that covers it
    weights: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """The most serious findings, how many there are of each level, and how bad accounts are."""

    shown: tuple[Group, ...]
    totals: dict[Level, int]


def find_groups(engine: Engine, prior: float, relations: Sequence[Covering], cut: bool) -> Groups:
    """Create `findings` (one row per set of accounts), and read the most serious ones.

    Of one level those with barred stores come first, then the strongest, then the largest.

    `relations` are declared: what they cover stays visible and stops counting, but for a tie
    to a barred store. With `cut`, a finding is read with its first accounts and values only.
    """
    find_sets(engine)
    cover_sets(engine, relations)
    _weigh(engine, prior)
    engine.create(
        "findings",
        """
        SELECT CAST(row_number() OVER (
                   ORDER BY l.level, barred DESC, round(l.bits) DESC NULLS LAST, accounts DESC,
                            least, number) AS INTEGER)
                   AS finding, s.*, l.level, l.bits
        FROM sets s JOIN levels l USING (number) JOIN told USING (number) WHERE l.factor = 0
        """,
    )
    engine.create(
        "finding_ties",
        """
        SELECT finding, number, m.tie, m.support, t.key, t.kind, t.joins
        FROM findings f JOIN members m USING (number) JOIN ties t ON t.tie = m.tie
        """,
    )
    _find_standing(engine, prior)
    totals: dict[int, int] = dict(
        engine.rows("SELECT level, count(*) FROM findings GROUP BY level")
    )
    return Groups(
        shown=_read(engine, cut),
        totals={level: totals.get(rank, 0) for rank, level in enumerate(RANKS)},
    )


def _weigh(engine: Engine, prior: float) -> None:
    """Create `levels`: bits and level of each set, by the factor of u; and `told`: the sets
    that are findings. A part of a set is one only if it is more serious than the whole."""
    engine.create(
        "levels",
        f"""
        SELECT number, factor, bits, {_level_sql(prior)} AS level
        FROM sets s CROSS JOIN (VALUES {", ".join(f"({n})" for n in range(len(FACTORS)))}) f(factor)
        LEFT JOIN (
            SELECT number, factor, sum(best) AS bits, sum(attested) AS attested FROM (
                SELECT m.number, w.factor, {_BEST}
                FROM members m JOIN sets s USING (number) JOIN ties t ON t.tie = m.tie
                JOIN weights w ON w.tie = m.tie
                     AND w.contagion = (s.barred > 0 AND s.barred < s.accounts)
                WHERE s.joins AND (t.joins OR m.support)
                GROUP BY m.number, w.factor, t.grp
            ) GROUP BY number, factor
        ) b USING (number, factor)
        LEFT JOIN covered USING (number)
        """,
    )
    engine.create(
        "told",
        """
        SELECT number FROM sets WHERE second IS NULL
        UNION ALL
        SELECT part.number FROM sets part
        JOIN levels mine ON mine.number = part.number AND mine.factor = 0
        JOIN levels whole ON whole.number = part.first AND whole.factor = 0
        WHERE part.second IS NOT NULL AND mine.level < whole.level
        """,
    )


_BEST = """max(w.bits) AS best,
                       coalesce(max(w.bits) FILTER (t.grade IN ('A', 'B')), 0) AS attested"""


def _level_sql(prior: float) -> str:
    """SQL of a level over a set `s`, its bits, the attested ones, and what covers it."""
    off = prior_bits(prior)
    return f"""CAST(CASE
                   WHEN NOT joins THEN CASE WHEN someone_left AND barred > 0 THEN 1
                                            WHEN someone_left THEN 2 ELSE 3 END
                   WHEN barred > 0 AND barred < accounts
                   THEN CASE WHEN attested - {off} >= {STRONG} THEN 0
                             WHEN bits - {off} >= {POSITIVE} THEN 1 ELSE 2 END
                   WHEN relation IS NOT NULL THEN 3
                   WHEN bits - {off} >= {STRONG} THEN 1
                   WHEN bits - {off} >= {POSITIVE} THEN 2 ELSE 3 END AS INTEGER)"""


def _find_standing(engine: Engine, prior: float) -> None:
    """Create `standing`: how serious a finding is for each of its accounts.

    For two accounts it is as serious as the finding. Of more, one that used the address two
    years after the others is not as near to them as they are to each other.
    """
    engine.create(
        "alike",
        """
        SELECT number, f.level FROM findings f WHERE accounts <= 2 OR NOT joins
               OR number NOT IN (SELECT m.number FROM members m JOIN ties t USING (tie)
                                 WHERE t.fades)
        """,
    )
    engine.create(
        "standing",
        f"""
        SELECT number, account, level FROM alike JOIN holders USING (number)
        UNION ALL
        SELECT number, account, {_level_sql(prior)} FROM (
            SELECT number, account, sum(best) AS bits, sum(attested) AS attested FROM (
                SELECT h.number, h.account, {_BEST}
                FROM (SELECT * FROM findings ANTI JOIN alike USING (number)) f
                JOIN holders h ON h.number = f.number
                JOIN members m ON m.number = f.number
                JOIN ties t ON t.tie = m.tie AND (t.joins OR m.support)
                JOIN edges w ON w.tie = m.tie AND w.account = h.account
                     AND w.contagion = (f.barred > 0 AND f.barred < f.accounts)
                GROUP BY h.number, h.account, t.grp
            ) GROUP BY number, account
        ) JOIN sets s USING (number) LEFT JOIN covered USING (number)
        """,
    )


def _read(engine: Engine, cut: bool) -> tuple[Group, ...]:
    most_accounts = ACCOUNTS_OF_CUT if cut else LINKS_SHOWN
    most_keys = IDENTIFIERS_OF_CUT if cut else LINKS_SHOWN
    keys: dict[int, list[int]] = defaultdict(list)
    kinds: dict[int, set[str]] = defaultdict(set)
    for finding, key, kind in engine.rows(f"""
        SELECT finding, key, kind FROM finding_ties
        WHERE finding <= {FINDINGS_SHOWN} AND NOT support ORDER BY finding, key
    """):
        kinds[finding].add(kind)
        if len(keys[finding]) < most_keys:
            keys[finding].append(key)
    accounts: dict[int, list[int]] = defaultdict(list)
    for finding, account in engine.rows(f"""
        SELECT finding, account FROM (
            SELECT finding, account, row_number() OVER (
                       PARTITION BY finding ORDER BY a.barred DESC, account) AS place
            FROM findings JOIN holders USING (number) JOIN accounts a USING (account)
            WHERE finding <= {FINDINGS_SHOWN}
        ) WHERE place <= {most_accounts} ORDER BY finding, account
    """):
        accounts[finding].append(account)
    weights = _read_weights(engine, most_keys)
    levels = _read_levels(engine)
    return tuple(
        Group(
            level=RANKS[level],
            scope=scope,
            accounts=tuple(accounts[finding]),
            accounts_total=count,
            keys=tuple(keys[finding]),
            keys_total=ties,
            barred=barred,
            kinds=tuple(sorted(kinds[finding])),
            grade=grade,
            joins=joins,
            bits=bits,
            levels=tuple(levels[finding]),
            relation=relation,
            weights=tuple(weights[finding]),
        )
        for finding, level, scope, count, ties, barred, grade, joins, bits, relation in engine.rows(
            f"""
            SELECT finding, level, scope, accounts, ties, barred, grade, joins, bits, relation
            FROM findings LEFT JOIN covered USING (number)
            WHERE finding <= {FINDINGS_SHOWN} ORDER BY finding
        """
        )
    )


def _read_weights(engine: Engine, most: int) -> dict[int, list[Weighed]]:
    """What each value adds to the shown findings, the heaviest first."""
    found: dict[int, list[Weighed]] = defaultdict(list)
    met: set[tuple[int, str]] = set()
    for finding, key, group, bits, gap in engine.rows(f"""
        SELECT finding, t.key, t.grp, w.bits, CASE WHEN t.fades AND dated THEN w.gap END
        FROM findings f JOIN finding_ties m USING (finding) JOIN ties t ON t.tie = m.tie
        JOIN weights w ON w.tie = m.tie AND w.factor = 0
             AND w.contagion = (f.barred > 0 AND f.barred < f.accounts)
        JOIN (SELECT tie, bool_and(day IS NOT NULL) AS dated FROM days GROUP BY tie) d
             ON d.tie = m.tie
        WHERE finding <= {FINDINGS_SHOWN} AND f.joins AND (t.joins OR m.support)
        ORDER BY finding, w.bits DESC, t.key
    """):
        first = (finding, group) not in met
        met.add((finding, group))
        if first or len(found[finding]) < most:
            found[finding].append(Weighed(key, group, bits, gap, first))
    return found


def _read_levels(engine: Engine) -> dict[int, list[tuple[float, Level]]]:
    found: dict[int, list[tuple[float, Level]]] = defaultdict(list)
    for finding, bits, level in engine.rows(f"""
        SELECT finding, l.bits, l.level FROM findings f JOIN levels l USING (number)
        WHERE finding <= {FINDINGS_SHOWN} AND l.bits IS NOT NULL ORDER BY finding, factor
    """):
        found[finding].append((bits, RANKS[level]))
    return found


def is_cut(engine: Engine, everything: bool) -> bool:
    """Whether there is more than a report can show."""
    links = engine.rows("SELECT count(*) FROM (SELECT DISTINCT account, key FROM links)")[0][0]
    return not everything or int(links) > LINKS_SHOWN


def finding_id(
    accounts: Sequence[str], identifiers: Sequence[tuple[str, str]], more: str = ""
) -> str:
    """A name that stays while the accounts and the evidence stay: new evidence, new name.

    An identifier is its kind and what a report says of it unless values are revealed: of a masked
    one the label, because a digest of a phone number could be turned back by trying all that fit
    the label, and be it a digest of a few bits. `more` is what else makes it another finding:
    how many accounts there are where only the first are shown, the level, who is suspended.
    """
    digest = sha256("\n".join([more, *sorted(accounts)]).encode())
    for kind, text in sorted(identifiers):
        digest.update(sha256(f"{kind}:{text}".encode()).digest())
    return "f-" + digest.hexdigest()[:12]
