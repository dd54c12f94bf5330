"""A pack as a folder: papers that document, tables that cannot compute, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from fingerprints import platform_of
from linkscan.errors import LinkscanError
from linkscan.explain.appeals import find_sayings
from linkscan.explain.explanation import Route
from linkscan.explain.pack import Apart, Held, Pack, Party, Period, Reason, Row, Run, Source, Value
from linkscan.model import NotChecked, Status
from linkscan.report.answers.pack import check_pack, pack_files, write_pack
from linkscan.report.visible import console
from linkscan.sources import discover

FILES = {"README.txt", "appeal.txt", "pack.json", "rows.csv", "sources.txt", "timeline.csv",
         "timeline.txt"}  # fmt: skip
TEXTS = ("README.txt", "appeal.txt", "sources.txt", "timeline.txt")


def period(first: str, last: str) -> Period:
    """A period by its first and last day."""
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def party(id_: str, *, suspended: bool = False) -> Party:
    """A store with sign-ins from January to October."""
    status: Status = "suspended" if suspended else "active"
    records = period("2026-01-02", "2026-10-20")
    return Party(id_, (id_.rpartition("/")[2],), "amazon", None, status, suspended,
                 date(2025, 12, 1), None, records, 12)  # fmt: skip


A, B = "amazon/a", "amazon/b"
JANUARY = period("2026-01-02", "2026-01-20")
RULE = platform_of("amazon").route
assert RULE
ROUTE = Route("official-route", "amazon", RULE.en, RULE.zh, RULE.grade, RULE.source, RULE.date)

LINE = Value(1, "ip", "203.0.113.1", "ties", True, "B",
             (Held(A, (), ("PC-01",), JANUARY, 2, 0), Held(B, (), ("PC-02",), JANUARY, 1, 0)),
             (JANUARY,), 3)  # fmt: skip
PHONE = Value(2, "phone", "+12****101", "ties", True, "B",
              (Held(A, ("contact",), (), None, 1, 1), Held(B, (), (), None, 1, 1)),
              (), None)  # fmt: skip


def make(*, suspended: bool = True) -> Pack:
    """A pack on two stores that share a line in January, and a phone number."""
    at = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)
    return Pack(
        format=1,
        linkscan="1.0",
        generated_at=datetime(2026, 11, 1, tzinfo=UTC),
        reveal=False,
        stores=(party(A), party(B, suspended=suspended)),
        linked=True,
        between=0,
        declared=False,
        route=ROUTE if suspended else None,
        values=(LINE, PHONE),
        window=period("2026-01-02", "2026-10-20"),
        together=(JANUARY,),
        apart=(Apart(period("2026-01-21", "2026-10-20"), (4, 5)),),
        runs=(Run(A, 2, None, None, 1), Run(A, 1, "PC-01", JANUARY, 2)),
        runs_total=2,
        rows=(
            Row(A, "stores.csv", None, None, 2, None, None, (2,)),
            Row(B, "stores.xlsx", None, "Sheet1", 3, None, None, (2,)),
            Row(A, "=logins.csv", None, None, 2, at, "@PC-01", (1,)),
        ),
        rows_total=3,
        inputs=(Source("logins.csv", None, None, "ab" * 32, 1),),
        sayings=tuple(find_sayings(["amazon"], [LINE, PHONE])),
        not_tied=(),
        refused=(),
        not_checked=(NotChecked("account", B, "no-device"),),
    )


def text(pack: Pack, name: str, lang: str = "en") -> str:
    """A file of the pack as one line, however it is broken."""
    return " ".join(pack_files(pack, lang)[name].decode("utf-8-sig").split())


def table(pack: Pack, name: str, lang: str = "en") -> list[list[str]]:
    """A table of the pack."""
    return list(csv.reader(io.StringIO(pack_files(pack, lang)[name].decode("utf-8-sig"))))


def test_files(tmp_path: Path) -> None:
    """The folder holds these files, and the JSON the digest of each of the others."""
    out = tmp_path / "pack"
    assert {path.name for path in write_pack(make(), out, "en")} == FILES
    tree = json.loads((out / "pack.json").read_bytes())
    assert (tree["format"], tree["linkscan"]) == (1, "1.0")
    assert tree["files"] == {
        name: sha256((out / name).read_bytes()).hexdigest() for name in FILES - {"pack.json"}
    }
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


def test_same_bytes() -> None:
    """One pack, one language: the same bytes."""
    assert pack_files(make(), "zh") == pack_files(make(), "zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["README.txt", "appeal.txt"])
def test_the_official_route_stands_first(name: str, lang: str) -> None:
    """Beside a suspended store the official route comes before all that is said of the stores;
    without one there is none."""
    route = RULE.text(lang) if RULE else ""
    shown = text(make(), name, lang).replace(" ", "")
    assert 0 < shown.index(route.replace(" ", "")) < shown.index("203.0.113.1")
    assert route.replace(" ", "") not in text(make(suspended=False), name, lang).replace(" ", "")


def test_the_skeleton() -> None:
    """Cause, what was done, prevention: with what the records say, and places to fill in."""
    shown = text(make(), "appeal.txt")
    places = [shown.index(part) for part in ("1. Cause", "2. What was done", "3. Prevention")]
    assert places == sorted(places)
    assert "amazon/b: rows: 1; without a time: 1; stores.xlsx[Sheet1]:3" in shown
    assert "Last day on which sign-ins of both used a value, by the records: 2026-01-20." in shown
    assert shown.count("[") > 6
    assert "An appeal is short" in shown


def test_nothing_tells_how_to_hide() -> None:
    """No paper says what would make stores look apart; what is past stays on record."""
    for name in TEXTS:
        shown = text(make(), name).lower()
        for word in ("proxy", "vpn", "avoid detection", "new device", "without this", "hide"):
            assert word not in shown, name
    assert "Past records stay as they are." in text(make(), "README.txt")


def test_timeline() -> None:
    """The timeline tells when the two were together, when apart while both signed in, and what
    has no time."""
    shown = text(make(), "timeline.txt")
    assert "- 2026-01-02 - 2026-01-20: sign-ins of both used a value" in shown
    assert ("- 2026-01-21 - 2026-10-20: no value used in sign-ins of both; sign-ins in that time: "
            "amazon/a: 4, amazon/b: 5") in shown  # fmt: skip
    assert "for 273 more days, without such use" in shown
    assert "neither before nor after: phone number +12****101." in shown
    header, *rows = table(make(), "timeline.csv")
    assert header[0] == "From (UTC)"
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert rows[0][2:7] == ["registration detail", A, "2", "phone number", "'+12****101"]
    assert {row[2] for row in rows} >= {"use", "store opened", "value used in sign-ins of both",
                                        "no value used in sign-ins of both"}  # fmt: skip


def test_nothing_claims_that_they_are_apart() -> None:
    """Where a value was used by both to the end, no sentence tells of a time without."""
    pack = replace(make(), together=(period("2026-01-02", "2026-10-20"),), apart=())
    for name in TEXTS:
        assert "without such use" not in text(pack, name)


def test_rows() -> None:
    """Rows with file, sheet, line and time, a column for each kind; no cell computes."""
    header, *rows = table(make(), "rows.csv")
    assert header[-2:] == ["IP address", "phone number"]
    assert rows[1] == ["", B, "stores.xlsx", "", "Sheet1", "3", "", "2", "", "'+12****101"]
    assert rows[2][:3] == ["2026-01-02T09:00:00Z", A, "'=logins.csv"]
    assert rows[2][6:] == ["'@PC-01", "1", "203.0.113.1", ""]
    assert pack_files(make(), "en")["rows.csv"].startswith(b"\xef\xbb\xbf")


def test_rows_left_out_are_told() -> None:
    """A list that was cut says how many there are."""
    pack = replace(make(), rows_total=12_345, runs_total=99)
    assert "rows.csv lists 3 of 12345 rows" in text(pack, "README.txt")
    assert "lists 2 of 99 periods" in text(pack, "timeline.txt")
    assert "rows.csv lists" not in text(make(), "README.txt")


def test_sources() -> None:
    """The platform's own words stand before sellers' lore, each with its date and its source
    unbroken; what nobody is cited for is said."""
    shown = text(make(), "sources.txt")
    places = [shown.index(part) for part in (
        "The platform's own words", "Lawyers and agencies who", "Sellers and vendors say",
        "What sellers' articles say")]  # fmt: skip
    assert places == sorted(places)
    assert "Cannot be appealed: KYC, association, VAT." in shown
    assert "Amazon publishes a route" in shown
    assert RULE
    for source in RULE.source.split("; "):
        assert source in pack_files(make(), "en")["sources.txt"].decode()
    unknown = replace(make(), sayings=())
    assert "whether this platform looks at: IP address, phone number." in text(
        unknown, "sources.txt"
    )


def test_masked_or_revealed() -> None:
    """The pack says whether it is masked."""
    assert "are masked" in text(make(), "README.txt")
    assert "hand this only to whom" in text(replace(make(), reveal=True), "README.txt")


def test_not_tied() -> None:
    """A pack on stores that are not tied says why, and leaves the cause to the notice."""
    pack = replace(make(suspended=False), linked=False, values=(), rows=(), runs=(), together=(),
                   apart=(), not_tied=(Reason("nothing-shared", ()),))  # fmt: skip
    assert "No value that was read is on record for both." in text(pack, "README.txt")
    assert "What does the platform's notice name?" in text(pack, "appeal.txt")


def test_a_chain_is_counted() -> None:
    """Stores on the way are counted, and called other stores."""
    pack = replace(make(), values=(), between=2, rows=(), runs=(), together=(), apart=())
    assert "by way of other stores (2), which this pack does not name" in text(pack, "README.txt")


@pytest.mark.parametrize("name", TEXTS)
def test_papers(name: str) -> None:
    """Every paper exists in Chinese, and any Chinese console prints it."""
    shown = pack_files(make(), "zh")[name].decode("utf-8-sig")
    assert all(console(line) == line for line in shown.splitlines())
    assert text(make(), name) != text(make(), name, "zh")
    assert "\r\n" in shown


def test_only_a_pack_is_replaced(tmp_path: Path) -> None:
    """A pack replaces a pack, never a folder of anything else, nor one with a stranger's file."""
    out = tmp_path / "pack"
    write_pack(make(), out, "en")
    write_pack(make(suspended=False), out, "en")
    (out / "notice.pdf").write_bytes(b"mine")
    with pytest.raises(LinkscanError, match=r"holds 'notice\.pdf', which linkscan did not write"):
        check_pack(out)
    other = tmp_path / "report"
    other.mkdir()
    (other / "report.json").write_text('{"format": 1, "linkscan": "1.0"}')
    with pytest.raises(LinkscanError, match="nothing that linkscan wrote with --pack"):
        write_pack(make(), other, "en")


def test_a_pack_is_no_input(tmp_path: Path) -> None:
    """A pack that lies beside the logs is not read as one."""
    (tmp_path / "logins.csv").write_text("account,ip\na,203.0.113.1\n")
    write_pack(make(), tmp_path / "pack", "en")
    found = discover([tmp_path])
    assert [file.name for file in found.files] == ["logins.csv"]
    assert [(one.name, one.reason) for one in found.skipped] == [("pack", "own-report")]
