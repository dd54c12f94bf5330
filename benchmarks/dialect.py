"""How much of polluted text tables is read right: linkscan beside other readers.

    python -m benchmarks.dialect [--step N] [--without NAME] [--list]

The metric is that of the Pollock benchmark (Vitagliano, Hameed, Jiang, Reisener, Wu, Naumann:
"Pollock: A Data Loading Benchmark", PVLDB 16(8), 2023, and its public repository, read 2026-11):
success, and precision, recall and F1 of header, records and cells, ten points a file; "simple"
is the mean over the files, "weighted" the mean by how often a pollution was met in 3,712 files
of open data. The pollutions are its own; the table is ours, and so are the 2,290 files. With
`--step N` only the header and every Nth row below it are polluted in turn, and stand for the
others. The peers run with what they have against bad rows (`ignore_errors`, `on_bad_lines`).
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Rows = Sequence[Sequence[str]]
Reader = Callable[[Path], tuple[Sequence[str], Rows]]

HEADER = ("DATE", "TIME", "Qty", "PartNo", "Price", "Kind", "Description", "Link", "Comments")
ROWS = 83
# What each kind of pollution weighs in all, by the survey of Pollock (pollock_weights.json).
_ROW_WEIGHTS = {"less": 0.36775, "more": 0.36775, "quote": 0.00926, "delimiter": 0.05}
"""A row each; that of a row with another delimiter is ours, the file names none we could find."""

SIMPLE_GOAL, WEIGHTED_GOAL = 9.9, 9.5


@dataclass(frozen=True, slots=True)
class Variant:
    """A polluted file, what it says, and how often such a file is met."""

    name: str
    text: str
    header: Sequence[str]  # () if it has none
    records: Rows
    weight: float
    count: float = 1.0  # files that it stands for


def table() -> list[list[str]]:
    """The clean table: quantities, prices, text with commas, apostrophes and inches."""
    made = random.Random(5)
    things = (
        "Hiking Boots, Waterproof",
        "Men's Trail Shoes",
        "Fly Rod 8'9\"",
        "Camo Hoodie",
        "Socks",
    )
    rows = [list(HEADER)]
    for n in range(ROWS):
        part = f"{made.choice('ABCDEF')}{made.choice('GHIJK')}-{1000 + n * 7}"
        thing = made.choice(things)
        rows.append([
            f"{1 + n % 28:02}/{1 + n // 28:02}/2026", f"{n // 4 % 24:02}:{n % 4 * 15:02}",
            str(made.randrange(9)), part, f"${made.randrange(90)}.{made.randrange(100):02}", thing,
            f"{thing} for every season, light, warm and made to last; it won't let you down.",
            f"https://www.example.com/product/{part}.html", "",
        ])  # fmt: skip
    return rows


def variants(step: int = 1) -> Iterator[Variant]:
    """Every polluted file, as in the second edition of the benchmark."""
    yield from _of_the_file()
    yield from _of_a_row(step)


def _of_the_file() -> Iterator[Variant]:
    rows = table()
    header, records = rows[0], rows[1:]
    text = written(rows)
    second = [row[:8] for row in rows], rows, [[*row, row[3]] for row in rows]

    def of(name: str, content: str, weight: float, expected: Rows = records) -> Variant:
        return Variant(name, content, header, expected, weight)

    yield of("source", text, 1)
    yield Variant("file_no_payload", "", (), (), 15)
    yield of("file_no_trailing_newline", text.rstrip("\r\n"), 184)
    yield of("file_double_trailing_newline", text + "\r\n", 5)
    yield Variant("file_no_header", written(records), (), records, 470)
    for n in (2, 3):
        names = [" ".join([name] * n) for name in header]
        yield Variant(
            f"file_header_multirow_{n}", written([header] * n + records), names, records, 47
        )
    preamble = [["PREAMBLE", *[""] * 8], [""] * 9]
    yield of("file_preamble", written([*preamble, *rows]), 282)
    for name, other in zip(("less", "same", "more"), second, strict=True):
        yield of(f"file_multitable_{name}", text + written(other), 62.67, [*records, *other])
    yield of("file_header_only", written(rows[:1]), 3, [])
    yield of("file_one_data_row", written(rows[:2]), 4, records[:1])
    yield of("file_record_delimiter_0xD", written(rows, end="\r"), 7)
    yield of("file_record_delimiter_0xA", written(rows, end="\n"), 1691)
    yield of("file_field_delimiter_0x9", written(rows, "\t"), 4)
    yield of("file_field_delimiter_0x3B", written(rows, ";"), 834)
    yield of("file_field_delimiter_0x20", written(rows, " "), 4)
    yield of("file_field_delimiter_0x2C_0x20", written(rows, ", "), 101)
    yield of("file_quotation_char_0x27", written(rows, quote="'"), 11)
    yield of("file_escape_char_0x5C", written(rows, escape="\\"), 1)
    yield of("file_escape_char_0x00", written(rows, escape=""), 7)


def _of_a_row(step: int) -> Iterator[Variant]:
    rows = table()
    lines = [written([row]) for row in rows]
    chosen = range(1, len(rows), step)
    share = (len(rows) - 1) / len(chosen)

    def with_line(name: str, kind: str, at: int, line: str, changed: Sequence[str]) -> Variant:
        expected = [*rows[:at], changed, *rows[at + 1 :]]
        content = "".join([*lines[:at], line, *lines[at + 1 :]])
        count = share if at else 1.0
        weight = _ROW_WEIGHTS[kind] * count
        return Variant(name, content, expected[0], expected[1:], weight, count)

    for at in (0, *chosen):
        row = rows[at]
        cells = [field(cell) for cell in row]
        for n in range(len(row)):
            more = ",".join([*cells[:n], "", *cells[n:]])
            yield with_line(f"row_more_sep_row{at}_col{n}", "more", at, more + "\r\n", row)
            stray = [*row[:n], '"' + row[n], *row[n + 1 :]]
            quoted = cells[n].startswith('"')
            cell = '""' + cells[n][1:] if quoted else '"' + cells[n]
            line = ",".join([*cells[:n], cell, *cells[n + 1 :]])
            yield with_line(f"row_extra_quote{at}_col{n}", "quote", at, line + "\r\n", stray)
            if n:
                less = ",".join([*cells[: n - 1], cells[n - 1] + cells[n], *cells[n + 1 :]])
                yield with_line(f"row_less_sep_row{at}_col{n}", "less", at, less + "\r\n", row)
        yield with_line(
            f"row_field_delimiter_{at}_0x20", "delimiter", at, " ".join(cells) + "\r\n", row
        )


def field(cell: str, delimiter: str = ",", quote: str = '"', escape: str | None = None) -> str:
    """A cell as a CSV holds it; `escape` stands before a quote (None: another quote)."""
    if delimiter not in cell and quote not in cell and "," not in cell:
        return cell
    return quote + cell.replace(quote, (quote if escape is None else escape) + quote) + quote


def written(
    rows: Rows,
    delimiter: str = ",",
    quote: str = '"',
    escape: str | None = None,
    end: str = "\r\n",
) -> str:
    """Rows as text."""
    return "".join(
        delimiter.join(field(cell, delimiter, quote, escape) for cell in row) + end for row in rows
    )


def score(variant: Variant, header: Sequence[str], records: Rows) -> float:
    """Points of ten for what a reader made of a file."""
    if not variant.header and not variant.records:
        return 10.0
    wanted, found = _plain(variant.header), _plain(header)
    points = 1.0 + (_measures(wanted, found) if wanted else 3.0)
    points += _measures(["".join(_plain(row)) for row in variant.records],
                        ["".join(_plain(row)) for row in records])  # fmt: skip
    cells = [*wanted, *(cell for row in variant.records for cell in _plain(row))]
    return points + _measures(cells, [*found, *(cell for row in records for cell in _plain(row))])


def _plain(cells: Sequence[str]) -> list[str]:
    return [str(cell).strip() for cell in cells]


def _measures(wanted: Sequence[str], found: Sequence[str]) -> float:
    """Precision, recall and F1 of multisets, summed."""
    if not wanted:
        return 3.0
    both = (Counter(wanted) & Counter(found)).total()
    if not both:
        return 0.0
    precision, recall = both / len(found), both / len(wanted)
    return precision + recall + 2 * precision * recall / (precision + recall)


def linkscan(path: Path) -> tuple[Sequence[str], Rows]:
    """The forgiving reader, as every text file that is not regular goes through it."""
    from linkscan.sources.text import read_cells

    cells = read_cells(path)
    return cells.header, cells.records


def python_csv(path: Path) -> tuple[Sequence[str], Rows]:
    """The csv module with its Sniffer."""
    text = path.read_text("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), csv.Sniffer().sniff(text)))
    return rows[0], rows[1:]


def clevercsv(path: Path) -> tuple[Sequence[str], Rows]:
    """CleverCSV."""
    import clevercsv as clever

    rows = clever.read_table(str(path))
    return rows[0], rows[1:]


def duckdb_auto(path: Path) -> tuple[Sequence[str], Rows]:
    """DuckDB, everything detected, bad rows passed over."""
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT * FROM read_csv(?, all_varchar = true, ignore_errors = true)", [str(path)]
        )
        header = [column[0] for column in found.description or ()]
        return header, [[cell or "" for cell in row] for row in found.fetchall()]


def pandas_sniff(path: Path) -> tuple[Sequence[str], Rows]:
    """pandas with its Python engine, the delimiter sniffed."""
    import pandas as pd

    frame = pd.read_csv(path, sep=None, engine="python", dtype=str, keep_default_na=False,
                        index_col=False, on_bad_lines="skip")  # fmt: skip
    return [str(name) for name in frame.columns], frame.fillna("").to_numpy().tolist()


READERS: dict[str, Reader] = {
    "linkscan": linkscan,
    "python csv + Sniffer": python_csv,
    "CleverCSV": clevercsv,
    "DuckDB auto": duckdb_auto,
    "pandas sniff": pandas_sniff,
}


def run(reader: Reader, files: Sequence[tuple[Variant, Path]]) -> list[float]:
    """The points of a reader, 0 where it gives up."""
    points = []
    for variant, path in files:
        try:
            header, records = reader(path)
        except ImportError:
            raise  # not installed, which is no failure
        except Exception:  # a reader that fails in any way has failed
            points.append(10.0 if variant.name == "file_no_payload" else 0.0)
            continue
        points.append(score(variant, header, records))
    return points


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--step", type=int, default=1, help="pollute every Nth row")
    parser.add_argument("--without", action="append", default=[], help="leave out a reader")
    parser.add_argument("--list", action="store_true", help="list what linkscan loses most on")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for variant in variants(options.step):
            path = Path(folder) / f"{variant.name}.csv"
            path.write_text(variant.text, "utf-8", newline="")
            files.append((variant, path))
        weights = [variant.weight for variant, _path in files]
        counts = [variant.count for variant, _path in files]
        print(f"{len(files)} polluted files, points of 10 (goal {SIMPLE_GOAL} / {WEIGHTED_GOAL})")
        print(f"{'':24}{'simple':>8}{'weighted':>10}{'s':>8}")
        for name, reader in READERS.items():
            if name in options.without:
                continue
            try:
                began = time.perf_counter()
                points = run(reader, files)
            except ImportError:
                print(f"{name:24}not installed")
                continue
            simple, weighted = _mean(points, counts), _mean(points, weights)
            print(f"{name:24}{simple:8.3f}{weighted:10.3f}{time.perf_counter() - began:8.1f}")
            if options.list and name == "linkscan":
                worst = sorted(zip(points, files, strict=True), key=lambda pair: pair[0])[:25]
                for lost, (variant, _path) in worst:
                    print(f"    {lost:6.3f} {variant.weight:8.2f} {variant.name}")


def _mean(points: Sequence[float], weights: Sequence[float]) -> float:
    return sum(p * w for p, w in zip(points, weights, strict=True)) / sum(weights)


if __name__ == "__main__":
    main()
