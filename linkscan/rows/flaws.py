"""Flaws: why a record is not used, and what the words of a row say of it.

The words (names, outcomes, events) are few as distinct texts, so Python reads them; SQL only
compares them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from fingerprints.text import is_rounded
from linkscan.engine import Engine
from linkscan.engine.base import quoted
from linkscan.rules.vocabulary import canonical_text, event_of, outcome_of, stands_in, words
from linkscan.sources import paper_of

(USED, BLANK, TOTAL, OTHER_EVENT, NO_ACCOUNT, UNNAMED_MACHINE, UNNAMED_OPERATOR, BAD_TIME, FAILED,
 UNCLEAR, AMBIGUOUS_DATE, AMBIGUOUS_ZONE, ROUNDED, EXAMPLE, NOTE) = range(15)  # fmt: skip
FLAWS = {BLANK: "blank", TOTAL: "total", OTHER_EVENT: "not-a-sign-in", NO_ACCOUNT: "no-account",
         UNNAMED_MACHINE: "no-machine", UNNAMED_OPERATOR: "no-operator",
         BAD_TIME: "bad-time", AMBIGUOUS_DATE: "ambiguous-date",
         AMBIGUOUS_ZONE: "ambiguous-zone", ROUNDED: "rounded",
         EXAMPLE: "example", NOTE: "note"}  # fmt: skip
IGNORED = (BLANK, TOTAL, OTHER_EVENT, EXAMPLE, NOTE)
NO_TIME = (BAD_TIME, AMBIGUOUS_DATE, AMBIGUOUS_ZONE)
"""Rows that name a time which is none, or one of several."""
REJECTED = (NO_ACCOUNT, UNNAMED_MACHINE, UNNAMED_OPERATOR, *NO_TIME, ROUNDED)
KEPT = (USED, FAILED, UNCLEAR)
"""Rows that name an account. A failed sign-in, or one whose outcome is an unknown word, is
counted and shown, and ties nothing: only what is known to have succeeded does."""
TIMELESS = (USED, *NO_TIME)
"""Rows whose papers count: with what a store was registered needs no time. A row whose time
cannot be read is rejected all the same, and nothing that it saw counts."""

SHORT_CHARS = 6
"""Names of up to so many characters are looked at for words such as "total" or "n/a"."""

_COUNTED = (r"共 *\d+ *[条行笔]", r"第 *\d+ *页", r"page +\d+ +of")
"""Notes of how many rows or pages there are, as regular expressions."""


@dataclass(frozen=True, slots=True)
class Judged:
    """SQL of the flaw of a row, words included; outcome words that nobody knows -> rows; and
    texts of outcomes that say how the store stands."""

    flaw: str
    unclear: tuple[tuple[str, int], ...]
    standing: tuple[str, ...]


def required(columns: Container[str]) -> tuple[str, int]:
    """What a row of a table with these columns must name, and its flaw where it does not.

    That is the account; in a list of machines the machine, in one of operators the operator.
    """
    if "account" in columns:
        return "account", NO_ACCOUNT
    return ("machine", UNNAMED_MACHINE) if "machine" in columns else ("operator", UNNAMED_OPERATOR)


def judge_rows(engine: Engine, rows: str, columns: Sequence[str]) -> Judged:
    """What the words in the table `rows`, which has these columns, make of its records."""
    names = [*_names_of_nothing(engine, rows, columns), *_notes(engine, rows, columns)]
    standing = _standing(engine, rows) if "outcome" in columns else ()
    met = [
        (column, word, flaw, n)
        for column, judge in (("event", _flaw_of_event), ("outcome", _flaw_of_outcome))
        if column in columns
        for word, n in _words_met(engine, rows, column)
        for flaw in [judge(word)]
        if flaw != USED
    ]
    unclear = tuple((word, n) for _column, word, flaw, n in met if flaw == UNCLEAR)
    if not names and not met:
        return Judged("flaw", unclear, standing)
    said = [(column, word, flaw) for column, word, flaw, _n in met]
    flaw = f"""CASE {_cases(names)} WHEN flaw <> {USED} THEN flaw {_cases(said)}
               ELSE {USED} END"""
    return Judged(flaw, unclear, standing)


def _standing(engine: Engine, rows: str) -> tuple[str, ...]:
    """Texts of outcomes that say how the store stands, of every row: a ban needs no time."""
    met = engine.rows(f"SELECT DISTINCT outcome FROM {rows} WHERE outcome IS NOT NULL ORDER BY 1")
    return tuple(text for (text,) in met if stands_in(text))


def _names_of_nothing(
    engine: Engine, rows: str, columns: Sequence[str]
) -> list[tuple[str, str, int]]:
    """Names that are none, of what the rows must name: (column, text, flaw)."""
    column, missing = required(columns)
    told = (*words("row", "total"), *words("row", "blank"))
    longer = [word for word in told if len(word) > SHORT_CHARS]
    written = _listed(form for word in longer for form in (word, word.title(), word.upper()))
    found = []
    for (name,) in engine.rows(f"""
        SELECT DISTINCT {column} FROM {rows}
        WHERE flaw IN ({USED}, {", ".join(map(str, NO_TIME))})
          AND (length({column}) <= {SHORT_CHARS} OR {column} IN ({written}) OR {column} < '!'
               OR contains({column}, 'E+') OR {column} LIKE '(%' OR {column} LIKE '（%')
        ORDER BY 1
    """):
        word = canonical_text(name).rstrip(":").rstrip()
        if is_total(name):
            found.append((column, name, TOTAL))
        elif word in ("", *words("row", "blank")):
            found.append((column, name, missing))
        elif word.startswith(words("row", "example")):
            found.append((column, name, EXAMPLE))
        elif is_rounded(name.strip()):
            found.append((column, name, ROUNDED))  # two numbers may look like one by now
    return found


def _notes(engine: Engine, rows: str, columns: Sequence[str]) -> list[tuple[str, str, int]]:
    """Names that are notes below the table, in rows that say nothing else: 制表人：李四."""
    column, _missing = required(columns)
    others = ", ".join(one for one in columns if one != column)
    alone = "observed_at IS NULL" + (f" AND concat_ws('', {others}) = ''" if others else "")
    met = [name for (name,) in engine.rows(f"""
        SELECT DISTINCT {column} FROM {rows}
        WHERE flaw IN ({USED}, {", ".join(map(str, NO_TIME))}) AND {alone}
          AND regexp_matches({column}, {quoted(note_pattern())})
    """)]  # fmt: skip
    if not met:
        return []
    return [(column, name, NOTE) for (name,) in engine.rows(f"""
        SELECT {column} FROM {rows} WHERE {column} IN ({_listed(met)})
        GROUP BY 1 HAVING bool_and({alone}) ORDER BY 1
    """)]  # fmt: skip


def is_total(text: str) -> bool:
    """Whether a cell says that its row is a total of the others."""
    return canonical_text(text).rstrip(":").rstrip() in words("row", "total")


def note_pattern() -> str:
    """The regular expression, of RE2, for the start of a note below a table."""
    starts = (re.escape(word).replace(":", " *[:：]") for word in words("row", "note"))
    return rf"(?i)^\s*(?:{'|'.join((*starts, *_COUNTED))})"


def _words_met(engine: Engine, rows: str, column: str) -> list[tuple[str, int]]:
    return engine.rows(f"""
        SELECT {column}, count(*) FROM {rows}
        WHERE flaw = {USED} AND {column} IS NOT NULL GROUP BY 1 ORDER BY 1
    """)


def _flaw_of_event(word: str) -> int:
    return {"other": OTHER_EVENT, "failure": FAILED}.get(event_of(word) or "", USED)


def _flaw_of_outcome(word: str) -> int:
    if not word.strip() or stands_in(word):
        return USED
    return {"success": USED, "failure": FAILED}.get(outcome_of(word) or "", UNCLEAR)


def _cases(judged: Iterable[tuple[str, str, int]]) -> str:
    """SQL cases of (column, text, flaw), one for each column and flaw."""
    texts: dict[tuple[str, int], list[str]] = {}
    for column, text, flaw in judged:
        texts.setdefault((column, flaw), []).append(text)
    return " ".join(f"WHEN {column} IN ({_listed(found)}) THEN {flaw}"
                    for (column, flaw), found in texts.items())  # fmt: skip


def unknown_papers(engine: Engine, name: str) -> tuple[tuple[str, int], ...]:
    """Names of papers in a long list that nobody knows, with their rows."""
    words_met = engine.rows(f"""
        SELECT paper_kind, count(*) FROM {name}
        WHERE flaw = {USED} AND paper_kind IS NOT NULL GROUP BY 1 ORDER BY 1
    """)
    return tuple((word, n) for word, n in words_met if paper_of(word) is None)


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(quoted(text) for text in texts)
