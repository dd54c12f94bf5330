"""The clients of an agency: whose stores are in a report, and the report of each.

Sorting them out is light and stands here; `narrow` makes the report of one.
"""

from __future__ import annotations

from linkscan.model import Report
from linkscan.report.views.facts import page_names
from linkscan.rules.vocabulary import canonical_text


def clients_of(report: Report) -> dict[str, tuple[str, ...]]:
    """The stores of each client by its name as first written, in the order of the names.

    Two spellings of one name are one client. A report of which every store is one client's is
    that client's own: it has none.
    """
    names: dict[str, str] = {}
    stores: dict[str, list[str]] = {}
    for account in report.accounts:
        if account.client is not None:
            key = canonical_text(account.client)
            names.setdefault(key, account.client)
            stores.setdefault(key, []).append(account.id)
    if len(stores) == 1 and sum(map(len, stores.values())) == len(report.accounts):
        return {}
    return {names[key]: tuple(stores[key]) for key in sorted(stores)}


def client_folders(report: Report) -> dict[str, str]:
    """Where the report of each client stands inside the report folder, by its name."""
    names = page_names(clients_of(report))
    return {client: f"clients/{name}" for client, name in names.items()}
