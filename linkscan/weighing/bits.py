"""What evidence is worth: the one formula, in Python and as SQL, and the words for its sums.

The hypothesis is "an outsider would take both accounts for one operator's". A value that two
accounts share weighs `log2(rho * m / u + 1 - rho)` bits, never less than 0: rho says how far
the value counts at all, m how often one operator's two accounts agree on such a value, u how
often two unrelated accounts of the world do. The weights of independent groups of evidence
add up; a prior is taken off before anything is read into a sum.

Source: Fellegi and Sunter (1969); the words by Kass and Raftery (1995), section 3.2.
"""

from __future__ import annotations

from math import exp2, log2

from linkscan.model import Words

PRIOR = 1e-4
"""How likely it is, before any evidence, that two accounts are one operator's (ours)."""

POSITIVE, STRONG, VERY_STRONG = 1.58, 4.32, 7.23
"""Bits after the prior from which a sum is called so: odds of 3, 20 and 150."""

FACTORS = (1.0, 10.0, 0.1)
"""By what every u is multiplied: as it is, ten times as common, ten times as rare. The first
is what levels are read from; the others say how much hangs on the priors."""


def weigh(m: float, u: float, rho: float = 1.0) -> float:
    """Bits that one shared value is worth.

    Args:
        m: How often one operator's two accounts agree, 0 to 1.
        u: How often two unrelated ones do, above 0, at most 1.
        rho: How far the value counts, 0 to 1.
    """
    # rho * m / u + 1 - rho, so written that rounding leaves it monotone in all three.
    return log2(max(1.0, 1 + rho * (m / u - 1)))


def weigh_sql(m: str, u: str, rho: str) -> str:
    """The same over SQL expressions; null where m is null."""
    # greatest() would skip a null.
    return f"CASE WHEN {m} IS NOT NULL THEN log2(greatest(1, 1 + {rho} * ({m} / ({u}) - 1))) END"


def prior_bits(prior: float) -> float:
    """What a prior takes off a sum of bits: 13.3 for 1e-4."""
    return log2((1 - prior) / prior)


def words_for(bits: float, prior: float) -> Words:
    """The word for a sum of bits, read after the prior."""
    after = bits - prior_bits(prior)
    if after >= VERY_STRONG:
        return "very-strong"
    if after >= STRONG:
        return "strong"
    return "positive" if after >= POSITIVE else "weak"


def probability(bits: float, prior: float) -> float:
    """How likely the hypothesis is by a sum of bits and the prior."""
    return 1 / (1 + exp2(prior_bits(prior) - bits))
