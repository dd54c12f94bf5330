"""Logs and records as hypothesis makes them: small, and full of what ties and what must not."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st

UNTIMED = settings(deadline=None)
"""For properties whose first call imports much."""


def examples(number: int) -> settings:
    """So many examples instead of the usual 100; fewer in proportion in `make check`."""
    return settings(UNTIMED, max_examples=max(1, number * UNTIMED.max_examples // 100))


Row = dict[str, str]
Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True, repr=False)
class World:
    """A login log and a list of stores with their papers, as written in two files."""

    logins: Rows
    stores: Rows = ()

    def __repr__(self) -> str:
        """Short, for hypothesis to print: empty cells are left out."""
        logins, stores = (
            [{name: cell for name, cell in row.items() if cell} for row in rows]
            for rows in (self.logins, self.stores)
        )
        return f"World({logins}, {stores})"


DAYS = {
    "2026-01-02 09:05:00": "2026-01-02", "2026-01-02 23:59:59": "2026-01-02",
    "2026/1/3 9:05": "2026-01-03", "2026年1月9日 9:05": "2026-01-09",
    "2026-01-20 00:00:00": "2026-01-20", "2026-02-28 09:05:00": "2026-02-28",
    "2026-09-01 09:05:00": "2026-09-01", "2024-11-05 09:05:00": "2024-11-05",
    "1767349500": "2026-01-02", "": None,
}  # fmt: skip
"""Times as written, and their day: on either side of each step of how time fades."""

ACCOUNTS = ("shop-1", "Shop-1 ", "ｓｈｏｐ－１", "shop-2", "shop  3", "SHOP 3", "shop-4", "店铺甲")
ADDRESSES = (
    *("203.0.113.1", "203.0.113.1:443", "::ffff:203.0.113.1", "203.0.113.2", "198.51.100.3"),
    *("203.0.113.2 (VPN)", "198.51.100.3（中国移动）", "198.51.100.3 (VPN)"),
    *("2001:db8:1:2::3", "2001:0DB8:0001:0002:0000:0000:0000:0004", "[2001:db8:1:2::5]:443"),
    *("2001:db8:1:3::3", "3fff:1000:1:2:3:4:5:6", "3fff:1000:1:2::7", "3FFF:1000:1:2::8"),
    # These tie nothing.
    *("10.0.0.1", "192.168.1.2", "100.64.0.9", "127.0.0.1", "fe80::1", "999.1.1.1", "unknown"),
    *("fe80::/64", "fc00:1:2:3::/64", "", ""),
)
DEVICES = ("dev-x1-{n}", "DEV-X1-{n} ", "dev-y2-{n}", "00-1B-63-{n}-45-E6", "", "",
           "To be filled by O.E.M.", "00000000", "0123456789")  # fmt: skip
MACS = ("00:1b:63:{n}:45:e6", "001B.63{n}.45E6", "00:1b:63:{n}:45:e7", "ff:ff:ff:ff:ff:ff",
        "00:0c:29:00:00:01", "", "", "")  # fmt: skip
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) "
AGENTS = (
    WINDOWS + "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
    WINDOWS + "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/121.0.0.0 Safari/537.36",
    WINDOWS.replace("64) ", "64; rv:122.0) ") + "Gecko/20100101 Firefox/122.0",
    "",
)
PERSONS = ("", "", "11010519491231002X", "11010519491231002x", "110105194912310021")
PHONES = ("", "", "13912340001", "+86 139-1234-0001", "138****5678")
LICENCES = ("", "", "91440300MA5DEM01X1", " 91440300ma5dem01x1", "91440300MA5DEM01X2",
            "91440300MA5DEMA2YX")  # fmt: skip
OPERATORS = ("", "", "", "Li Wei", "li  wei ", "Chen", "13912340009")

LOG_CELLS = {
    "account": ACCOUNTS,
    "platform": range(2),
    "time": tuple(DAYS),
    "ip": ADDRESSES,
    "device id": DEVICES,
    "mac": MACS,
    "machine": ("PC-{n}", "pc-{n} ", "PC-A{n}", "unknown", "", ""),
    "outcome": ("", "", "success", "成功", "failed", "失败"),
    "operator": OPERATORS,
    "user agent": AGENTS,
    "canvas": ("c1f00a77", "c1f00a77", "c2f00b88", ""),
    "screen": ("1920x1080", "1080x1920", "2560x1440", "", ""),
}
STORE_CELLS = {
    "account": ACCOUNTS,
    "platform": range(2),
    "status": ("", "active", "suspended", "封号", "rejected", "closed", "planned", "zzz"),
    "ban reason": ("", "voluntary", "association"),
    "uscc": LICENCES,
    "phone": PHONES,
    "resident id": PERSONS,
    "ip": ("", "", "", "203.0.113.2:8080", "3fff:1000:1:2::9", "10.0.0.1"),
    "company name": (
        "",
        "",
        "Example Trading Ltd",
        "EXAMPLE  TRADING LIMITED",
        "Sample Goods GmbH",
    ),
    "operator": OPERATORS,
    "entity": ("", "", "Owner One", "owner  one", "Owner Two"),
    "client": ("", "", "Client A", "CLIENT A", "Client B"),
}
LOG, STORES = tuple(LOG_CELLS), tuple(STORE_CELLS)

PLATFORMS = (
    ("Amazon", "亚马逊"), ("aliexpress", "速卖通"), ("douyin", "抖音"), ("tiktok", "TikTok Shop"),
    ("Shopee", "虾皮"), ("ebay", "易贝"), ("walmart", "沃尔玛"), ("LAZADA", "来赞达"),
    ("temu", "Temu"), ("shein", "希音"), ("wish", "Wish"), ("etsy", "Etsy"),
    ("mercadolibre", "美客多"),
    ("ozon", "OZON"), ("shopify", "独立站"), ("taobao", "淘宝"), ("tmall", "天猫"), ("jd", "京东"),
    ("pinduoduo", "pdd"), ("alibaba", "国际站"),
)  # fmt: skip
"""One platform a line, written in two ways."""

_LOGIN = st.tuples(*map(st.sampled_from, LOG_CELLS.values()))
_STORE = st.tuples(*map(st.sampled_from, STORE_CELLS.values()))
_LOGINS = st.lists(_LOGIN, min_size=1, max_size=8)
_STORES = st.lists(_STORE, max_size=4)


def _row(columns: tuple[str, ...], cells: tuple[object, ...], number: int, named: bool) -> Row:
    row = {name: str(cell).replace("{n}", f"{number:02}")
           for name, cell in zip(columns, cells, strict=True)}  # fmt: skip
    row["platform"] = PLATFORMS[number][int(row["platform"])] if named else ""
    return row


@st.composite
def many_logs(draw: st.DrawFn, count: int = len(PLATFORMS)) -> World:
    """A world of `count` logs, each on a platform of its own and with devices of its own.

    Addresses, papers, people and browsers are common to all, so that ties between platforms
    occur as well.
    """
    logs = draw(st.lists(st.tuples(_LOGINS, _STORES), min_size=count, max_size=count))
    return World(
        tuple(_row(LOG, one, n, True) for n, (logins, _) in enumerate(logs) for one in logins),
        tuple(_row(STORES, one, n, True) for n, (_, stores) in enumerate(logs) for one in stores),
    )


def loose_worlds() -> st.SearchStrategy[World]:
    """Two or three platforms, and about every second store of none that anybody names."""
    return worlds((2, 3)).map(_loosened)


def _loosened(world: World) -> World:
    bare = {"shop-2", "shop  3", "SHOP 3", "店铺甲"}
    logins, stores = (
        tuple(row | {"platform": ""} if row["account"] in bare else row for row in rows)
        for rows in (world.logins, world.stores)
    )
    return World(logins, stores)


@st.composite
def worlds(draw: st.DrawFn, most: tuple[int, ...] = (1, 1, 2, 3)) -> World:
    """One log and one list over at most three platforms, some rows without their platform."""
    platforms = draw(st.sampled_from(most))
    where = st.tuples(st.integers(0, platforms - 1), st.sampled_from((True, True, True, False)))
    logins = draw(st.lists(st.tuples(_LOGIN, where), min_size=1, max_size=14))
    stores = draw(st.lists(st.tuples(_STORE, where), max_size=6))
    return World(
        tuple(_row(LOG, cells, number, named) for cells, (number, named) in logins),
        tuple(_row(STORES, cells, number, named) for cells, (number, named) in stores),
    )
