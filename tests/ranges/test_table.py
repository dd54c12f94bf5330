"""Range files that are text tables."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.ranges import Known, read_ranges


def written(tmp_path: Path, content: str | bytes, name: str = "list.csv") -> Path:
    """A file of this content."""
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("content", "known"),
    [
        # GeoIP2 CSV
        ("network,is_anonymous,is_anonymous_vpn\n203.0.113.0/24,1,1\n", ("vpn", "vpn")),
        # ipinfo
        ("start_ip,end_ip,join_key,hosting,proxy,tor,vpn,relay,service\n"
         "203.0.113.0,203.0.113.255,203.0.113.0,,,,true,,Example\n", ("vpn", "Example")),
        # db-ip ASN Lite: no header
        ("203.0.113.0,203.0.113.255,64500,China Mobile Example\n", (None, "64500")),
        ("203.0.113.0,203.0.113.255,China Mobile Example\n", ("carrier", "China Mobile Example")),
        # a bare list, as lists of VPN exits are published
        ("# exits\n\n203.0.113.0/25\n203.0.113.128/25\n", (None, "list")),
        # hand-made
        ("网段;类型;备注\n203.0.113.0/24;代理;出口\n", ("vpn", "出口")),
        ("Network\tClass\n203.0.113.0/24\tmobile\n", ("carrier", "mobile")),
        ("\ufeffCIDR,Name\n203.0.113.0/24,Office\n", (None, "Office")),
        ("range,label\n203.0.113.0-203.0.113.255,Line 2\n", (None, "Line 2")),
        ("Start IP,End IP,Usage Type\r\n203.0.113.0,203.0.113.255,MOB\r\n", ("carrier", "MOB")),
        ('network,name\n203.0.113.0/24,"Example, Inc"\n', (None, "Example, Inc")),
        ("network\n203.0.113.0/24\n", (None, "list")),
    ],
)  # fmt: skip
def test_forms(tmp_path: Path, content: str, known: tuple[str | None, str]) -> None:
    """Lists as databases publish them and as people write them."""
    ranges = read_ranges(written(tmp_path, content))
    assert ranges.find("203.0.113.200") == Known(*known, "list.csv")
    assert ranges.find("198.51.100.1") is None
    assert ranges.rejected == ()


def test_a_file_from_a_chinese_spreadsheet(tmp_path: Path) -> None:
    """GB18030 is read as for logs."""
    content = "网段,备注\n203.0.113.0/24,办公室的固定线路\n".encode("gb18030")
    found = read_ranges(written(tmp_path, content)).find("203.0.113.1")
    assert found == Known(None, "办公室的固定线路", "list.csv")


def test_the_name_of_a_bare_list_tells_its_class(tmp_path: Path) -> None:
    """A list without a second column is what its file's name says."""
    ranges = read_ranges(written(tmp_path, "203.0.113.0/24\n", "vpn exits.txt"))
    assert ranges.find("203.0.113.1") == Known("vpn", "vpn exits", "vpn exits.txt")


def test_rows_that_name_no_range_are_told(tmp_path: Path) -> None:
    """Each is named by its line; blank lines and comments are none."""
    content = (
        "network,name\n203.0.113.0/24,a\n203.0.113.9/24,b\n\n# x\nn/a,c\n,d\n198.51.100.0/24\n"
    )
    ranges = read_ranges(written(tmp_path, content))
    assert (ranges.rows, ranges.rejected) == (2, (3, 6, 7))
    assert ranges.find("203.0.113.9") == Known(None, "a", "list.csv")


def test_name_and_date(tmp_path: Path) -> None:
    """The report can say which file it was, and of which day."""
    path = written(tmp_path, "203.0.113.0/24\n")
    changed = datetime(2026, 10, 3, 23, 30, tzinfo=UTC).timestamp()
    os.utime(path, (changed, changed))
    assert (read_ranges(path).name, read_ranges(path).date) == ("list.csv", date(2026, 10, 3))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"--ranges: list\.csv: the file is empty; name an MMDB or CSV file\."),
        ("\n# nothing yet\n", r"list\.csv: the file is empty"),
        ("account,ip\nshop-1,203.0.113.1\n",
         r"list\.csv: no column of ranges; found 'account', 'ip'\. Name one column 'network'"),
        ("start,name\n203.0.113.0,a\n", r"no column of ranges; found 'start', 'name'"),
        ("network,name\noffice,a\n203.0.113.0/99,b\n",
         r"list\.csv: none of its 2 rows names a range; write 203\.0\.113\.0/24"),
        ("start,end\n16777216,16777471\n", r"none of its 1 rows names a range"),
        (b"\x89PNG\r\n\x1a\n\0\0\xff\xff\xff", r"list\.csv: no column of ranges; found"),
    ],
)  # fmt: skip
def test_files_that_are_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    """What is no list of ranges is refused in a sentence that says what is one."""
    with pytest.raises(LinkscanError, match=message):
        read_ranges(written(tmp_path, content))
