"""`report.txt`: what the summary says without the limits of a screen, every finding, the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linkscan.i18n import _
from linkscan.model import Report
from linkscan.report.forms.matrix_text import matrix_text
from linkscan.report.forms.text import FILE, FILE_LINES, fit, summary
from linkscan.report.views.clock import zone_word
from linkscan.report.views.facts import Facts
from linkscan.report.views.findings import finding_views
from linkscan.report.views.notes import listed
from linkscan.report.views.shown import FindingView

INDENT = "      "


def text_file(report: Report, lang: str) -> str:
    """The whole report as text, in lines of 100 columns that a GBK console can print."""
    return summary(report, lang, page=FILE) + _findings(report, lang) + matrix_text(report, lang)


def _findings(report: Report, lang: str) -> str:
    facts = Facts.of(report, lang)
    views = finding_views(facts, report.findings, {})
    if not views:
        return ""
    zone = zone_word(report.display_zone, lang)
    lines = ["", facts.say(_("Findings (times: {zone}):"), zone=zone)]
    for view in views:
        lines += _finding(facts, view)
    if cut := facts.total("findings", len(report.findings)) - len(views):
        lines += fit(facts.say(_("and {n} more"), n=cut), 1, "  ")
    return "\n".join(lines) + "\n"


def _finding(facts: Facts, view: FindingView) -> Iterator[str]:
    yield from fit(f"[{view.level.word}] {view.headline}", 2, "  ")
    stores = (facts.say(_("{store} ({status})"), store=one.id, status=one.status) if one.status
              else one.id for one in view.stores)  # fmt: skip
    values = (" ".join(filter(None, (one.kind, one.label))) for one in view.values)
    machines = (one.name for one in view.machines)
    strength = listed(filter(None, (view.grade, view.strength)), facts)
    for heading, text in (
        (_("platform"), view.platform),
        (_("stores"), _cut(facts, stores, view.stores_cut)),
        (_("shared values"), _cut(facts, values, view.values_cut)),
        (_("machines"), listed(machines, facts)),
        (_("first and last"), view.seen),
        (_("grade and strength"), strength),
        (_("declared"), listed(view.declared, facts)),
        (_("first step"), view.first_step),
    ):
        if text:
            said = facts.say(_("{name}: {text}"), name=facts.say(heading), text=text)
            yield from fit(said, FILE_LINES, INDENT)


def _cut(facts: Facts, names: Iterable[str], cut: int) -> str:
    rest = [facts.say(_("and {n} more"), n=cut)] if cut > 0 else []
    return listed((*names, *rest), facts)
