"""The picture in a real browser: what is drawn, what can be asked of it, what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from linkscan.model import Report
from linkscan.report.folder import write_folder
from tests.report import factory
from tests.report.pictures import report_of
from tests.report.test_words import CJK

pytestmark = pytest.mark.browser

CHAIN = {
    "ip:192.0.2.1": ("Ash", "Elm"),
    "device_id:DEV-7": ("Elm", "Fir"),
    "uscc:9135****40": ("Fir", "Oak"),
    "phone:+12****101": ("Ash",),
    "ip:203.0.113.9": ("Yew", "Box"),
}
"""Four stores in a row, and a group of two."""

Open = Callable[..., Page]


@pytest.fixture
def visit(page: Page, tmp_path: Path) -> Open:
    """Opens a page of a report; the picture is drawn when it comes back."""

    def open_page(report: Report, name: str = "index.html", lang: str = "en") -> Page:
        write_folder(report, tmp_path / "linkscan-report", lang, ("html",))
        page.goto((tmp_path / "linkscan-report" / name).as_uri())
        page.locator(".p-node").first.wait_for()
        return page

    return open_page


def nodes(page: Page) -> list[str]:
    """The names of what is drawn, as a screen reader says them."""
    return [one.get_attribute("aria-label") or "" for one in page.locator(".p-node[role]").all()]


def node(page: Page, name: str) -> Locator:
    """The one node of this name."""
    return page.locator(f'.p-node[aria-label*="{name}"]')


def sign(page: Page, name: str) -> Locator:
    """The shape of a node, where a pointer meets it."""
    return node(page, name).locator(".p-shape")


def test_pages_with_a_picture_are_quiet(page: Page, tmp_path: Path) -> None:
    """An empty console and no request, on the index and on the page of a machine."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    write_folder(factory.full_report(), tmp_path / "linkscan-report", "en", ("html",))
    page.on("request", lambda request: asked.append(request.url))
    addresses = [
        (tmp_path / "linkscan-report" / name).as_uri()
        for name in ("index.html", "machines/PC-01.html")
    ]
    for address in addresses:
        page.goto(address)
        expect(page.locator(".p-svg")).to_be_visible()
    assert said == []
    assert asked == addresses


def test_a_group_is_drawn_and_another_can_be_chosen(visit: Open) -> None:
    """The largest here; values of one store alone are a badge on it, no node."""
    page = visit(report_of(CHAIN))
    assert len(nodes(page)) == 7
    assert "Store amazon/us/Ash, active, shared values: 1" in nodes(page)
    assert "IP address 192.0.2.1, shared by 2 stores" in nodes(page)
    expect(node(page, "us/Ash").locator(".p-badge")).to_have_text("1")
    page.get_by_label("Group of stores").select_option(label="Amazon: 2 stores, medium")
    assert len(nodes(page)) == 3


def test_the_page_of_a_machine_marks_its_stores(visit: Open) -> None:
    """Its stores stand out among those that they are tied to."""
    page = visit(report_of(CHAIN, machines={"PC-01": ("Ash",)}), "machines/PC-01.html")
    assert len(nodes(page)) == 7
    assert page.locator(".p-node.here[role]").count() == 1
    assert page.locator(".p-bar select").count() == 0


def test_the_same_page_shows_the_same_picture(visit: Open) -> None:
    """No chance decides where a node stands."""
    places = "[...document.querySelectorAll('.p-node[role]')].map(e => e.getAttribute('transform'))"
    page = visit(report_of(CHAIN))
    first = page.evaluate(places)
    page.reload()
    page.locator(".p-node").first.wait_for()
    assert page.evaluate(places) == first


def test_a_value_with_many_stores_folds_and_expands(visit: Open) -> None:
    """Twelve of 49 stores are drawn; a click on "+37" shows the others."""
    page = visit(report_of({"ip:192.0.2.1": [f"Store {i:02}" for i in range(49)]}))
    assert len(nodes(page)) == 14
    expect(page.locator(".p-left")).to_contain_text("Drawn: 13 of 50 stores and values")
    fold = page.locator(".p-node.fold")
    expect(fold).to_have_text("+37")
    fold.locator(".p-inside").click()
    expect(page.locator(".p-node.fold")).to_have_count(0)
    assert len(nodes(page)) == 50
    expect(page.locator(".p-left")).to_be_empty()
    sign(page, "192.0.2.1").click()
    page.get_by_role("button", name="Fold its stores").click()
    expect(page.locator(".p-node.fold")).to_have_text("+37")


def test_what_is_pointed_at_says_its_evidence(visit: Open) -> None:
    """Kind, label, strength, dates and machines: by mouse and by keyboard alike."""
    page = visit(report_of(CHAIN))
    panel = page.locator(".p-panel")
    expect(panel).to_contain_text("Stores: 4. Values that they share: 3.")
    sign(page, "device ID").hover()
    for text in ("device ID DEV-7", "noticeable evidence", "2026-01-02 – 2026-02-03", "PC-01"):
        expect(panel).to_contain_text(text)
    page.mouse.move(0, 0)
    expect(panel).to_contain_text("Stores: 4.")
    node(page, "us/Ash").focus()
    expect(panel).to_contain_text("IP address 192.0.2.1")
    expect(panel).to_contain_text("Values of this store alone: 1")


def test_the_picture_is_walked_by_keyboard(visit: Open) -> None:
    """Tab enters, an arrow goes to a neighbour, Enter chooses, Esc leaves."""
    page = visit(report_of(CHAIN))
    page.locator(".p-tools summary").focus()
    page.keyboard.press("Tab")
    at = "document.activeElement.dataset.key"
    start = page.evaluate(at)
    assert start
    walked = set()
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        walked.add(page.evaluate(at))
    assert len(walked) > 1
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    heading = page.locator(".p-panel h3").inner_text()
    assert heading in name
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "p-panel"
    expect(page.locator(".p-panel")).to_contain_text("Stores: 4.")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(at)


def test_a_fold_opens_by_keyboard(visit: Open) -> None:
    """Enter on "+1" shows what stands behind it, and the focus stays in the picture."""
    page = visit(report_of({"ip:192.0.2.1": [f"Store {i:02}" for i in range(13)]}))
    page.locator(".p-node.fold").focus()
    page.keyboard.press("Enter")
    assert len(nodes(page)) == 14
    assert "192.0.2.1" in page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_a_kind_can_be_left_out(visit: Open) -> None:
    """The legend is the filter; stores that share nothing else go with it."""
    page = visit(report_of(CHAIN))
    box = page.locator(".p-legend").get_by_label("IP address")
    box.uncheck()
    assert len(nodes(page)) == 5
    assert not [name for name in nodes(page) if "192.0.2.1" in name]
    box.check()
    assert len(nodes(page)) == 7


def test_days_and_levels_filter(visit: Open) -> None:
    """What was seen outside the days that are chosen is not drawn."""
    page = visit(report_of(CHAIN))
    page.locator(".p-tools summary").click()
    page.get_by_label("Seen until").select_option("2026-01-02")
    assert len(nodes(page)) == 7
    page.get_by_label("Seen from").select_option("2026-02-03")
    page.get_by_label("Seen until").select_option("")
    assert len(nodes(page)) == 7
    page = visit(factory.full_report(), "machines/PC-01.html")
    before = len(nodes(page))
    page.locator(".p-tools summary").click()
    page.locator(".p-level").select_option("critical")
    assert 0 < len(nodes(page)) < before


def test_search_finds_stores_and_values(visit: Open) -> None:
    """Also one of another group: choosing it draws that group."""
    page = visit(report_of(CHAIN))
    search = page.get_by_label("Search")
    search.fill("dev")
    expect(page.locator(".p-results")).to_contain_text("1 found")
    assert page.locator(".p-node.p-found[role]").count() == 1
    search.fill("yew")
    search.press("Enter")
    assert len(nodes(page)) == 3
    expect(page.locator(".p-panel h3")).to_have_text("amazon/us/Yew")
    search.fill("nobody")
    expect(page.locator(".p-results")).to_have_text("0 found")


def test_the_shortest_way_is_marked_and_told(visit: Open) -> None:
    """From store to value to store, in the picture and as text."""
    page = visit(report_of(CHAIN))
    page.locator(".p-tools summary").click()
    page.get_by_label("Way from").select_option(label="amazon/us/Ash")
    page.get_by_label("Way to").select_option(label="amazon/us/Fir")
    expect(page.locator(".p-way")).to_have_text(
        "Shortest way: amazon/us/Ash → IP address 192.0.2.1 → amazon/us/Elm "
        "→ device ID DEV-7 → amazon/us/Fir"
    )
    assert page.locator(".p-node.p-onway[role]").count() == 5
    assert page.locator(".p-tie.p-onway").count() == 4


def test_the_way_leads_over_nothing_that_is_filtered_away(visit: Open) -> None:
    """A kind that is left out carries no way, and the sentence says that filters are set."""
    page = visit(report_of({"ip:192.0.2.1": ("Ash", "Elm"), "device_id:DEV-7": ("Ash", "Elm")}))
    page.locator(".p-tools summary").click()
    page.get_by_label("Way from").select_option(label="amazon/us/Ash")
    page.get_by_label("Way to").select_option(label="amazon/us/Elm")
    page.get_by_role("checkbox", name="device ID").uncheck()
    expect(page.locator(".p-way")).to_have_text(
        "Shortest way: amazon/us/Ash → IP address 192.0.2.1 → amazon/us/Elm"
    )
    page.get_by_role("checkbox", name="IP address").uncheck()
    expect(page.locator(".p-way")).to_contain_text("No shared value that passes these filters")


def test_without_a_value_the_group_falls_apart(visit: Open) -> None:
    """The value goes, a line says into what; past records are said to stay; it can be undone."""
    page = visit(report_of(CHAIN))
    sign(page, "device ID").click()
    page.get_by_role("button", name="What if this value were gone?").click()
    said = page.locator(".p-whatif")
    expect(said).to_contain_text("Without device ID DEV-7:")
    expect(said).to_contain_text(
        "One group of 4 stores falls into 2: "
        "amazon/us/Ash, amazon/us/Elm | amazon/us/Fir, amazon/us/Oak"
    )
    expect(said).to_contain_text("past sign-ins and details stay on record")
    expect(said).to_contain_text("linkscan whatif --without device_id:DEV-7")
    assert len(nodes(page)) == 6
    page.get_by_role("button", name="Put everything back").click()
    assert len(nodes(page)) == 7
    expect(said).to_be_empty()


@pytest.mark.parametrize("value", ["IP address", "device ID", "company code"])
def test_what_would_part_a_store_from_a_ban_is_refused(visit: Open, value: str) -> None:
    """Near the suspended store or far from it: nothing falls apart, the official route is told."""
    page = visit(report_of(CHAIN, barred=("Oak",)))
    sign(page, value).click()
    page.get_by_role("button", name="What if this value were gone?").click()
    said = page.locator(".p-whatif")
    expect(said).to_contain_text("Not tried: in this group a store is suspended")
    expect(said).to_contain_text("Take the official route before anything else")
    expect(said).not_to_contain_text("falls")
    assert len(nodes(page)) == 7


def test_words_follow_the_language(visit: Open) -> None:
    """One picture, told in the language that is shown, with nothing of the other."""
    page = visit(report_of(CHAIN), lang="zh")
    heard = "e => e.innerText + [...e.querySelectorAll('[aria-label],[title]')]"
    heard += ".map(one => one.getAttribute('aria-label') + one.getAttribute('title')).join()"
    chinese = page.locator(".picture:visible").evaluate(heard)
    assert "店铺" in chinese
    assert "shared" not in chinese
    page.get_by_role("link", name="English").click()
    expect(page.locator(".picture:visible h2")).to_have_text("Picture")
    assert page.locator(".p-svg").count() == 1
    english = page.locator(".picture:visible").evaluate(heard)
    assert CJK.search(english) is None
    assert "shared by 2 stores" in english
    page.get_by_role("link", name="中文").click()
    expect(page.locator(".picture:visible h2")).to_have_text("关系图")
    assert page.locator(".picture:visible").evaluate(heard) == chinese


def test_a_page_that_opens_in_the_other_language_draws_in_it(page: Page, tmp_path: Path) -> None:
    """A link from page to page carries its language: the picture is there at once."""
    write_folder(report_of(CHAIN), tmp_path / "linkscan-report", "zh", ("html",))
    page.goto((tmp_path / "linkscan-report" / "index.html").as_uri() + "#en")
    expect(page.locator(".picture:visible h2")).to_have_text("Picture")
    page.locator(".p-stage").scroll_into_view_if_needed()
    expect(node(page, "us/Ash")).to_be_in_viewport()


def test_markup_in_a_label_stays_text(visit: Open) -> None:
    """A store named `<script>` and a value that closes an element are read, not run."""
    alerts: list[str] = []
    report = report_of({f"cookie:</script>{factory.SCRIPT}": ("Ash", factory.SCRIPT)})
    page = visit(report)
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    assert page.locator("script").count() == 2
    sign(page, "us/<script>").click()
    expect(page.locator(".p-panel h3")).to_have_text(f"amazon/us/{factory.SCRIPT}")
    expect(page.locator(".p-panel")).to_contain_text(f"cookie </script>{factory.SCRIPT}")
    assert alerts == []


def test_two_thousand_nodes_are_drawn_in_part(visit: Open) -> None:
    """A part that hangs together, a line that says how much is left out, and never over 400."""
    stores = [f"Store {i:04}" for i in range(1001)]
    have = {f"cookie:c{i:04}": stores[i : i + 2] for i in range(1000)}
    page = visit(report_of(have))
    assert len([name for name in nodes(page) if "more stores" not in name]) == 150
    expect(page.locator(".p-left")).to_contain_text("not drawn: 1851.")
    page.get_by_role("button", name="Draw up to 400").click()
    expect(page.locator(".p-left")).to_contain_text("Drawn: 400 of 2001")
    expect(page.locator(".p-node:not(.fold)[role]")).to_have_count(400)
    assert page.get_by_role("button", name="Draw up to 400").count() == 0


def test_a_node_can_be_dragged(visit: Open) -> None:
    """It goes where it is taken, and nothing else moves."""
    page = visit(report_of(CHAIN))
    place = "e => e.getAttribute('transform')"
    taken, other = node(page, "us/Ash"), node(page, "us/Oak")
    before, still = taken.evaluate(place), other.evaluate(place)
    page.locator(".p-stage").scroll_into_view_if_needed()
    box = taken.locator(".p-shape").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=4)
    page.mouse.up()
    assert taken.evaluate(place) != before
    assert other.evaluate(place) == still


@pytest.mark.parametrize("name", ["index.html", "machines/PC-01.html"])
def test_without_script_there_is_no_picture(browser: Browser, tmp_path: Path, name: str) -> None:
    """Neither its heading nor an empty frame: the tables have every fact."""
    write_folder(factory.full_report(), tmp_path / "linkscan-report", "en", ("html",))
    page = browser.new_page(java_script_enabled=False)
    page.goto((tmp_path / "linkscan-report" / name).as_uri())
    assert page.locator(".verdict:visible").count() == 1
    assert page.locator(".picture").count() == 2
    assert page.locator(".picture:visible").count() == 0
    page.close()


@pytest.mark.parametrize("width", [1440, 1280, 390])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_picture_is_never_wider_than_its_window(visit: Open, width: int, lang: str) -> None:
    """All of it can be reached on a phone too, its tools included."""
    page = visit(report_of(CHAIN), lang=lang)
    page.set_viewport_size({"width": width, "height": 800})
    page.locator(".p-tools summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    stage = page.locator(".p-svg").bounding_box()
    assert stage
    for one in page.locator(".p-node[role] .p-shape").all():
        box = one.bounding_box()
        assert box
        assert stage["x"] <= box["x"] <= box["x"] + box["width"] <= stage["x"] + stage["width"]


# -- tables ----------------------------------------------------------------------------------


def column(page: Page, n: int) -> list[str]:
    """The texts of a column of the table of stores."""
    cells = page.locator(f"main:visible table tbody tr:visible td:nth-child({n})").all()
    return [cell.inner_text() for cell in cells]


def test_a_table_is_sorted_by_its_headings(page: Page, tmp_path: Path) -> None:
    """By mouse and keyboard: up, down, as it was; levels by how serious they are."""
    write_folder(factory.full_report(), tmp_path / "linkscan-report", "en", ("html",))
    page.goto((tmp_path / "linkscan-report" / "accounts.html").as_uri())
    heading = page.get_by_role("columnheader", name="Store", exact=True)
    written = column(page, 2)
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    names = [name.split("\n")[0] for name in column(page, 2)]
    assert names == sorted(names)
    heading.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert [name.split("\n")[0] for name in column(page, 2)] == names[::-1]
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") is None
    assert column(page, 2) == written
    page.get_by_role("columnheader", name="Level").get_by_role("button").click()
    assert heading.get_attribute("aria-sort") is None
    levels = ["critical", "high", "medium", "clear", "not checked"]
    assert [one for one in levels if one in column(page, 1)] == list(dict.fromkeys(column(page, 1)))


def test_a_long_table_can_be_filtered(page: Page, tmp_path: Path) -> None:
    """In the words of its language; a short table has no box."""
    stores = [f"Store {i:02}" for i in range(30)]
    write_folder(report_of({"ip:192.0.2.1": stores}), tmp_path / "linkscan-report", "en", ("html",))
    page.goto((tmp_path / "linkscan-report" / "accounts.html").as_uri())
    page.get_by_label("Show rows with").fill("STORE 1")
    assert len(column(page, 2)) == 10
    expect(page.locator("main:visible .rows-filter")).to_contain_text("10 of 30 rows")
    page.get_by_role("link", name="中文").click()
    assert len(column(page, 2)) == 30
    page.get_by_label("只看含有以下文字的行").fill("store 29")
    assert len(column(page, 2)) == 1
    write_folder(report_of(CHAIN), tmp_path / "linkscan-report", "en", ("html",))
    page.reload()
    assert page.locator(".rows-filter").count() == 0
