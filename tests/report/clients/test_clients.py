"""The clients of a report: who they are, whose stores, and in which folder."""

from __future__ import annotations

from dataclasses import replace

from linkscan.model import Report
from linkscan.report.clients import client_folders, clients_of
from tests.report import factory


def report(**clients: str | None) -> Report:
    """A report with a store for each name, of the client given."""
    accounts = tuple(factory.account(name, client=client) for name, client in clients.items())
    return replace(factory.empty_report(), accounts=accounts)


def test_stores_are_sorted_out_by_client() -> None:
    """Each client once, in the order of the names; a store without one is nobody's."""
    seen = clients_of(report(Fir="Zeta", Oak="Alpha", Elm=None, Ash="Zeta"))
    assert list(seen.items()) == [
        ("Alpha", ("amazon/us/Oak",)),
        ("Zeta", ("amazon/us/Fir", "amazon/us/Ash")),
    ]


def test_two_spellings_of_a_name_are_one_client() -> None:
    """Case and width make no second client, to whom the stores of the first would be hidden."""
    assert clients_of(report(Fir="Zeta Ltd", Oak="ＺＥＴＡ  ltd", Elm="Alpha"))["Zeta Ltd"] == (
        "amazon/us/Fir",
        "amazon/us/Oak",
    )


def test_a_report_of_one_client_has_no_clients() -> None:
    """Nothing is to be kept apart where everything is one client's, or nobody's."""
    assert clients_of(report(Fir="Zeta", Oak="zeta")) == {}
    assert clients_of(report(Fir=None)) == {}
    assert list(clients_of(report(Fir="Zeta", Oak=None))) == ["Zeta"]


def test_folders_are_safe_and_apart() -> None:
    """Names that differ by what a file system drops have folders of their own."""
    folders = client_folders(report(Fir="../up", Oak="con", Elm="A/B", Ash="A:B"))
    assert len(set(folders.values())) == 4
    for folder in folders.values():
        parent, name = folder.split("/")
        assert parent == "clients"
        assert name.strip(".") == name
        assert name.lower() != "con"
