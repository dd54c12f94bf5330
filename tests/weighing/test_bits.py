"""The formula: what it gives, that SQL gives the same, and the words for its sums."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints import AGREEMENTS, KINDS
from linkscan.engine import LocalEngine
from linkscan.weighing.bits import (
    FACTORS,
    POSITIVE,
    PRIOR,
    STRONG,
    VERY_STRONG,
    prior_bits,
    probability,
    weigh,
    words_for,
)
from linkscan.weighing.weights import weight_sql

shares = st.floats(0, 1)
frequencies = st.floats(1e-9, 1)


@pytest.fixture
def engine() -> Iterator[LocalEngine]:
    engine = LocalEngine(threads=1)
    yield engine
    engine.close()


@given(shares, frequencies, shares)
def test_no_value_weighs_against(m: float, u: float, rho: float) -> None:
    """A weight is never negative, and 0 where a value does not count at all."""
    assert weigh(m, u, rho) >= 0
    assert weigh(m, u, 0) == 0


@given(shares, shares, frequencies, frequencies, shares, shares)
def test_rarer_and_more_reliable_is_never_weaker(
    m: float, less: float, u: float, rarer: float, rho: float, more: float
) -> None:
    """A value that strangers share less, that one operator's accounts share more, or that
    counts more, weighs as much or more."""
    assert weigh(m, min(u, rarer), rho) >= weigh(m, u, rho)
    assert weigh(m, u, rho) >= weigh(min(m, less), u, rho)
    assert weigh(m, u, max(rho, more)) >= weigh(m, u, rho)


@given(st.floats(0, 5000), st.floats(0, 5000))
def test_closer_in_time_is_never_weaker(near: float, far: float) -> None:
    """No table of agreement rises with time."""
    near, far = min(near, far), max(near, far)
    for table in AGREEMENTS.values():
        assert table.rate(near) >= table.rate(far)


def test_sql_weighs_the_same(engine: LocalEngine) -> None:
    """The weight in SQL is `weigh` for every kind and class, at every gap about which its table
    of agreement changes its mind, whatever u is multiplied with."""
    rows = [
        (name, cls, kind.agreement, kind.classes.get(cls, kind.u), gap, rho)
        for name, kind in KINDS.items()
        for cls in ("", "documentation", *kind.classes)
        for step in AGREEMENTS[kind.agreement].days
        for gap in (max(step - 1, 0), step, step + 1)
        for rho in (1.0, 0.1)
    ]
    columns = {"kind": "VARCHAR", "class": "VARCHAR", "agreement": "VARCHAR", "u": "DOUBLE",
               "gap": "INTEGER", "rho": "DOUBLE"}  # fmt: skip
    engine.put("cases", columns, rows)
    said = engine.rows(f"""
        SELECT kind, agreement, u, gap, rho, {", ".join(weight_sql(str(f)) for f in FACTORS)}
        FROM (SELECT *, false AS across FROM cases),
             (SELECT 2 AS sides, 1.0 AS worth) ties, (SELECT 2 AS sides) scopes
    """)
    assert len(said) == len(rows) > 300
    for kind, agreement, u, gap, rho, *bits in said:
        m = AGREEMENTS[agreement].rate(gap)
        wanted = [weigh(m, min(1.0, u * factor), rho) for factor in FACTORS]
        assert bits == pytest.approx(wanted, abs=1e-9), (kind, gap)


def test_sql_of_no_gap_is_null(engine: LocalEngine) -> None:
    """Of a pair that is none there is no weight."""
    said = engine.rows(f"""
        SELECT {weight_sql("1")} FROM (SELECT 'none' AS agreement, 1 AS gap, 0.1 AS u, 1.0 AS rho,
        false AS across), (SELECT 2 AS sides, 1.0 AS worth) ties, (SELECT 2 AS sides) scopes
    """)
    assert said == [(None,)]


@pytest.mark.parametrize(
    ("after", "word"),
    [(-13.0, "weak"), (POSITIVE - 0.01, "weak"), (POSITIVE, "positive"),
     (STRONG - 0.01, "positive"), (STRONG, "strong"), (VERY_STRONG - 0.01, "strong"),
     (VERY_STRONG, "very-strong"), (99.0, "very-strong")],
)  # fmt: skip
@pytest.mark.parametrize("prior", [1e-6, PRIOR, 0.5])
def test_words_are_read_after_the_prior(after: float, word: str, prior: float) -> None:
    """Odds of 3, 20 and 150 are positive, strong and very strong, whatever the prior is."""
    assert words_for(prior_bits(prior) + after + 1e-9, prior) == word


def test_probability() -> None:
    """No evidence leaves the prior; as many bits as the prior takes off make it even."""
    assert probability(0, PRIOR) == pytest.approx(PRIOR)
    assert probability(prior_bits(PRIOR), PRIOR) == 0.5
    assert probability(prior_bits(PRIOR) + STRONG, PRIOR) == pytest.approx(20 / 21, abs=0.001)


WORDS = {
    "strong": ("device_id", "mac", "machine", "uscc", "licence", "vat", "ein", "resident_id",
               "passport", "document", "card", "iban", "phone", "email", "file", "login"),
    "positive": ("ip", "company", "address", "operator", "trademark"),
    "weak": ("user_agent", "browser", "ja3", "ja4", "canvas", "webgl", "audio", "gpu", "screen",
             "timezone", "language", "hostname", "fingerprint", "person"),
}  # fmt: skip


@pytest.mark.parametrize(("word", "kind"), [(w, kind) for w, kinds in WORDS.items()
                                            for kind in kinds])  # fmt: skip
def test_what_one_value_says_alone(word: str, kind: str) -> None:
    """On one day a document or a device alone is strong or more, an address alone is positive
    and no more, and what offices buy alike is weak."""
    one = KINDS[kind]
    said = words_for(weigh(AGREEMENTS[one.agreement].rate(0), one.u), PRIOR)
    assert said in (("strong", "very-strong") if word == "strong" else (word,))


def test_a_whole_browser_is_weak() -> None:
    """However many parts of a browser two accounts share, they are one group, and no tie."""
    parts = [weigh(AGREEMENTS[one.agreement].rate(0), one.u) for one in KINDS.values()
             if one.group == "browser" and one.name != "cookie"]  # fmt: skip
    assert max(parts) < prior_bits(PRIOR)


@pytest.mark.parametrize("cls", ["carrier", "vpn"])
@pytest.mark.parametrize("gap", [0, 400])
def test_carriers_and_exits_weigh_little(cls: str, gap: int) -> None:
    """An address of a carrier or a VPN exit alone is weak; the same of a datacentre is not less
    than any other address."""
    ip = KINDS["ip"]
    m = AGREEMENTS[ip.agreement].rate(gap)
    assert words_for(weigh(m, ip.classes[cls]), PRIOR) == "weak"
    assert "datacentre" not in ip.classes
