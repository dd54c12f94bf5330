"""The figures of the invented worlds, fixed before any run; each with where it is from."""

from __future__ import annotations

SEED = "linkscan accuracy 2026-11"
DAYS = 300
"""Days that a log covers (ours: a season of selling)."""

STRANGERS = 200
RINGS = 30
RING_SIZES = (2, 3, 4, 5)
"""As the issue asks: 30 rings of 2 to 5 stores among 200 strangers."""

LOGINS = 40
"""Sign-ins of a store (ours: one a week; more rows say nothing new of who shares what)."""

HOME_LEASE_DAYS = (1, 60)
"""How long a home keeps its address, drawn evenly (ours). Between providers that renumber every
24 hours (Padmanabhan et al., IMC 2016) and the 11 % of addresses that users kept for more than
a month (Mishra et al., WWW 2020)."""

CARRIER_SHARE = 0.5
"""Share of the sign-ins that come over the mobile carrier, where everybody has one (ours)."""

CHAINED = 0.25
"""Share of the rings of three or more stores where each next store shares something else with
the one before it, instead of one thing with all of them (ours)."""

HANDED_ON = 100
GAP_DAYS = (40, 200)
"""Re-leased addresses, and how long they lay between two strangers (as the issue asks)."""

IMAGES = 4
CLONES = 10
"""Images with a device id in them, and the strangers' machines made from each (ours: shops that
sell prepared machines; github.com/fingerprintjs/fingerprintjs/issues/972 and machineid#6)."""

HOUSEHOLDS = 20
"""Homes of two strangers: one stranger in five (ours, and high on purpose). Mishra et al. met
1,046 of their users with another user behind one address."""

OFFICE_STORES = 20
OFFICE_PAIRS = 5
OFFICE_ALONE = 40
"""The office: 20 own stores on one line, 5 pairs on lines of their own, 40 stores alone."""
