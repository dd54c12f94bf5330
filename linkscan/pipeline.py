"""From files to a result: every stage of a scan, in order, named once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from linkscan import CONFIG_NAME, __version__, assemble
from linkscan.accounts.accounts import (
    find_scopes,
    find_sides,
    join_accounts,
    put_accounts,
    read_mentions,
)
from linkscan.accounts.declared import about_declared, coverings
from linkscan.accounts.meetings import find_meetings
from linkscan.assemble import remarks
from linkscan.assemble.names import Names
from linkscan.assemble.selection import select
from linkscan.assemble.visit_remarks import about_visits
from linkscan.config import DEFAULT_ZONE, Settings
from linkscan.engine import Engine, LocalEngine
from linkscan.errors import LinkscanError
from linkscan.findings.evidence import read_links, read_roles
from linkscan.findings.findings import find_groups, is_cut
from linkscan.findings.verdicts import judge
from linkscan.i18n import _
from linkscan.linking.classes import classify_addresses
from linkscan.linking.clones import refuse_clones
from linkscan.linking.components import find_components, read_graph
from linkscan.linking.identify import identify_values
from linkscan.linking.links import find_links, find_seen, find_sightings
from linkscan.linking.places import find_places
from linkscan.linking.ties import find_ties
from linkscan.machines.machines import find_presence, find_uses, number_machines, read_machine_list
from linkscan.machines.operators import agency_keys, find_left, shared_machines
from linkscan.machines.staff import read_staff
from linkscan.model import FORMAT, Finding, Report, Warning
from linkscan.preflight.plans import planned_devices, put_planned_uses, put_planned_values
from linkscan.ranges import Origins, declared_lines, read_ranges
from linkscan.result import ScanResult
from linkscan.rows.captures import with_stores
from linkscan.rows.edits import Edits, apply_edits
from linkscan.rows.events import join_inputs, seen_kinds
from linkscan.rows.loading import Loaded, Loading, load
from linkscan.rows.scans import read_scans
from linkscan.scanned import Scanned
from linkscan.sources import (
    Found,
    Reading,
    ReadOptions,
    Role,
    Skipped,
    Table,
    discover,
    distinct_names,
    read_tables,
)
from linkscan.sources.saved import names_file
from linkscan.stores.closing import find_closing
from linkscan.stores.health import find_health, raise_components
from linkscan.stores.ledger import find_ledger
from linkscan.stores.matrix import find_matrix
from linkscan.weighing.exposure import Exposures
from linkscan.weighing.weights import find_weights

Paths = str | Path | Sequence[str | Path]
Progress = Callable[[str, int], None]
"""Told the name of each stage as it begins, and how many rows have been read by then."""


def scan(
    inputs: Paths,
    *,
    registrations: Paths = (),
    accounts: Paths = (),
    machines: Paths = (),
    plan: Paths = (),
    metrics: Paths = (),
    sessions: Paths = (),
    settings: Settings | None = None,
    edits: Edits | None = None,
    progress: Progress = lambda stage, rows: None,
) -> ScanResult:
    """Read logs and records, and find which accounts they tie together.

    Args:
        inputs: Files, globs or folders; what each table is follows from its columns.
        registrations: Files that are registrations, whatever their columns look like.
        accounts: The same for lists of accounts.
        machines: The same for lists of operator machines.
        plan: Files of stores that do not exist yet, see `linkscan.preflight`.
        metrics: Files of figures of stores, see `linkscan.stores.health`.
        sessions: Files of records of `linkscan capture`.
        settings: How to read; the defaults suit one seller's files.
        edits: Cells to take for others than the files say, see `linkscan.whatif`.
        progress: Called with the name of each stage as it begins, and the rows read so far.

    Returns:
        What was found. It holds the tables of the scan until it is closed or forgotten.

    Raises:
        LinkscanError: A file or a setting that cannot be used, in one sentence.
    """
    settings = settings or Settings()
    named: tuple[tuple[Paths, Role | None], ...] = (
        (registrations, "registrations"),
        (accounts, "accounts"),
        (machines, "machines"),
        (plan, "plan"),
        (metrics, "metrics"),
        (sessions, "sessions"),
        (inputs, None),
    )
    found = [discover(_listed(paths), role) for paths, role in named if _listed(paths)]
    # Files whose role is named count as such even where a folder holds them too.
    files = distinct_names([file for discovery in reversed(found) for file in discovery.files])
    if not files:
        raise LinkscanError(_("no input: name a file or a folder to analyse."))
    check_named_files(files, settings)
    origins = _origins(settings)
    size = sum(file.path.stat().st_size for file in files)
    # Handing small work to a second thread costs more than it saves.
    engine = LocalEngine(
        settings.memory_limit, settings.temp_dir, 1 if size < SMALL_BYTES else None
    )
    try:
        with tempfile.TemporaryDirectory(prefix="linkscan-", dir=settings.temp_dir) as work:
            progress("read", 0)
            options = ReadOptions(
                settings.encoding,
                settings.encodings,
                settings.columns,
                settings.saved,
                bounds=settings.bounds,
                rule=settings.account_rule,
                capture=settings.capture,
            )
            reading = read_tables(files, options, Path(work))
            skipped = [one for discovery in found for one in discovery.skipped]
            reading = replace(reading, skipped=(*skipped, *reading.skipped))
            reading = _without_plans(reading, files)
            without = UNREAD if size > AGENTS_BYTES else frozenset()
            loaded = _load(engine, reading.tables, settings, Path(work), without)
        _refuse_empty(loaded)
        if edits:
            apply_edits(engine, loaded, edits)
        result = _find(engine, loaded, reading.skipped, origins, settings, progress)
        if edits is None:  # of edited rows often only the ties are asked for
            _told = result.report
        return result
    except BaseException:
        engine.close()
        raise


def _load(
    engine: Engine,
    tables: Sequence[Table],
    settings: Settings,
    workdir: Path,
    without: frozenset[str],
) -> list[Loaded]:
    """The tables in their order; captures are loaded last, as the logs say whose visits are."""
    loaded: dict[int, Loaded] = {}
    for number, table in sorted(enumerate(tables), key=lambda one: bool(one[1].visits)):
        if table.visits:
            table = with_stores(engine, table, loaded.values(), workdir)
        how = loading_of(table, settings, workdir, without)
        loaded[number] = load(engine, number, table, how)
    return [loaded[number] for number in range(len(tables))]


def loading_of(
    table: Table, settings: Settings, workdir: Path, without: frozenset[str] = frozenset()
) -> Loading:
    """How a table is loaded; fields of `without` are read over."""
    return Loading(
        _zone(table, settings),
        settings.ipv6_prefix,
        workdir,
        _written_before(table, settings),
        settings.order_of(table.name),
        without,
    )


def _without_plans(reading: Reading, files: Sequence[Found]) -> Reading:
    """The tables without those of planned stores, unless they were given as a plan.

    A folder holds both: what does not exist yet ties nothing.
    """
    plans = {file.path for file in files if file.role == "plan"}
    aside = [one for one in reading.tables
             if one.mapping.role == "plan" and one.path not in plans]  # fmt: skip
    kept = tuple(one for one in reading.tables if one not in aside)
    if aside and not kept:
        raise LinkscanError(
            _("{where}: planned stores only; check them with: linkscan preflight {where}."),
            where=aside[0].name,
        )
    skipped = (Skipped(one.name, "plan", one.sheet) for one in aside)
    return Reading(kept, (*reading.skipped, *skipped))


def _zone(table: Table, settings: Settings) -> str:
    """The zone of naive times; the day on which a period ends is one day, whatever the zone."""
    return DEFAULT_ZONE if table.mapping.role == "metrics" else settings.zone_of(table.name)


def _written_before(table: Table, settings: Settings) -> datetime:
    """A time after which nothing in the file happened: its own, or the one that is given."""
    if settings.now is not None:
        return settings.now
    written = datetime.fromtimestamp(table.path.stat().st_mtime, UTC)
    return min(written, datetime.now(UTC))


def _origins(settings: Settings) -> Origins:
    """What is declared or listed of addresses."""
    lines = settings.lines and declared_lines(settings.lines, CONFIG_NAME, settings.ipv6_prefix)
    return Origins(lines or None, tuple(map(read_ranges, settings.ranges)))


def check_named_files(files: Sequence[Found], settings: Settings) -> None:
    """A zone, an order or a code page for a file that nobody named is a slip of the pen."""
    said = [("--tz", name) for name in settings.zones]
    said += [("--date-order", name) for name in settings.orders]
    said += [("--encoding", name) for name in settings.encodings]
    for option, name in said:
        if not any(names_file(name, file.name) for file in files):
            raise LinkscanError(
                _("{option} {name}=...: no input has this name; found {names}."),
                option=option,
                name=name,
                names=", ".join(sorted(file.name for file in files)[:NAMES_SHOWN]),
            )


NAMES_SHOWN = 10
SMALL_BYTES = 2 * 1024 * 1024

AGENTS_BYTES = 64 * 1024 * 1024
UNREAD = frozenset({"user_agent"})
"""Of larger input user agents are read over: half of the bytes of a log, and at most two bits
for a pair that is tied already. The report says so."""


def _listed(paths: Paths) -> Sequence[str | Path]:
    return [paths] if isinstance(paths, str | Path) else paths


def _refuse_empty(loaded: Sequence[Loaded]) -> None:
    """Stop where no row says anything of an account: silence must never read as all clear."""
    naming = [one for one in loaded if "account" in one.columns]
    if any(one.rows_used for one in naming):
        return
    one = loaded[0]
    if not naming:
        message = _(
            "{where}: a list of machines alone names no store; add the logs or the store list."
        )
        if one.table.mapping.role == "operators":
            message = _(
                "{where}: a list of operators alone names no store; add the logs or the store list."
            )
        raise LinkscanError(
            message,
            where=one.table.name,
        )
    ignored, rejected = dict(one.ignored), dict(one.rejected)
    if {*ignored, *rejected} == {"example"}:
        raise LinkscanError(
            _("{where}: holds the example row of a template only; write your rows below it."),
            where=one.table.name,
        )
    first = min((reject.line for reject in one.rejects), default=one.table.scan.skip + 1)
    if ambiguous := rejected.get("ambiguous-zone"):
        raise LinkscanError(
            _(
                "{where}:{line}: no row could be used: the zone of {count} times has several "
                "meanings (CST is China's and America's); name it with --tz Asia/Shanghai or "
                "the like."
            ),
            where=one.table.name,
            line=first,
            count=ambiguous,
        )
    if ambiguous := rejected.get("ambiguous-date"):
        raise LinkscanError(
            _(
                "{where}:{line}: no row could be used: {count} dates name no year, and the order "
                "of the rows does not tell it; sort them by time or write the year."
            ),
            where=one.table.name,
            line=first,
            count=ambiguous,
        )
    if bad_times := rejected.get("bad-time"):
        raise LinkscanError(
            _(
                "{where}:{line}: no row could be used: the time of {count} rows cannot be read; "
                "write it like 2026-01-02 09:05."
            ),
            where=one.table.name,
            line=first,
            count=bad_times,
        )
    raise LinkscanError(
        _(
            "{where}:{line}: no row could be used: of {read} rows {ignored} are no sign-ins and "
            "{rejected} name no store. Correct the file, or name its columns with --map."
        ),
        where=one.table.name,
        line=first,
        read=one.rows_read,
        ignored=sum(ignored.values()),
        rejected=sum(rejected.values()),
    )


def _find(
    engine: Engine,
    loaded: Sequence[Loaded],
    skipped: Sequence[Skipped],
    origins: Origins,
    settings: Settings,
    progress: Progress,
) -> ScanResult:
    """The wide half: from loaded rows to components and findings, by number."""
    rows = sum(one.rows_read for one in loaded)
    progress("join", rows)
    join_inputs(engine, loaded)
    scans = read_scans(engine, loaded)
    staff = read_staff(engine, loaded, settings.zone_of)
    joined = join_accounts(read_mentions(engine, loaded), settings.aliases, settings.mask)
    scopes, scope_warnings = find_scopes(joined)
    put_accounts(engine, joined, scopes, find_sides(joined, settings.mode))
    meetings = find_meetings(joined, loaded)

    progress("identify", rows)
    kinds = seen_kinds(loaded)
    devices = planned_devices(engine, loaded)
    everything = identify_values(engine, kinds, settings.ipv6_prefix, devices, settings.pseudonyms)
    classify_addresses(engine, loaded, origins, settings.mask)
    listed = read_machine_list(engine, loaded)
    find_uses(engine)
    number_machines(engine, listed, settings.mask)
    clones = refuse_clones(engine)
    find_presence(engine)

    progress("link", rows)
    now = settings.now or datetime.now(UTC).replace(microsecond=0)
    find_left(engine, staff, kinds, now, settings.mask)
    find_seen(engine, kinds)
    if any(one.is_plan for one in loaded):
        put_planned_uses(engine, loaded)
        put_planned_values(engine, now.date())
    find_sightings(engine)
    find_links(engine, by_label=settings.pseudonyms is not None)
    scopes = find_places(engine, scopes)
    find_ties(engine)

    progress("weigh", rows)
    find_weights(engine)
    graph = read_graph(engine, len(joined))
    places = find_components(graph)
    components = places[: len(joined)]
    barred = [n for n, one in enumerate(joined) if one.barred]
    exposures = Exposures(graph, barred, settings.prior)
    relations = coverings(settings.relations, joined, now.date())
    cut = is_cut(engine, everything)
    groups = find_groups(engine, settings.prior, relations, cut)
    agencies = agency_keys(engine, staff)
    unmet = [n for n, one in enumerate(joined) if one.id in meetings.unmet]
    healths = find_health(engine, loaded, joined, now, settings.sales_swing)
    verdicts, weak = raise_components(
        judge(engine, unmet, exposures, graph, places), healths, joined, components
    )

    progress("report", rows)
    found = Scanned(engine, loaded, joined, scopes, meetings, listed, everything, cut, graph,
                    components, places, exposures, groups, agencies, verdicts, settings, now,
                    healths, weak)  # fmt: skip
    told = [
        *remarks.about_files(skipped, scans),
        *remarks.about_presets(loaded),
        *remarks.about_times(
            (one for one in loaded if not settings.zone_told(one.table.name)), DEFAULT_ZONE
        ),
        *remarks.about_columns(loaded),
        *remarks.about_unread(loaded, joined),
        *remarks.about_told_times(loaded),
        *scope_warnings,
        *remarks.about_owners(joined, settings.mode),
        *remarks.about_ranges(origins),
        *remarks.about_words(loaded, settings.mask),
        *remarks.about_aliases(joined, settings.aliases, settings.mask),
        *remarks.about_accounts(joined, settings.mask),
        *remarks.about_clients(joined, settings.mask),
        *remarks.about_sites(joined, settings.mask),
        *remarks.about_site_papers(engine, joined, loaded, settings.mask),
        *remarks.about_reasons(joined, settings.mask),
        *remarks.about_standing(joined, loaded, settings.mask),
        *remarks.about_clones(clones),
        *remarks.about_machines(engine),
        *remarks.about_shared_machines(shared_machines(engine, kinds, remarks.LISTED)),
        *remarks.about_hardware(engine, loaded, settings.zone_of, settings.mask),
        *remarks.about_staff(staff, loaded, settings.mask),
        *remarks.about_values(engine, loaded),
        *about_visits(loaded, joined, settings.mask),
        *healths.warnings,
    ]
    return ScanResult(partial(_report, found, told), found)


def _report(found: Scanned, told: Sequence[Warning]) -> Report:
    selection = select(found)
    names = Names(found, selection)
    links = read_links(found.engine, selection.links, found.inputs)
    roles = read_roles(found.engine)
    findings = assemble.findings(found, names, links, roles)
    ledger, papers = find_ledger(found)
    closing, leaving = find_closing(found)
    return Report(
        format=FORMAT,
        linkscan=__version__,
        generated_at=found.now,
        settings=found.settings.shown(),
        inputs=assemble.inputs(found),
        accounts=assemble.accounts(found, selection, names),
        identifiers=(*assemble.identifiers(names, links, roles), *assemble.refused(found)),
        links=tuple(assemble.link(names, links, *one) for one in sorted(links)),
        components=assemble.components(found, selection, names, links),
        findings=findings,
        machines=assemble.machines(found, selection, names, findings),
        matrix=find_matrix(found),
        ledger=ledger,
        closing=closing,
        not_checked=(
            *found.meetings.not_checked,
            *remarks.without_values(found.joined, found.verdicts, found.meetings.unmet),
            *remarks.not_checked(found.engine, found.inputs),
            *found.healths.not_checked,
        ),
        warnings=(*told, *_about_declared(found, findings)),
        totals=tuple(sorted({**selection.totals, **papers, "closing": leaving,
                             **dict(found.healths.totals)}.items())),
        health=found.healths.broken,
        days=assemble.days_of_use(found, selection, names),
        display_zone=assemble.display_zone(found),
    )  # fmt: skip


def _about_declared(found: Scanned, findings: Sequence[Finding]) -> list[Warning]:
    settings = found.settings
    ids = [finding.id for finding in findings]
    return about_declared(settings.relations, settings.accepted, found.joined, ids, found.today,
                          settings.mask)  # fmt: skip
