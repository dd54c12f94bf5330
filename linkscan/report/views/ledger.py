"""The document ledger as shown: each paper, whether it was used once, and where it was used."""

from __future__ import annotations

from collections.abc import Collection

from linkscan.model import Paper, PaperUse
from linkscan.report import words
from linkscan.report.views import notes
from linkscan.report.views.facts import Facts, barred_stores, place
from linkscan.report.views.parts import STORES
from linkscan.report.views.shown import LedgerView, PaperRow, PaperUseRow

ROWS = 100
"""Papers on one page; `report.json`, `csv/` and `report.xlsx` hold more."""


def ledger_view(facts: Facts) -> LedgerView:
    """The first papers, those used for several stores before the others."""
    papers = facts.report.ledger
    barred = barred_stores(facts.report)
    total = facts.total("ledger", len(papers))
    listed = sum(paper.used_once == "broken" for paper in papers)
    return LedgerView(
        rows=tuple(_row(facts, paper, barred) for paper in papers[:ROWS]),
        cut=total - len(papers[:ROWS]),
        total=total,
        broken=facts.total("ledger.broken", listed),
    )


def _row(facts: Facts, paper: Paper, barred: Collection[str]) -> PaperRow:
    kind = words.kind_word(paper.kind, facts.lang)
    return PaperRow(
        value=f"{kind} {facts.labels.get(paper.identifier, paper.label)}",
        broken=paper.used_once == "broken",
        used_once=words.word(words.USED_ONCE, paper.used_once, facts.lang),
        uses=tuple(_use(facts, use, use.account in barred) for use in paper.uses[:STORES]),
        uses_cut=paper.uses_total - len(paper.uses[:STORES]),
    )


def _use(facts: Facts, use: PaperUse, barred: bool) -> PaperUseRow:
    roles = (words.word(words.ROLES, role, facts.lang) for role in use.roles)
    return PaperUseRow(
        store=use.account,
        status=words.word(words.STATUSES, use.status, facts.lang),
        barred=barred,
        used_as=notes.listed(roles, facts),
        where=place(use.where),
    )
