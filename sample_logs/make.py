"""The data of the sample scenarios, made from invented names and documentation addresses.

    python sample_logs/make.py [FOLDER]

writes `FOLDER/<scenario>/` anew (this folder, if none is given). The committed files equal what
this program writes; what each report must say stands beside them in README.md and
expected.json, written by hand.

Nothing here names a real company, person or line: addresses come from RFC 5737, RFC 3849 and
RFC 6598, papers carry region 999999 and correct check digits, card numbers lie in a range that
payment providers keep for tests, and phone numbers in the 555-01 range kept for fiction.
"""

from __future__ import annotations

import csv
import io
import random
import re
import sys
import uuid
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

from openpyxl import Workbook

FIRST_DAY = datetime(2026, 9, 1)  # a Tuesday, local time of the scenario
USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

Files = dict[str, bytes]
Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Seat:
    """A store at the machine from which it is run, and the lines that machine uses."""

    store: str
    machine: str
    ips: tuple[str, ...]
    device: str
    mac: str
    operator: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One sign-in."""

    at: datetime
    seat: Seat
    ip: str
    ok: bool = True


def seat(number: int, store: str, *ips: str) -> Seat:
    """The own machine of a store: device, network card and operator follow from `number`."""
    machine = f"PC-{number:02}"
    return Seat(
        store=store,
        machine=machine,
        ips=ips or (f"198.51.100.{10 + number}",),
        device=str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{machine}.{store}.example")),
        mac=f"00:1b:63:84:45:{number:02x}",
        operator=f"op{number:02}",
    )


def visits(scenario: str, seats: Sequence[Seat], days: int, failing: float = 0.04) -> list[Visit]:
    """Sign-ins of some weeks in time order: most stores once a working day, a few failures."""
    rng = random.Random(scenario)  # only .random(): its stream is the same in every Python
    found = []
    day = FIRST_DAY
    for _ in range(days):
        for at_seat in seats:
            if rng.random() < 0.9:
                at = day + timedelta(seconds=int(30_600 + rng.random() * 32_400))
                ip = at_seat.ips[int(rng.random() * len(at_seat.ips))]
                found.append(Visit(at, at_seat, ip, rng.random() >= failing))
        day += timedelta(days=3 if day.weekday() == 4 else 1)
    return sorted(found, key=lambda visit: visit.at)


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]], encoding: str = "utf-8") -> bytes:
    """A CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue().encode(encoding)


def logins(found: Iterable[Visit], offset: int = 8) -> bytes:
    """A login log with every column that linkscan likes to see."""
    zone = timezone(timedelta(hours=offset))
    header = ("timestamp", "account", "ip", "device_id", "mac", "machine", "operator", "result")
    return table(
        header,
        (
            (
                visit.at.replace(tzinfo=zone).isoformat(),
                visit.seat.store,
                visit.ip,
                visit.seat.device,
                visit.seat.mac,
                visit.seat.machine,
                visit.seat.operator,
                "success" if visit.ok else "failed",
            )
            for visit in found
        ),
    )


def uscc(number: int) -> str:
    """An invented unified social credit code, check digit after GB 32100-2015."""
    body = f"91999999MA{number:07}"
    total = sum(USCC_DIGITS.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + USCC_DIGITS[-total % 31]


def resident_id(number: int) -> str:
    """An invented resident identity number, check digit after GB 11643-1999."""
    body = f"99999919800101{number:03}"
    total = sum(int(c) * pow(2, 17 - i, 11) for i, c in enumerate(body))
    return body + "10X98765432"[total % 11]


def card(number: int) -> str:
    """A card number of the test range 4242 42, check digit after Luhn."""
    body = f"424242{number:09}"
    doubled = (int(c) * (2 if i % 2 == 0 else 1) for i, c in enumerate(body))
    return body + str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)


def papers(number: int, store: str) -> tuple[str, ...]:
    """The papers of one store: store, licence, legal person, payee card, phone, e-mail."""
    return (
        store,
        uscc(number),
        resident_id(number),
        card(number),
        f"+1 202 555 01{number:02}",
        f"store{number:02}@example.com",
    )


PAPERS = ("store", "business licence no", "legal person id number", "bank card", "phone", "email")


def clean() -> Files:
    """Six stores on three platforms, nothing shared; one sign-in failed at the wrong machine."""
    names = (
        "North Lantern",
        "Paper Crane",
        "Cobalt Kettle",
        "Silver Thimble",
        "Amber Finch",
        "Moss",
    )
    markets = (
        ("amazon", "US"),
        ("amazon", "JP"),
        ("shopee", "SG"),
        ("shopee", "MY"),
        ("ebay", "US"),
        ("ebay", "DE"),
    )
    seats = [seat(n, name) for n, name in enumerate(names, 1)]
    found = visits("clean", seats, 14)
    # Paper Crane's password typed at North Lantern's machine, and refused: it ties nothing.
    stray = replace(seats[0], store="Paper Crane", operator="op02")
    found.append(Visit(FIRST_DAY + timedelta(days=20, hours=10), stray, stray.ips[0], ok=False))
    return {
        "logins.csv": logins(found),
        "registrations.csv": table(PAPERS, (papers(n, name) for n, name in enumerate(names, 1))),
        "accounts.csv": table(
            ("store", "platform", "region", "status", "opened_at"),
            (
                (name, *market, "active", f"2025-0{n}-15")
                for n, (name, market) in enumerate(zip(names, markets, strict=True), 1)
            ),
        ),
        "machines.csv": table(
            ("machine", "kind", "site", "mac", "user", "acquired_at"),
            ((s.machine, "desktop", "Room 3", s.mac, s.operator, "2025-01-10") for s in seats),
        ),
    }


def office_line() -> Files:
    """Twelve stores on twelve machines behind one office line; two are also run from home."""
    names = (
        "Birch & Bell", "Copper Quill", "Dune Teapot", "Elm Street Paper", "Felt Atlas",
        "Ginger Loom", "Harbour Tin", "Ivory Spool", "Jade Ladle", "Kite & Cord",
        "Linen Owl", "Maple Hook",
    )  # fmt: skip
    office = "203.0.113.10"
    homes = {"Copper Quill": "198.51.100.71", "Kite & Cord": "198.51.100.72"}
    seats = [
        seat(n, name, office, *((homes[name],) if name in homes else ()))
        for n, name in enumerate(names, 1)
    ]
    return {"logins.csv": logins(visits("office_line", seats, 12))}


def one_laptop() -> Files:
    """Five stores, each with its own line; one laptop served two of them."""
    seats = [
        seat(n, name)
        for n, name in enumerate(
            ("Paper Crane", "Cobalt Kettle", "North Lantern", "Silver Thimble", "Amber Finch"), 1
        )
    ]
    laptop = replace(
        seats[0], machine="LAPTOP-7", device="6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
        mac="f4:8e:38:12:9a:07",
    )  # fmt: skip
    second = replace(laptop, store="Cobalt Kettle", ips=seats[1].ips, operator="op02")
    return {"logins.csv": logins(visits("one_laptop", [laptop, second, *seats[2:]], 16))}


def reused_licence() -> Files:
    """A suspended store, known from papers only, whose licence a healthy store uses again."""
    names = ("Velvet Otter", "Quiet Anvil", "Salt Window", "Tin Meadow")
    suspended = papers(9, "Old Velvet")
    reused = list(papers(1, names[0]))
    spaced = suspended[1]
    # The same licence as someone retyped it: full-width and in groups.
    reused[1] = " ".join((spaced[:8], spaced[8:])).translate(
        {48 + n: 0xFF10 + n for n in range(10)}
    )
    others = [papers(n, name) for n, name in enumerate(names[1:], 2)]
    return {
        "logins.csv": logins(
            visits("reused_licence", [seat(n, name) for n, name in enumerate(names, 1)], 14)
        ),
        "registrations.csv": table(PAPERS, (reused, *others, suspended), "utf-8-sig"),
        "accounts.csv": table(
            ("store", "platform", "region", "status", "ban_reason", "closed_at"),
            (
                *((name, "amazon", "US", "active", "", "") for name in names),
                ("Old Velvet", "amazon", "US", "suspended", "association", "2026-03-02"),
            ),
        ),
    }


def carrier_addresses() -> Files:
    """Six stores run over mobile hotspots and home routers whose addresses name nobody."""
    shared = ("100.64.12.7", "100.99.3.18", "192.168.1.20", "10.0.0.5", "169.254.7.7")
    names = ("Acorn Post", "Brass Lark", "Cedar Mill", "Drift Bakery", "Ember Row", "Fjord Button")
    seats = [seat(n, name, *shared) for n, name in enumerate(names, 1)]
    return {"logins.csv": logins(visits("carrier_addresses", seats, 12))}


def cloned_machines() -> Files:
    """Ten machines from one disk image: one device id, ten network cards, ten lines."""
    names = (
        "Aster One", "Basil Two", "Clover Three", "Dahlia Four", "Elder Five", "Fern Six",
        "Gorse Seven", "Hazel Eight", "Iris Nine", "Jasmine Ten",
    )  # fmt: skip
    image = "9e107d9d-372b-4682-8f3b-c5e1f5a0b2d1"
    seats = [replace(seat(n, name), device=image) for n, name in enumerate(names, 1)]
    return {"logins.csv": logins(visits("cloned_machines", seats, 10))}


def several_platforms() -> Files:
    """One owner on three platforms with one licence; the Douyin store is suspended."""
    stores = (
        ("Juniper Lane", "amazon", "US", "active"),
        ("Juniper Lane", "douyin", "CN", "suspended"),
        ("Juniper Lane SG", "shopee", "SG", "active"),
        ("Slate Harbor", "amazon", "JP", "active"),
    )
    seats = [seat(n, name) for n, (name, *_) in enumerate(stores, 1)]
    # The Shopee store is run on the machine of the Amazon store.
    seats[2] = replace(seats[2], machine="PC-01", device=seats[0].device, mac=seats[0].mac)
    where = {(s.store, s.ips): stores[n][1:3] for n, s in enumerate(seats)}
    licences = (1, 1, 3, 4)
    return {
        "logins.csv": table(
            ("time", "platform", "region", "store", "ip", "device_id", "mac", "machine", "result"),
            (
                (
                    f"{v.at:%Y-%m-%dT%H:%M:%S}+08:00",
                    *where[v.seat.store, v.seat.ips],
                    v.seat.store,
                    v.ip,
                    v.seat.device,
                    v.seat.mac,
                    v.seat.machine,
                    "success" if v.ok else "failed",
                )
                for v in visits("several_platforms", seats, 12)
            ),
        ),
        "stores.csv": table(
            ("store", "platform", "region", "status", "business licence no", "email"),
            (
                (*store, uscc(licence), f"store{n:02}@example.com")
                for n, (store, licence) in enumerate(zip(stores, licences, strict=True), 1)
            ),
        ),
    }


def workbook_names() -> Files:
    """Papers in a workbook whose store names differ from the log's: width, case, spaces, a slip."""
    names = ("Cobalt Kettle", "Paper Crane", "North Lantern", "Silver Thimble", "Amber Finch")
    seats = [seat(n, name) for n, name in enumerate(names, 1)]
    # North Lantern and Paper Crane were run on one machine.
    seats[2] = replace(seats[2], machine="PC-02", device=seats[1].device, mac=seats[1].mac)
    written = (
        "\uff23\uff4f\uff42\uff41\uff4c\uff54\u3000Kettle",  # full-width letters and space
        "paper  crane",
        " North Lantern ",
        "Silver Thimbel",  # a slip of the pen: never merged by guess
        "AMBER FINCH",
    )
    persons = (1, 1, 3, 4, 5)  # Cobalt Kettle and Paper Crane have one legal person
    statuses = ("正常", "正常", "正常", "封号", "正常")
    return {
        "logins.csv": logins(visits("workbook_names", seats, 12)),
        "stores.xlsx": workbook(
            {
                "店铺": (
                    ("店铺名称", "状态", "统一社会信用代码", "法人身份证号", "邮箱"),
                    *(
                        (name, status, uscc(n), resident_id(person), f"store{n:02}@example.com")
                        for n, (name, status, person) in enumerate(
                            zip(written, statuses, persons, strict=True), 1
                        )
                    ),
                ),
                "电脑": (
                    ("电脑名称", "电脑类型", "使用人"),
                    *((f"PC-{n:02}", "台式机", f"op{n:02}") for n in (1, 2, 4, 5)),
                ),
            }
        ),
    }


def gb18030_export() -> Files:
    """What a Chinese back office and Excel write: GB18030, Chinese headers, masked phones."""
    names = ("青禾家居", "白鹭文具", "小满茶铺", "远山户外", "拾光灯具")
    seats = [seat(n, name) for n, name in enumerate(names, 1)]
    # 白鹭文具 was suspended; 小满茶铺 is run on the machine it left behind.
    seats[2] = replace(seats[2], machine="PC-02", device=seats[1].device, mac=seats[1].mac)
    header = (
        "登录时间", "平台", "店铺名称", "登录IP", "设备ID", "MAC地址", "操作电脑", "操作账号",
        "登录结果", "备注",
    )  # fmt: skip
    return {
        "登录记录.csv": table(
            header,
            (
                (
                    f"{v.at.year}年{v.at.month}月{v.at.day}日 {v.at.hour}:{v.at:%M}",
                    "抖音",
                    v.seat.store,
                    v.ip,
                    v.seat.device.upper(),
                    v.seat.mac.upper().replace(":", "-"),
                    v.seat.machine,
                    v.seat.operator,
                    "成功" if v.ok else "失败",
                    "",
                )
                for v in visits("gb18030_export", seats, 14)
            ),
            "gb18030",
        ),
        "店铺资料.csv": table(
            ("店铺名称", "平台", "店铺状态", "统一社会信用代码", "法人身份证号", "手机号"),
            (
                (
                    name,
                    "抖音",
                    "冻结" if n == 2 else "正常",
                    uscc(n),
                    resident_id(n),
                    f"138****{n:04}",
                )
                for n, name in enumerate(names, 1)
            ),
            "gb18030",
        ),
    }


def two_time_zones() -> Files:
    """A line shared on one day, in two logs: Berlin with offsets, Shanghai in local time."""
    eu = [seat(1, "Paper Crane"), seat(2, "North Lantern", "198.51.100.12")]
    hq = [seat(3, "Cobalt Kettle"), seat(4, "Silver Thimble")]
    line = "203.0.113.77"
    noon = FIRST_DAY + timedelta(days=40, hours=12)
    berlin = [*visits("two_time_zones/eu", eu, 14), Visit(noon, eu[0], line)]
    # 18:30 in Shanghai is 12:30 in Berlin: half an hour later, not six and a half.
    shanghai = [
        *visits("two_time_zones/hq", hq, 14),
        Visit(noon + timedelta(hours=6, minutes=30), hq[0], line),
    ]
    return {
        "eu_office.csv": logins(berlin, offset=2),
        "hq_export.csv": table(
            ("time", "store", "ip", "device_id", "machine"),
            (
                (f"{v.at:%Y/%m/%d %H:%M}", v.seat.store, v.ip, v.seat.device, v.seat.machine)
                for v in shanghai
                if v.ok
            ),
        ),
    }


def ipv6_privacy() -> Files:
    """Six stores over IPv6, a new privacy address every day; two of them share one /64."""
    rng = random.Random("ipv6_privacy/addresses")
    names = ("Acorn Post", "Brass Lark", "Cedar Mill", "Drift Bakery", "Ember Row", "Fjord Button")
    networks = ("2001:db8:10:20", "2001:db8:10:20", *(f"2001:db8:10:{n}" for n in (30, 31, 32, 33)))

    def address(network: str) -> str:
        return ":".join((network, *(f"{int(4096 + rng.random() * 61_439):x}" for _ in range(4))))

    seats = [
        seat(n, name, *(address(network) for _ in range(12)))
        for n, (name, network) in enumerate(zip(names, networks, strict=True), 1)
    ]
    return {"logins.csv": logins(visits("ipv6_privacy", seats, 14))}


def no_machines() -> Files:
    """A platform's own login history: time, store, address and browser, no machine, no device."""
    seats = [
        seat(1, "Paper Crane", "203.0.113.25"),
        seat(2, "Cobalt Kettle", "203.0.113.25"),
        seat(3, "North Lantern"),
        seat(4, "Silver Thimble"),
    ]
    browser = (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/128.0 Safari/537.36"
    )
    return {
        "logins.csv": table(
            ("timestamp", "account", "ip", "user_agent"),
            (
                (f"{v.at:%Y-%m-%dT%H:%M:%S}+08:00", v.seat.store, v.ip, browser)
                for v in visits("no_machines", seats, 14, failing=0)
            ),
        )
    }


def small_company() -> Files:
    """Nine stores of one small company with a bit of everything: what `make demo` shows."""
    names = (
        "Velvet Otter", "Paper Crane", "Cobalt Kettle", "North Lantern", "Silver Thimble",
        "Amber Finch", "Tin Meadow", "Quiet Anvil",
    )  # fmt: skip
    seats = [seat(n, name) for n, name in enumerate(names, 1)]
    # One laptop for two stores, one office line for three, a hotspot that names nobody.
    seats[2] = replace(seats[2], machine=seats[1].machine, device=seats[1].device, mac=seats[1].mac)
    for n in (3, 4, 5):
        seats[n] = replace(seats[n], ips=("203.0.113.10",))
    seats[6] = replace(seats[6], ips=(*seats[6].ips, "100.64.12.7", "192.168.1.20"))
    old = (*papers(9, "Old Velvet"), "amazon", "US", "suspended")
    reused = (names[0], old[1], *papers(1, "")[2:], "amazon", "US", "active")
    own = [
        (*papers(n, name), "amazon", region, "active")
        for n, (name, region) in enumerate(
            zip(
                (*names[1:7], "Quiet Anvill"),
                ("JP", "DE", "US", "JP", "DE", "UK", "AU"),
                strict=True,
            ),
            2,
        )
    ]
    return {
        "logins.csv": logins(visits("small_company", seats, 20)),
        "stores.csv": table((*PAPERS, "platform", "region", "status"), (reused, *own, old)),
    }


def workbook(
    sheets: dict[str, Iterable[Sequence[Cell]]],
    merged: Mapping[str, Sequence[str]] = MappingProxyType({}),
    hidden: Sequence[str] = (),
) -> bytes:
    """An XLSX workbook without the clock: the same bytes at every run."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in merged.get(title, ()):
            sheet.merge_cells(cells)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    stamped, still = io.BytesIO(), io.BytesIO()
    book.save(stamped)
    with zipfile.ZipFile(stamped) as old, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-10-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, (2026, 10, 1, 0, 0, 0)), content)
    return still.getvalue()


def shared_staff() -> Files:
    """One person on two stores of a company, one beside a suspended store, an agency, a leaver."""
    names = ("Amber Kiln", "Birch Ferry", "Clay Harbor", "Dune Orchard", "Elm Foundry",
             "Flint Garden")  # fmt: skip
    seats = [seat(n, name) for n, name in enumerate(names, 1)]
    people = ("Mei", "Mei", "Jun", "Jun", "Lotus Agency", "Lotus Agency")
    seats = [replace(one, operator=who) for one, who in zip(seats, people, strict=True)]
    found = visits("shared_staff", seats, 20, failing=0)
    # Mei left at the end of the second week; Birch Ferry was opened with her login once more.
    gone = FIRST_DAY + timedelta(days=13)
    seen = [visit for visit in found if visit.seat.operator != "Mei" or visit.at < gone]
    seen.append(Visit(gone + timedelta(days=7, hours=10), seats[1], seats[1].ips[0]))
    owners = ("Amber Trading", "Amber Trading", "Amber Trading", "Amber Trading", "Elm Goods",
              "Flint Goods")  # fmt: skip
    return {
        "logins.csv": logins(sorted(seen, key=lambda visit: visit.at)),
        "stores.csv": table(
            ("account", "platform", "region", "status", "owner"),
            (
                (name, "amazon", "US", "suspended" if name == "Dune Orchard" else "active", owner)
                for name, owner in zip(names, owners, strict=True)
            ),
        ),
        "staff.csv": table(
            ("operator", "staff type", "leave date"),
            (
                ("Mei", "employee", (gone - timedelta(days=1)).date().isoformat()),
                ("Jun", "employee", ""),
                ("Lotus Agency", "agency", ""),
            ),
        ),
    }


def weighed_lines() -> Files:
    """Four ways to share one address: on one day, months apart, by mobile network, in a cloud."""
    names = ("Gold Heron", "Gray Heron", "Iron Jetty", "Ivory Jetty", "Jade Kettle", "Jet Kettle",
             "Lime Mill", "Linen Mill")  # fmt: skip
    where = ("联通", "联通", "联通", "联通", "中国移动", "中国移动", "(阿里云)", "(阿里云)")
    rows = []
    for n, (name, place) in enumerate(zip(names, where, strict=True)):
        months = 3 if name == "Ivory Jetty" else 0
        for day in range(3):
            at = FIRST_DAY + timedelta(days=day + 30 * months, hours=9 + n)
            rows.append((f"{at:%Y-%m-%d %H:%M}", name, "亚马逊", f"198.51.100.{20 + n // 2}", place,
                         f"PC-{n + 1:02}", f"weighed-{n + 1:02}-serial"))  # fmt: skip
    header = ("登录时间", "店铺名称", "平台", "登录IP", "归属地", "操作电脑", "设备ID")
    return {"logins.csv": table(header, sorted(rows))}


def shop_health() -> Files:
    """Two stores behind one line, one of them with too many defects; two that hang on nothing."""
    seats = [
        seat(1, "Maple Anchor", "198.51.100.60"),
        seat(2, "Mellow Anchor", "198.51.100.60"),
        seat(3, "Nimble Basket"),
        seat(4, "Orchid Candle"),
    ]
    opened = ("2025-03-01", "2024-11-20", "2026-09-10", "2025-06-18")
    stores = zip(seats, ("亚马逊", "亚马逊", "亚马逊", "ebay"), opened, strict=True)
    header = (
        "店铺名称",
        "统计日期",
        "订单缺陷率",
        "配送前取消率",
        "迟发率",
        "有效追踪率",
        "发货时长",
        "销售额",
    )
    # The figures of September are older than those that count.
    rows = (
        ("Maple Anchor", "2026-09-30", "0.4%", "1.1%", "2.0%", "98%", 30, "52,000"),
        ("Maple Anchor", "2026-10-31", "１．３％", "0.9%", "1.8%", "97.5%", 28, "55,310.50"),
        ("Mellow Anchor", "2026-09-30", "1.6%", "2.0%", "3.1%", "99%", 40, "18,000"),
        ("Mellow Anchor", "2026-10-31", "0.7%", "1.2%", "2.2%", "98%", 36, "17,450"),
        ("Nimble Basket", "2026-10-15", "0%", "0%", "0.5%", "100%", 20, "900"),
        ("Nimble Basket", "2026-10-31", "0%", "0%", "0.5%", "99%", 20, "4,100"),
        ("Orchid Candle", "2026-10-31", "1%", "-", "2%", "96%", 80, ""),
    )
    return {
        "logins.csv": logins(visits("shop_health", seats, 8)),
        "stores.csv": table(
            ("店铺名称", "平台", "状态", "开店时间"),
            ((at.store, platform, "正常", since) for at, platform, since in stores),
        ),
        "metrics.csv": table(header, rows, "gb18030"),
    }


def as_people_have_it() -> Files:
    """Three files of one office: an export that only looks like Excel, and two hand-kept tables."""
    names = ("Lime Porch", "Olive Porch", "Plum Gate", "Quince Gate", "Rye Field", "Sage Field",
             "Teal Cabin")  # fmt: skip
    seats = [seat(n, name) for n, name in enumerate(names, 1)]
    # Sage Field is run on the computer of Rye Field, which was suspended.
    seats[5] = replace(seats[5], machine="PC-05")
    rows: list[tuple[Cell, ...]] = []
    for visit in visits("as_people_have_it", seats, 10):
        person, at = visit.seat.operator, f"{visit.at.year}/{visit.at.month}/{visit.at.day}"
        when = f"{at} {visit.at.hour}:{visit.at:%M:%S}"
        ip, name = f"{visit.ip}（办公室{visit.seat.machine[-1]}号线）", visit.seat.machine.lower()
        ok = "成功" if visit.ok else "失败"
        rows.append((visit.seat.store, person, when, ip, "广东深圳电信", name, "登录", ok))
        if visit.seat.store != "Teal Cabin":
            # One server fetches the orders of all the others: no sign-in, and no tie.
            service = (visit.seat.store, "erp", when, "203.0.113.200", "阿里云", "erp-server")
            rows.append((*service, "API调用", "成功"))
    header = (
        "店铺名称",
        "操作账号",
        "登录时间",
        "登录IP",
        "IP归属地",
        "电脑名称",
        "操作类型",
        "状态",
    )
    lines = [("店铺登录日志（2026年9月）",), header, *rows, ("合计", f"{len(rows)}条")]
    return {
        "登录日志.xls": "".join("\t".join(map(str, line)) + "\r\n" for line in lines).encode("gbk"),
        "店铺注册资料.xlsx": workbook(
            {"店铺资料": _registrations(), "旧表": (("店铺名称", "状态"), ("Old Store", "封号"))},
            merged={"店铺资料": ("A1:I1", "A3:A4", "E3:E5", "F6:F7")},
            hidden=("旧表",),
        ),
        "电脑清单.csv": table(
            ("编号", "类型", "使用人", "位置", "MAC", "内网IP", "公网IP/宽带", "登录哪些店"),
            (
                (f"PC-{n:02}", "台式机" if n < 5 else "笔记本", f"员工{n}", f"工位{n}",
                 f"00-1B-63-84-45-{n:02X}", f"192.168.1.{10 + n}", f"198.51.100.{10 + n} 电信宽带",
                 store)
                for n, store in ((1, "lime porch"), (2, "olive porch"), (3, "plum gate"),
                                 (4, "quince gate"), (5, "rye field、sage field"),
                                 (7, "teal cabin"))
            ),
            "gb18030",
        ),
    }  # fmt: skip


def _registrations() -> Iterable[Sequence[Cell]]:
    """One row for each store and site; one licence for three rows, one person for two stores."""
    header = ("店铺名称", "平台", "站点", "状态", "统一社会信用代码", "法人身份证号", "登录密码",
              "收款卡号", "手机号")  # fmt: skip
    # Merged cells have one value, in their first row.
    rows: tuple[tuple[Cell, ...], ...] = (
        ("LIME PORCH", "美国", "正常", uscc(1), resident_id(1), "Spring#2026", "+1 415 555 0141"),
        (None, "加拿大", "正常", None, "同上", "同上", "同上"),
        (
            "Ｏｌｉｖｅ　Ｐｏｒｃｈ",
            "美国",
            "正常",
            None,
            resident_id(2),
            "Rain#2026",
            "+1 415 555 0142",
        ),
        ("plum  gate", "美国", "正常", uscc(3), resident_id(3), "Autumn#2026", "+1 415 555 0143"),
        (" Quince Gate ", "美国", "二审中", uscc(4), None, "Winter#2026", "+1 415 555 0144"),
        ("Rye  Field", "美国", "扫号", uscc(5), resident_id(5), "同上", "+1 415 555 0145"),
        ("sage field", "美国", "正常", uscc(6), resident_id(6), "Frost#2026", "+1 415 555 0146"),
        ("Teal Cabin", "美国", "正常", uscc(7), resident_id(7), "〃", "+1 415 555 0147"),
    )
    yield ("店铺注册资料（内部）",)
    yield header
    for n, (store, site, *rest, phone) in enumerate(rows):
        # A number of 16 digits: a spreadsheet keeps 15 of them.
        yield (store, "亚马逊", site, *rest, 6222021234567801 + n, phone)


def closing_store() -> Files:
    """One store is being closed, one was closed with its deposit open, one failed certification."""
    stores = (
        ("Copper Lamp", "抖音", "正常", "通过", "", "", "", ""),
        ("Linen Ladder", "抖音", "关店中", "通过", "是", "是", "否", ""),
        ("Pepper Barrel", "抖音", "已关店", "通过", "是", "是", "是", "否"),
        ("Walnut Radio", "速卖通", "正常", "未通过", "", "", "", ""),
    )
    header = (
        "店铺名称",
        "平台",
        "店铺状态",
        "认证",
        "数据备份",
        "广告停投",
        "退款完成",
        "保证金已退",
    )
    seats = [seat(n, name) for n, (name, *_) in enumerate(stores, 1)]
    return {
        "logins.csv": logins(visits("closing_store", seats, 6)),
        "stores.csv": table(
            (*header, "统一社会信用代码"),
            ((*store, uscc(n)) for n, store in enumerate(stores, 1)),
        ),
    }


SCENARIOS: dict[str, Callable[[], Files]] = {
    scenario.__name__: scenario
    for scenario in (
        small_company,
        clean,
        office_line,
        one_laptop,
        reused_licence,
        carrier_addresses,
        cloned_machines,
        several_platforms,
        workbook_names,
        gb18030_export,
        two_time_zones,
        ipv6_privacy,
        no_machines,
        shared_staff,
        weighed_lines,
        shop_health,
        closing_store,
        as_people_have_it,
    )
}


def main(arguments: Sequence[str]) -> None:
    """Write every scenario below the folder given, or below this one."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent
    for name, scenario in SCENARIOS.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for file, content in scenario().items():
            (folder / name / file).write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
