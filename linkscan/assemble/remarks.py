"""What a user should know of the input, beyond what was found in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import combinations
from pathlib import Path

from linkscan.accounts.accounts import Joined
from linkscan.engine import Engine
from linkscan.findings.evidence import citation
from linkscan.findings.verdicts import Verdicts
from linkscan.inspection.template import notes_headers
from linkscan.linking.links import PAPERS_JOINED
from linkscan.machines.machines import NOT_RECORDED
from linkscan.machines.staff import Staff, Unread
from linkscan.machines.used_machines import Row, find_used, read_hardware, same_hardware
from linkscan.masking import Mask
from linkscan.model import Citation, Mode, NotChecked, Warning
from linkscan.ranges import Origins
from linkscan.rows.loading import EVIDENCE, SOFT, Loaded
from linkscan.rows.unread import comparable_unread, named
from linkscan.rules.checklists import items
from linkscan.rules.vocabulary import (
    canonical_text,
    certification_of,
    meaning,
    says_nothing,
    status_of,
)
from linkscan.sources import Skipped
from linkscan.sources.written import read_written

LISTED = 50
"""Most warnings of one kind."""
NAMED = 10
"""Most machines named in one warning."""
ROWS_CITED = 20
ACCOUNTS_LISTED = 500
WORD_CHARS = 24

_REGISTERED = {"licence": ("uscc", "licence"), "legal-person": ("resident_id", "passport")}
"""Kinds of papers of which a store has one, by what they are of."""

# Of everything that was refused, only these are mistakes of writing that somebody can mend.
_MENDABLE = ("not-an-address", "several-values", "range", "not-a-mac", "malformed",
             "bad-check-digit", "bad-birth-date", "rounded", "not-a-phone", "no-region",
             "not-an-email", "too-long", "outside-folder", "file-missing",
             "file-unreadable")  # fmt: skip

_HAS_ZONE = re.compile(r"(Z|[+-]\d\d:?\d\d|UTC|GMT)\s*$|^\s*\d{10,19}\s*$", re.IGNORECASE)


def about_files(skipped: Iterable[Skipped], scans: Set[Path]) -> list[Warning]:
    """Files and sheets that hold nothing for us; `scans` were read as scanned files."""
    return [
        Warning("skipped", (("input", name), ("reason", one.reason)))
        for one in skipped
        if one.path is None or one.path.resolve() not in scans
        if not one.columns or one.columns not in notes_headers()
        for name in [one.name if one.sheet is None else f"{one.name}[{one.sheet}]"]
    ]


def about_presets(inputs: Iterable[Loaded]) -> list[Warning]:
    """Logs of products of which no sample was at hand when their preset was written."""
    return [
        Warning("unverified-preset", (("input", one.table.name), ("preset", one.table.preset)))
        for one in inputs
        if one.table.preset is not None and not one.table.verified
    ]


def about_times(inputs: Iterable[Loaded], zone: str) -> list[Warning]:
    """Logs whose times say no zone, read as `zone`."""
    return [
        Warning("naive-time", (("input", one.table.name), ("zone", zone)))
        for one in inputs
        if _has_naive_times(one)
    ]


def about_told_times(inputs: Iterable[Loaded]) -> list[Warning]:
    """What the column of times was taken for where its texts alone do not say it."""
    told = []
    for one in inputs:
        if one.told.serials is not None:
            params = (("input", one.table.name), ("system", str(one.told.serials)))
            told.append(Warning("serial-times", params))
        if one.told.years is not None:
            first, last = map(str, one.told.years)
            years = (("input", one.table.name), ("first", first), ("last", last))
            told.append(Warning("supplied-years", years))
    return told


def about_columns(inputs: Iterable[Loaded]) -> list[Warning]:
    """Columns that would fill a field which another column fills already."""
    return [
        Warning("passed-over", (("input", one.table.name), ("header", header), ("used", used)))
        for one in inputs
        for header, used in one.table.mapping.passed_over
    ]


def about_unread(inputs: Iterable[Loaded], joined: Sequence[Joined]) -> list[Warning]:
    """Columns that nobody understood and that hold what could be compared; and stores of which one
    that is not read speaks of a ban, where no status says how they stand."""
    columns = [
        Warning("unread-columns", (("input", one.table.name), ("headers", named(headers))))
        for one in inputs
        if (headers := comparable_unread(one))
    ]
    doubted = [one.id for one in joined if one.in_doubt and one.status_word is None]
    told = ", ".join(doubted[:NAMED]) + (", …" if len(doubted) > NAMED else "")
    remarks = [Warning("remark-of-ban", (("accounts", told),), (), len(doubted))] if doubted else []
    return [*columns, *remarks]


def _has_naive_times(one: Loaded) -> bool:
    column = one.table.mapping.fields.get("observed_at")
    if column is None or not one.is_log:
        return False
    texts = (row[column] for row in one.table.sample)
    return any(text.strip() and not _says_zone(text) for text in texts)


def _says_zone(text: str) -> bool:
    if _HAS_ZONE.search(text):
        return True
    written = read_written(text)
    return written is not None and written.zone is not None


def about_words(inputs: Sequence[Loaded], mask: Mask) -> list[Warning]:
    """Words for the outcome of a sign-in, and names of papers, that nobody knows; and inputs
    of which no row could be used."""
    told = []
    for one in inputs:
        for word, n in one.unclear[:LISTED]:
            params = (("input", one.table.name), ("word", _word(word, mask)))
            told.append(Warning("unknown-outcome", params, (), n))
        for word, n in one.unknown_papers[:LISTED]:
            params = (("input", one.table.name), ("word", _word(word, mask)))
            told.append(Warning("unknown-paper", params, (), n))
        if not one.rows_used:
            params = (("input", one.table.name), ("rows", str(one.rows_read)))
            told.append(Warning("unused-input", params))
    return told


def about_owners(joined: Sequence[Joined], mode: Mode | None) -> list[Warning]:
    """Several declared owners, and no word whether their accounts are strangers."""
    owners = {canonical_text(name) for one in joined for name in one.values("entity")}
    clients = {canonical_text(name) for one in joined for name in one.values("client")}
    if mode or clients or len(owners) < 2:
        return []
    return [Warning("several-owners", (("owners", str(len(owners))),))]


def about_ranges(origins: Origins) -> list[Warning]:
    """The range files in use, with their dates, and rows of theirs that say nothing."""
    used = [Warning("range-file", (("input", one.name), ("date", str(one.date or "-"))))
            for one in origins.files]  # fmt: skip
    bad = [Warning("bad-range", (("input", one.name),),
                   tuple(Citation(one.name, line) for line in one.rejected[:ROWS_CITED]),
                   len(one.rejected))
           for one in origins.files if one.rejected]  # fmt: skip
    return [*used, *bad]


def about_aliases(
    joined: Sequence[Joined], aliases: Mapping[str, str], mask: Mask
) -> list[Warning]:
    """Declared aliases that no file uses."""
    met = {canonical_text(name) for one in joined for name in one.spellings} if aliases else set()
    unused = [alias for alias in aliases if canonical_text(alias) not in met]
    return [Warning("unused-alias", (("word", mask.name("account", canonical_text(alias), alias)),))
            for alias in sorted(unused)[:LISTED]]  # fmt: skip


def about_accounts(joined: Sequence[Joined], mask: Mask) -> list[Warning]:
    """Names written in several ways; words of status and platform that nobody knows."""
    found = [
        Warning("spellings", (("account", one.id), ("spellings", ", ".join(names))))
        for one in joined
        if len(one.spellings) > 1
        for names in [map(mask.text, one.spellings)]
    ]
    statuses = {word for one in joined if one.status_word for word in one.values("status")
                if status_of(word) is None}  # fmt: skip
    platforms = {one.platform for one in joined if one.platform and
                 meaning("platform", one.platform) is None}  # fmt: skip
    return [
        *found[:LISTED],
        *(Warning("unknown-status", (("word", _word(word, mask)),))
          for word in sorted(statuses)[:LISTED]),
        *(Warning("unknown-platform", (("word", _cut(word)),))
          for word in sorted(platforms)[:LISTED]),
    ]  # fmt: skip


def about_sites(joined: Sequence[Joined], mask: Mask) -> list[Warning]:
    """Accounts whose sites stand differently, though they are taken for one store."""
    told = []
    for one in joined:
        words: dict[str, set[str]] = defaultdict(set)
        for mention in one.mentions:
            if "site" in mention.details and "status" in mention.details:
                words[mention.details["site"].strip()].add(mention.details["status"].strip())
        if len({frozenset(map(status_of, said)) for said in words.values()}) > 1:
            sites = "; ".join(
                f"{_word(site, mask)}: {', '.join(_word(word, mask) for word in sorted(said))}"
                for site, said in sorted(words.items())[:NAMED]
            )
            told.append(Warning("sites-differ", (("account", one.id), ("sites", sites))))
    return told[:LISTED]


def about_site_papers(
    engine: Engine, joined: Sequence[Joined], inputs: Sequence[Loaded], mask: Mask
) -> list[Warning]:
    """Accounts whose sites were registered with other papers: perhaps stores of several owners."""
    papers: dict[tuple[int, str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    groups = {kind: group for group, kinds in _REGISTERED.items() for kind in kinds}
    for one in inputs:
        if not (one.has_papers and "site" in one.columns):
            continue
        for account, site, kind, role, key in engine.rows(f"""
            SELECT DISTINCT r.account, t.site, i.kind_read, p.role, v.key
            FROM {PAPERS_JOINED} JOIN value_keys v USING (value)
            JOIN {one.name} t ON t.record = p.record
            WHERE p.input = {one.number} AND t.site IS NOT NULL AND i.kind_read IN {(*groups,)}
        """):
            if not says_nothing(site):
                papers[account, groups[kind], role][site.strip()].add(key)
    differ: dict[int, set[str]] = defaultdict(set)
    for (account, _group, _role), said in sorted(papers.items()):
        if any(one.isdisjoint(other) for one, other in combinations(said.values(), 2)):
            differ[account] |= said.keys()
    return [
        Warning("site-papers-differ", (("account", joined[account].id), ("sites", named)))
        for account, sites in list(differ.items())[:LISTED]
        for named in [", ".join(_word(site, mask) for site in sorted(sites)[:NAMED])]
    ]


def about_clients(joined: Sequence[Joined], mask: Mask) -> list[Warning]:
    """Stores that files give to several clients, so that none of them may read of it."""
    told = [
        Warning("clients-differ", (("account", one.id), ("clients", ", ".join(names))))
        for one in joined
        if one.several_clients
        for names in [[mask.name("client", canonical_text(text), text)
                       for text in one.values("client")]]
    ]  # fmt: skip
    return told[:LISTED]


def about_reasons(joined: Sequence[Joined], mask: Mask) -> list[Warning]:
    """Stores that count as barred for a reason that is given, whatever their status says."""
    told = [
        Warning(
            "ban-reason-counts",
            (
                ("account", one.id),
                ("status", _word(one.status_word or "", mask)),
                (
                    "reason",
                    ", ".join(
                        _word(text, mask)
                        for text in one.values("ban_reason") or one.values("was_suspended")
                    ),
                ),
            ),
        )
        for one in joined
        if one.barred and one.status in ("active", "closing", "planned")
    ]
    return told[:LISTED]


def about_standing(joined: Sequence[Joined], inputs: Sequence[Loaded], mask: Mask) -> list[Warning]:
    """Stores whose certification failed; words for it, and in checklists, that nobody knows."""
    columns = {column for one in inputs for column in one.columns}
    told = []
    if "certification" in columns:
        failed = [one.id for one in joined if one.certification == "failed"]
        if failed:
            named = ", ".join(failed[:NAMED]) + (", …" if len(failed) > NAMED else "")
            told.append(Warning("certification-failed", (("accounts", named),), (), len(failed)))
        words = {word for one in joined for word in one.values("certification")
                 if certification_of(word) is None}  # fmt: skip
        told += [Warning("unknown-certification", (("word", _word(word, mask)),))
                 for word in sorted(words)[:LISTED]]  # fmt: skip
    asked = [item for item in items() if item in columns]
    unclear = {word for one in joined for item in asked for word in one.values(item)
               if meaning("answer", word) is None and not says_nothing(word)}  # fmt: skip
    told += [Warning("unknown-answer", (("word", _word(word, mask)),))
             for word in sorted(unclear)[:LISTED]]  # fmt: skip
    return told


def _word(text: str, mask: Mask) -> str:
    """A word of a file as a warning may show it: short, and with no way to reach a person."""
    return _cut(mask.text(text))


def _cut(text: str) -> str:
    return text if len(text) <= WORD_CHARS else text[: WORD_CHARS - 1] + "…"


def about_clones(clones: Iterable[tuple[str, Sequence[str], int]]) -> list[Warning]:
    """Device ids that several machines carry."""
    return [
        Warning("cloned-device", (("device", label), ("machines", named)), (), n)
        for label, machines, n in list(clones)[:LISTED]
        for more in [", …" if len(machines) > NAMED else ""]
        for named in [", ".join(machines[:NAMED]) + more or "-"]
    ]


def about_staff(staff: Staff, inputs: Sequence[Loaded], mask: Mask) -> list[Warning]:
    """What is said of people and could not be read: leaving dates, words for what they are."""
    return [
        *_unread("bad-leave-date", staff.unread, inputs),
        *(Warning("unknown-operator-kind", (("word", _word(word, mask)),))
          for word in staff.unknown[:LISTED]),
    ]  # fmt: skip


def about_shared_machines(shared: Iterable[tuple[str, int]]) -> list[Warning]:
    """Machines that several operators used; never who."""
    return [Warning("several-operators", (("machine", machine), ("operators", str(n))))
            for machine, n in shared]  # fmt: skip


def about_hardware(
    engine: Engine, inputs: Sequence[Loaded], zone_of: Callable[[str], str], mask: Mask
) -> list[Warning]:
    """Listed machines that were seen before they were acquired, or that are the same hardware."""
    hardware, unread = read_hardware(engine, inputs, zone_of)
    used = [
        Warning("used-machine", (("machine", mask.machine(one.name)),
                                 ("acquired", str(one.acquired)),
                                 ("seen", str(one.first_seen)), ("accounts", str(one.accounts))),
                _cited([one.row], inputs))
        for one in find_used(engine, hardware)[:LISTED]
    ]  # fmt: skip
    same = [
        Warning("same-hardware", (("machines", ", ".join(shown) + more),),
                _cited(rows[:ROWS_CITED], inputs))
        for names, rows in same_hardware(hardware)[:LISTED]
        for shown in [map(mask.machine, names[:NAMED])]
        for more in [", …" if len(names) > NAMED else ""]
    ]  # fmt: skip
    return [*_unread("bad-acquired-date", unread, inputs), *used, *same]


def _unread(code: str, unread: Iterable[Unread], inputs: Sequence[Loaded]) -> list[Warning]:
    """Dates of a column that could not be read, one warning for each file."""
    return [
        Warning(code, (("input", inputs[one.input].table.name),),
                _cited([(one.input, record) for record in one.records[:ROWS_CITED]], inputs),
                one.rows)
        for one in unread
    ]  # fmt: skip


def _cited(rows: Iterable[Row], inputs: Sequence[Loaded]) -> tuple[Citation, ...]:
    return tuple(citation(inputs[number], record) for number, record in rows)


def about_values(engine: Engine, inputs: Sequence[Loaded]) -> list[Warning]:
    """Values that are no value of their kind, with the first rows that hold them."""
    by_number = {one.number: one for one in inputs}
    reasons = ", ".join(f"'{reason}'" for reason in _MENDABLE)
    refused = f"(SELECT * FROM identifiers WHERE reject IN ({reasons}))"
    if not engine.rows(f"SELECT 1 FROM {refused} LIMIT 1"):
        return []
    places = [
        f"""SELECT kind_read, reject, input, record FROM events
            JOIN {refused} i ON i.kind_read = '{kind}' AND i.raw = events.{kind}"""
        for kind in EVIDENCE
    ]
    places.append(f"""
        SELECT i.kind_read, i.reject, p.input, p.record FROM {PAPERS_JOINED}
        WHERE i.reject IN ({reasons})""")
    found: dict[tuple[str, str], tuple[int, list[Citation]]] = {}
    for kind, reason, total, number, record in engine.rows(f"""
        SELECT kind_read, reject, total, input, record FROM (
            SELECT *, count(*) OVER (PARTITION BY kind_read, reject) AS total,
                   row_number() OVER (PARTITION BY kind_read, reject
                                      ORDER BY input, record) AS place
            FROM ({" UNION ALL ".join(places)})
        ) WHERE place <= {ROWS_CITED} ORDER BY kind_read, reject, place
    """):
        found.setdefault((kind, reason), (total, []))[1].append(
            citation(by_number[number], record))  # fmt: skip
    return [
        Warning("bad-value", (("kind", kind), ("reason", reason)), tuple(where), total)
        for (kind, reason), (total, where) in found.items()
    ]


def about_machines(engine: Engine) -> list[Warning]:
    """Rows that were written on no machine that anybody named."""
    rows = engine.rows(
        f"SELECT count(*), sum(n) FROM presence WHERE machine = {NOT_RECORDED} HAVING count(*) > 0"
    )
    return [Warning("machine-not-recorded", (), (), int(n)) for _accounts, n in rows]


def without_values(
    joined: Sequence[Joined], verdicts: Verdicts, unmet: Set[str]
) -> list[NotChecked]:
    """Accounts that have nothing to compare, though the files know them."""
    found = [
        NotChecked("account", one.id, "no-values")
        for number, one in enumerate(joined)
        if verdicts.account(number) == "not-checked" and one.id not in unmet
    ]
    return found[:ACCOUNTS_LISTED]


def not_checked(engine: Engine, inputs: Sequence[Loaded]) -> list[NotChecked]:
    """Kinds of values that no file has, and values that were refused, by reason."""
    columns = {column for one in inputs for column in one.columns}
    columns |= {paper.kind for one in inputs for paper in one.table.mapping.papers}
    missing = [name for name in ("machine", "ip", "device_id") if name not in columns]
    if not any(one.has_papers for one in inputs):
        missing.append("papers")
    unread = {name for one in inputs for name in one.table.mapping.fields
              if one.is_log and name in SOFT and name not in one.columns}  # fmt: skip
    refused = engine.rows("""
        SELECT kind_read, reject, CAST(count(DISTINCT raw) AS INTEGER) FROM identifiers
        WHERE reject IS NOT NULL GROUP BY kind_read, reject ORDER BY kind_read, reject
    """)
    return [
        *(NotChecked("column", name, "no-column") for name in missing),
        *(NotChecked("column", name, "too-many") for name in sorted(unread)),
        *(NotChecked("identifier", kind, reason, count) for kind, reason, count in refused),
    ]
