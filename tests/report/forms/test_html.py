"""The HTML pages: whole, closed to the outside, escaped, in both languages."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest

from linkscan.model import Report
from linkscan.report.forms import html
from linkscan.report.forms.html import html_pages
from tests.report import factory
from tests.report.pictures import report_of
from tests.report.test_words import CJK, translations

INPUT_VALUES = ("笔记本", "店铺", "冻结?")
VOID = {"meta", "br", "wbr"}


class Page(HTMLParser):
    """The tags of a page, and whether they close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.crossed: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)


def pages(report: Report, lang: str = "zh") -> dict[str, str]:
    """The pages of a report by path."""
    return dict(html_pages(report, lang))


def part(page: str, lang: str) -> str:
    """The text of a page in one language, without tags."""
    found = re.search(rf'<main id="{lang}".*?</main>', page, re.DOTALL)
    assert found
    return unescape(re.sub(r"<[^>]*>", " ", found[0]))


@pytest.mark.parametrize("make", [factory.full_report, factory.clear_report, factory.empty_report])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_well_formed(make: object, lang: str) -> None:
    """Tags close in order, ids are unique, and every link leads to a page or a part of one."""
    assert callable(make)
    written = pages(make(), lang)
    parsed = {name: Page(text) for name, text in written.items()}
    ids = {name: [a["id"] for _tag, a in page.tags if a.get("id")] for name, page in parsed.items()}
    for name, page in parsed.items():
        assert page.open == []
        assert page.crossed == []
        assert len(ids[name]) == len(set(ids[name]))
        for _tag, attributes in page.tags:
            if "href" in attributes:
                target, _, fragment = (attributes["href"] or "").partition("#")
                path = PurePosixPath(name).parent / unquote(target) if target else name
                resolved = str(path).replace("machines/../", "")
                assert resolved in written
                assert fragment in ids[resolved]


def test_there_is_a_page_for_each_machine(full_report: Report) -> None:
    """Index, stores, and one page per machine, whatever it is called."""
    names = sorted(pages(full_report))
    assert names[0] == "accounts.html"
    assert names[1] == "index.html"
    assert len(names) == 2 + len(full_report.machines)


def without_script(page: str) -> str:
    """A page without its script, which is the same in every page and is tested in a browser."""
    head, _, tail = page.rpartition("<script>")
    return head + tail.partition("</script>")[2]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_loads_nothing_and_runs_one_script(full_report: Report, lang: str) -> None:
    """No address outside the folder, no script but ours, no event handler, no inline style."""
    for page in pages(full_report, lang).values():
        scripts = [attributes for tag, attributes in Page(page).tags if tag == "script"]
        assert scripts == [{"type": "application/json", "id": "page-data"}, {}]
        text = without_script(page)
        assert "http:" not in text
        assert "https:" not in text
        assert "url(" not in text
        assert "@import" not in text
        for tag, attributes in Page(text).tags:
            assert tag not in {"link", "img", "iframe", "object", "form"}
            assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_the_policy_allows_exactly_the_style_and_the_script_of_the_page(
    full_report: Report,
) -> None:
    """The digests in the policy are those of the two elements, byte for byte."""
    for text in pages(full_report).values():
        allowed = []
        for name in ("style", "script"):
            element = re.search(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
            assert element
            digest = b64encode(sha256(element[1].encode()).digest()).decode()
            allowed.append(f"{name}-src 'sha256-{digest}'")
        assert f"default-src 'none'; {'; '.join(allowed)}; base-uri 'none'" in text


def test_markup_in_a_value_stays_text(full_report: Report) -> None:
    """A store named `<script>` is shown, not run."""
    text = pages(full_report)["accounts.html"]
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/<wbr>script&gt;" in text


def test_what_is_declared_is_escaped_and_visible(full_report: Report) -> None:
    """Reasons and owners of linkscan.toml are shown on index and machine page, and not run."""
    for name in ("index.html", "machines/PC-01.html"):
        text = pages(full_report)[name]
        assert "<script>alert" not in text
        assert "\u202e" not in text
        for shown in (part(text, "en"), part(text, "zh")):
            assert factory.SCRIPT in shown
            assert "shop⟨U+202E⟩txt.exe" in shown


def test_what_a_finding_weighs_is_folded_below_its_evidence(full_report: Report) -> None:
    """The word stands in the finding, the numbers behind it in a part that opens."""
    text = pages(full_report)["index.html"]
    article = text.split('id="en-f-medium-shared-address"')[1].split("</article>")[0]
    assert article.index("noticeable evidence") < article.index("<summary>Evidence")
    weighing = article.split('<details class="weighing">')[1]
    assert article.index("<summary>Evidence") < article.index('<details class="weighing">')
    assert "What it weighs" in weighing
    assert "Sum: 16.3 bits; less 13.3 for the prior: 3.0 bits, noticeable evidence." in weighing
    context = text.split('id="en-f-low-other-platform"')[1].split("</article>")[0]
    assert "weighing" not in context


def test_a_group_says_what_it_hangs_on(full_report: Report) -> None:
    """The table of groups names machine and value, and what is left without each."""
    shown = part(pages(full_report)["index.html"], "en")
    assert "without it 2 parts: amazon/de/Elm, amazon/us/Fir | amazon/us/Oak" in shown
    assert "machine PC-01" in shown


def test_a_store_says_how_it_hangs_on_suspended_ones(full_report: Report) -> None:
    """The strength in words, the likelihood small and as a bound."""
    text = pages(full_report)["accounts.html"]
    assert "tied to amazon/us/Oak, which is suspended: very strong evidence" in part(text, "en")
    assert "<small>likelihood over 99% (upper bound)</small>" in text
    assert "与被封店铺 amazon/us/Oak 相关联：证据很强" in part(text, "zh")


def test_the_method_says_how_weights_come_about(full_report: Report) -> None:
    """Every page names the assumptions behind its weights and where they are stated."""
    for name in ("index.html", "machines/PC-01.html"):
        for lang in ("en", "zh"):
            shown = part(pages(full_report)[name], lang)
            assert "fingerprints/data/kinds.toml" in shown
            assert "Kass" in shown


def test_bidi_marks_in_a_value_are_shown(full_report: Report) -> None:
    """A right-to-left override cannot turn the text around it."""
    text = pages(full_report)["accounts.html"]
    assert "\u202e" not in text
    assert "shop⟨U+202E⟩txt.exe" in text


def test_no_page_holds_a_hidden_character(full_report: Report) -> None:
    """Whatever field a hidden character stands in, no page carries it."""
    hostile = "\u202e\x1b[0m\u200b"
    report = replace(
        full_report,
        settings=(("zone", hostile),),
        inputs=(replace(full_report.inputs[0], name=hostile, unmapped=(hostile,)),),
        accounts=tuple(replace(one, ban_reason=hostile) for one in full_report.accounts),
        machines=tuple(replace(one, site=hostile) for one in full_report.machines),
    )
    for text in pages(report).values():
        assert not set(text) & {"\u202e", "\x1b", "\u200b"}


def test_the_english_part_is_english(full_report: Report) -> None:
    """No Chinese in the English part but what stood in the input."""
    for name, text in pages(full_report).items():
        shown = part(text, "en")
        for value in INPUT_VALUES:
            shown = shown.replace(value, "")
        assert CJK.search(shown) is None, name


def test_the_chinese_part_is_chinese(full_report: Report) -> None:
    """No sentence of ours stands untranslated in the Chinese part."""
    sentences = [en for en in translations() if " " in en.strip() and "{" not in en]
    for name, text in pages(full_report).items():
        shown = part(text, "zh")
        assert [one for one in sentences if one in shown] == [], name


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_the_language_asked_for_is_shown_first(full_report: Report, lang: str, tag: str) -> None:
    """The page opens in the language asked for; the other one is there, hidden."""
    text = pages(full_report, lang)["index.html"]
    assert f'<html lang="{tag}">' in text
    assert f'<main id="{lang}" lang="{tag}" class="shown-first">' in text
    assert text.count("<main ") == 2


def test_what_was_not_checked_is_never_silent(full_report: Report, clear_report: Report) -> None:
    """The part is there even where nothing was left out, and names what was."""
    assert "No value on record had to be left out." in pages(clear_report)["index.html"]
    shown = part(pages(full_report)["index.html"], "en")
    assert "Store amazon/us/Ghost (nearest: Ghoost, Gost): not met in the other files" in shown
    assert "IP address that ties nothing: private address of a local network" in shown


def test_unmet_stores_stand_in_the_line_of_their_file(full_report: Report) -> None:
    """Index and machine pages say how many stores of a file were met, and name the others."""
    for name in ("index.html", "machines/PC-01.html"):
        shown = part(pages(full_report)[name], "en")
        assert "100 rows = 90 used + 8 ignored + 2 rejected" in shown
        assert "3 met in the other files, 2 not met: amazon/us/Ghost" in shown


def test_a_machine_page_says_first_what_matters(full_report: Report) -> None:
    """Verdict, findings, stores, what was not checked, evidence, and last how to read it."""
    text = pages(full_report)["machines/PC-01.html"]
    english = text.split('<main id="en"')[1].split("</main>")[0]
    parts = ('class="verdict', "<h2>Findings", "<h2>Stores used here", "<h2>What was not checked",
             "<h2>Evidence", "<h2>Files", "<h2>How to read this")  # fmt: skip
    places = [english.index(part) for part in parts]
    assert places == sorted(places)


def test_a_finding_leads_to_its_evidence(full_report: Report) -> None:
    """On a machine page each finding has its rows further down, below its own headline."""
    text = pages(full_report)["machines/PC-01.html"]
    for finding in full_report.findings:
        assert f'href="#en-{finding.id}-proof"' in text
        assert f'id="en-{finding.id}-proof"' in text


def test_rows_of_evidence_are_folded_and_their_headline_is_not(full_report: Report) -> None:
    """A phone shows what was found and how many rows say so; the rows are one touch away."""
    text = pages(full_report)["machines/PC-01.html"]
    english = text.split('<main id="en"')[1].split("</main>")[0]
    proofs = english.split('<section class="proof">')[1:]
    assert len(proofs) == len(full_report.findings)
    for proof in proofs:
        head, _, folded = proof.partition("<details")
        assert "<h3>" in head
        assert "<td" not in head
        assert "open" not in folded.partition(">")[0]
    assert "<summary>Evidence, rows: 2</summary>" in english


def test_numbers_are_folded_away(full_report: Report) -> None:
    """Bits, likelihoods and how they come about stand where somebody asks for them."""
    for name in ("index.html", "accounts.html", "machines/PC-01.html"):
        shown = re.sub(r"<details.*?</details>", "", pages(full_report)[name], flags=re.DOTALL)
        text = part(shown, "en")
        assert "bits" not in text
        assert "likelihood" not in text
        assert "Kass" not in text


def test_the_index_has_a_headline_for_each_platform(full_report: Report) -> None:
    """Below the verdict, before anything else."""
    shown = part(pages(full_report)["index.html"], "en")
    headline = "Amazon: 1 of 5 stores hangs on amazon/us/Oak, which is suspended, through 1 company"
    assert headline in " ".join(shown.split())
    assert shown.index("Amazon:") < shown.index("First steps")


def test_sign_ins_without_a_machine_are_called_so(full_report: Report) -> None:
    """No page is headed "Machine machine not recorded"."""
    (name,) = (one for one in pages(full_report) if "not-recorded" in one)
    heading = re.findall("<h1>(.*?)</h1>", pages(full_report)[name])[1]
    assert unescape(re.sub(r"<[^>]*>", "", heading)) in {"machine not recorded", "未记录操作机"}


def test_evidence_is_cited_by_file_and_line(full_report: Report) -> None:
    """A machine page names the lines that its findings rest on."""
    assert "logins.csv:10, 11, 12" in part(pages(full_report)["machines/PC-01.html"], "en")


def test_the_same_report_gives_the_same_bytes(full_report: Report) -> None:
    """No clock and no order of a set is in a page."""
    assert pages(full_report) == pages(factory.full_report())


def test_a_page_is_bounded_and_says_what_is_cut(
    full_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of findings, stores and machines make a page of ordinary size."""
    paper = full_report.findings[0]
    links = tuple(factory.link(f"s{i}", "ip:203.0.113.7", i + 1) for i in range(500))
    findings = tuple(replace(paper, id=f"f{i}", evidence=links) for i in range(500))
    machines = tuple(
        factory.machine(f"m{i}", "high", *(one.id for one in findings)) for i in range(600)
    )
    report = replace(full_report, findings=findings, machines=machines)
    monkeypatch.setattr(html, "MACHINE_PAGES", 2)
    written = pages(report)
    assert len(written) == 4
    assert len(written["machines/m0.html"]) < 1_000_000
    assert "Not shown here: 400 more." in part(written["machines/m0.html"], "en")
    assert "Not shown here: 100 more." in part(written["index.html"], "en")


def test_the_page_of_a_typical_machine_is_small() -> None:
    """Thirty stores with ten values each: under 400 KB, picture and all."""
    stores = [f"Store {i:02}" for i in range(30)]
    have = {f"ip:203.0.113.{i}": stores[i : i + 2] for i in range(29)}
    have |= {f"cookie:c{i}": stores[i % 30 : i % 30 + 1] for i in range(300)}
    report = report_of(have, machines={"PC-01": tuple(stores)})
    assert len(pages(report)["machines/PC-01.html"].encode()) < 400_000
