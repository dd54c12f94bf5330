"""The ties of one client: what its stores share, and that others have a value too."""

from __future__ import annotations

from dataclasses import replace

from linkscan.model import Component, Exposure, Finding, Report
from linkscan.report.clients.own import Own
from linkscan.report.clients.ties import own_components, own_exposure, own_findings
from tests.report import factory

FIR, OAK, ELM, ASH = (f"amazon/us/{name}" for name in ("Fir", "Oak", "Elm", "Ash"))
IP, PAPER = "ip:203.0.113.7", "uscc#4"


def tie(*stores: str, reason: str = "shared-address", **changes: object) -> Finding:
    """A finding about an address that stores share."""
    links = (factory.link(store, IP, line) for line, store in enumerate(stores, 2))
    return factory.finding(
        "medium", reason, "separate-address", *links, bits=17.0, strength="positive", **changes
    )


def own(*stores: str, **changes: object) -> Own:
    """What is the client's of a report, whose stores are given."""
    report: Report = replace(
        factory.empty_report(),
        settings=(("prior", "0.0001"),),
        accounts=tuple(map(factory.account, ("Ash", "Elm", "Fir", "Oak"))),
        **changes,  # type: ignore[arg-type]
    )
    return Own(report, stores)


def test_a_finding_of_own_stores_is_kept() -> None:
    """Whole as it is, but for who in the agency accepted it."""
    found = own_findings(own(FIR, OAK, findings=(tie(FIR, OAK),)))
    assert found == (tie(FIR, OAK),)


def test_a_finding_of_others_is_gone() -> None:
    """Of what does not concern the client nothing is left."""
    assert own_findings(own(FIR, findings=(tie(OAK, ELM),))) == ()


def test_a_mixed_finding_becomes_two() -> None:
    """What one's own stores share, and that others share it too; its weight is nobody's."""
    among, others = own_findings(own(FIR, OAK, findings=(tie(FIR, OAK, ELM),)))
    assert (among.reason, among.first_step) == ("shared-address", "separate-address")
    assert (others.reason, others.first_step) == ("shared-with-others", "ask-the-agency")
    assert among.accounts == others.accounts == (FIR, OAK)
    assert among.bits is others.bits is None
    assert len({among.id, others.id, tie(FIR, OAK, ELM).id}) == 3


def test_a_store_alone_shares_with_others_only() -> None:
    """One store is no tie among the client's own."""
    (found,) = own_findings(own(FIR, findings=(tie(FIR, ELM),)))
    assert (found.reason, found.accounts, found.accounts_total) == ("shared-with-others", (FIR,), 1)


def test_a_finding_with_unlisted_stores_is_a_mixed_one() -> None:
    """Where the list was cut nobody knows whose the others are."""
    found = own_findings(own(FIR, OAK, findings=(tie(FIR, OAK, accounts_total=9),)))
    assert [one.reason for one in found] == ["shared-address", "shared-with-others"]


def test_how_others_stand_is_not_told() -> None:
    """A tie to a suspended store of somebody else is as serious as one to any other store."""
    endangered = replace(
        tie(FIR, ELM, reason="shared-address-suspended", suspended=(ELM,)),
        level="high",
        first_step="official-route",
    )
    (found,) = own_findings(own(FIR, findings=(endangered,)))
    assert (found.level, found.suspended) == ("medium", ())
    (strong,) = own_findings(own(FIR, findings=(replace(endangered, strength="very-strong"),)))
    assert strong.level == "high"


def test_ones_own_suspended_store_endangers_as_before() -> None:
    """Between the client's own stores everything is told."""
    endangered = replace(
        tie(FIR, OAK, ELM, reason="shared-address-suspended", suspended=(OAK,)), level="high"
    )
    among, others = own_findings(own(FIR, OAK, findings=(endangered,)))
    assert (among.reason, among.level) == ("shared-address-suspended", "high")
    assert (among.suspended, among.first_step) == ((OAK,), "official-route")
    assert (others.level, others.suspended) == ("medium", ())


def test_context_stays_context() -> None:
    """What a platform does not see asks for nothing, whoever shares it."""
    context = tie(FIR, ELM, reason="same-machine", scope="context")
    (found,) = own_findings(own(FIR, findings=(replace(context, strength=None, level="low"),)))
    assert (found.scope, found.level, found.first_step) == ("context", "low", "no-action")


def exposed(*path: str, to: tuple[str, ...] = (OAK,)) -> Exposure:
    """A way from Fir to Oak."""
    return Exposure(to, OAK, path, "critical", 0.999, 20.0, "strong")


def test_an_exposure_over_others_is_not_told() -> None:
    """A way over a store of somebody else, or to one, would name it."""
    store = factory.account("Fir", exposure=exposed(FIR, IP, ELM, PAPER, OAK))
    assert own_exposure(own(FIR, OAK), store) is None
    assert own_exposure(own(FIR, OAK, ELM), store) is not None
    assert own_exposure(own(FIR), factory.account("Fir", exposure=exposed(FIR, IP, OAK))) is None


def test_an_exposure_to_others_too_is_bounded_anew() -> None:
    """How likely it is without the others nobody knows: the bound is the plainest there is."""
    store = factory.account("Fir", exposure=exposed(FIR, PAPER, OAK, to=(ELM, OAK)))
    found = own_exposure(own(FIR, OAK), store)
    assert found is not None
    assert found.to == (OAK,)
    assert found.path == (FIR, "uscc#1", OAK)
    assert found.probability == 1.0


def test_a_group_is_what_is_left_of_it() -> None:
    """Stores that only a store of somebody else holds together are no group."""
    links = (
        *(factory.link(one, IP, 2) for one in (FIR, OAK)),
        *(factory.link(one, PAPER, 3) for one in (OAK, ELM)),
        *(factory.link(one, "device_id:d", 4) for one in (ELM, ASH)),
    )
    group = Component("c-1", "amazon", (ASH, ELM, FIR, OAK), 4, (IP, PAPER, "device_id:d"),
                      "critical", (), ())  # fmt: skip
    levels = {FIR: "medium", OAK: "low", ASH: "clear"}
    (found,) = own_components(own(FIR, OAK, ASH, links=links, components=(group,)), levels)  # type: ignore[arg-type]
    assert (found.accounts, found.identifiers, found.level) == ((FIR, OAK), (IP,), "medium")
    assert found.id != "c-1"
    assert found.articulation_points == (IP,)


def test_ordinals_count_what_the_client_has() -> None:
    """`uscc#4` would say that others have three; a value that is no ordinal keeps its name."""
    found = own(FIR)
    assert [found.value(id) for id in (PAPER, "uscc#9", PAPER)] == ["uscc#1", "uscc#2", "uscc#1"]
    assert found.value("phone#refused-12") == "phone#refused-1"
    assert found.value("file:scan#3") == "file:scan#3"
