"""Moves: the sign-ins of a store with the cells of another machine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from linkscan.accounts.resolve import find_account
from linkscan.engine.base import quoted
from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.machines.machines import machine_key
from linkscan.rows.edits import MACHINE, Edits, Move
from linkscan.rows.loading import EVIDENCE
from linkscan.scanned import Scanned
from linkscan.whatif.proposed import Found, Given, Proposal


def find_move(scanned: Scanned, text: str, gone: frozenset[tuple[str, str]]) -> Found:
    """The store and the machine that `STORE=MACHINE` names; what is `gone` is given to nobody.

    Raises:
        LinkscanError: the text names no store or no machine, or no log names the store.
    """
    number, label = _parted(scanned, text)
    found = move_of(scanned, number, label.strip(), gone)
    if not found.edits.moves:
        raise LinkscanError(
            _("--move: no log has a sign-in of {store}."), store=found.proposal.what
        )
    return found


def _parted(scanned: Scanned, text: str) -> tuple[int, str]:
    """The store and the name of the machine. Either may hold an equals sign: it is parted at the
    first one with a store before it."""
    cuts = [place for place, char in enumerate(text) if char == "="]
    parts = [(text[:place], text[place + 1 :]) for place in cuts]
    failures: list[LinkscanError] = []
    for name, label in parts:
        if name.strip() and label.strip():
            try:
                return find_account(scanned.joined, scanned.settings.aliases, name), label
            except LinkscanError as error:
                failures.append(error)
    if failures:
        raise failures[0]
    raise LinkscanError(
        _("--move: {text!r} names no store and machine; write STORE=MACHINE."), text=text
    )


def move_of(
    scanned: Scanned, number: int, label: str, gone: frozenset[tuple[str, str]] = frozenset()
) -> Found:
    """The sign-ins of an account on a machine; no edit where no log names the account.

    Raises:
        LinkscanError: `label` is no name of a machine.
    """
    store = scanned.joined[number]
    logs = {one.number for one in scanned.inputs if one.is_log}
    seen = [mention for mention in store.mentions if mention.input in logs]
    to, cells, given, new = _machine(scanned, label, gone)
    proposal = Proposal(
        store.id,
        "",
        store.label,
        to,
        new,
        given,
        sum(mention.n - mention.failures for mention in seen),
    )
    moves = (Move(frozenset(mention.ref for mention in seen), cells),) if seen else ()
    return Found(proposal, Edits(moves=moves), _keys_left(scanned, number, cells), number)


def _machine(
    scanned: Scanned, text: str, gone: frozenset[tuple[str, str]]
) -> tuple[str, tuple[str | None, ...], tuple[Given, ...], bool]:
    """Name of a machine, the cells (`MOVED`) that its rows have, their labels, whether it is new.

    Of several values that can tie, the most frequent one of each column that is not `gone`.
    """
    key = machine_key(text)
    if key is None:
        raise LinkscanError(
            _("--move: {text!r} is no name of a machine; write a label such as PC-01."), text=text
        )
    known = scanned.engine.rows("""
        SELECT machine, name, source, id FROM machines WHERE source <> 'none'
        ORDER BY CASE source WHEN 'log' THEN 0 WHEN 'device' THEN 1 ELSE 2 END, machine
    """)
    for machine, name, source, id_ in known:
        if (machine_key(name) == key or id_ == text) and (MACHINE, name) not in gone:
            best = [_most_frequent(scanned, machine, kind, gone) for kind in EVIDENCE]
            cells = tuple(raw for raw, _given in best)
            given = tuple(one for _raw, one in best if one)
            # The name of a derived machine is its device: no label that a row could have.
            return id_, (None if source == "device" else name, *cells), given, source == "list"
    name = " ".join(text.split())
    shown = scanned.settings.mask.machine(name)
    return shown, (name, *(None for _kind in EVIDENCE)), (), True


def _most_frequent(
    scanned: Scanned, machine: int, kind: str, gone: frozenset[tuple[str, str]]
) -> tuple[str | None, Given | None]:
    """The value of one column that most rows of a machine have, as a row writes it."""
    rows = scanned.engine.rows(f"""
        SELECT e.{kind}, coalesce(i.kind, '{kind}'), coalesce(i.key, e.{kind}),
               i.label, count(*)
        FROM events e
        JOIN machine_refs m ON m.raw = e.machine AND m.machine_named = e.machine_named
        LEFT JOIN (SELECT * FROM identifiers WHERE kind_read = '{kind}' AND region IS NULL) i
               ON i.raw = e.{kind}
        WHERE m.machine = {machine} AND e.{kind} IS NOT NULL AND i.reject IS NULL
        GROUP BY ALL ORDER BY ALL
    """)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    written: dict[tuple[str, str], tuple[str, str, str]] = {}
    for raw, kind_found, key, label, n in rows:
        if (kind, raw) not in gone:
            counts[kind_found, key] += n
            shown = label or scanned.settings.mask.label(kind_found, key, key)
            written.setdefault((kind_found, key), (raw, kind_found, shown))
    if not counts:
        return None, None
    most = min(counts, key=lambda value: (-counts[value], value))
    raw, kind_found, label = written[most]
    return raw, Given(kind_found, label, len(counts))


def _keys_left(scanned: Scanned, account: int, cells: Sequence[str | None]) -> frozenset[int]:
    """The keys that the sign-ins of an account have now, and will not have with these cells."""
    columns = ", ".join(quoted(kind) for kind in EVIDENCE)
    rows = scanned.engine.rows(f"""
        SELECT DISTINCT v.key, i.kind_read, i.raw FROM seen s
        JOIN identifiers i USING (value) JOIN value_keys v USING (value)
        WHERE s.account = {account} AND i.kind_read IN ({columns})
        UNION
        SELECT key, '{MACHINE}', text FROM links JOIN keys USING (key)
        WHERE account = {account} AND kind = '{MACHINE}'
    """)
    kept = set(zip((MACHINE, *EVIDENCE), cells, strict=True))
    stay = {key for key, *cell in rows if tuple(cell) in kept}
    return frozenset(key for key, *_cell in rows) - stay
