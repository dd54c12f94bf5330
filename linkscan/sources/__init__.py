"""Inputs become tables that an engine can scan: forms, encodings, columns, times.

`discover` finds files, `read_tables` says what they are, `prove` shows that a user's own
file is regular, and `normalise` makes a regular copy of one that is not.
"""

from linkscan.sources.aliases import PERMISSION, PaperName, paper_of
from linkscan.sources.bounds import Bounds, parse_bounds
from linkscan.sources.columns import map_columns
from linkscan.sources.date_order import DateOrder, date_order_of
from linkscan.sources.discover import Discovery, Found, discover, distinct_names
from linkscan.sources.proof import Proof, prove
from linkscan.sources.read import Reading, read_tables
from linkscan.sources.table import Mapping, Paper, ReadOptions, Role, Scan, Skipped, Table
from linkscan.sources.text import normalise
from linkscan.sources.times import parse_time

__all__ = [
    "PERMISSION",
    "Bounds",
    "DateOrder",
    "Discovery",
    "Found",
    "Mapping",
    "Paper",
    "PaperName",
    "Proof",
    "ReadOptions",
    "Reading",
    "Role",
    "Scan",
    "Skipped",
    "Table",
    "date_order_of",
    "discover",
    "distinct_names",
    "map_columns",
    "normalise",
    "paper_of",
    "parse_bounds",
    "parse_time",
    "prove",
    "read_tables",
]
