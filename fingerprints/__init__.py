"""What a raw piece of evidence identifies: text as a log or a paper writes it -> a canonical key.

Pure: no file is read but the package's own data, nothing is asked of a network, and the
libraries of a field (phone numbers, check digits, e-mail) load when a value needs them.
"""

from __future__ import annotations

from fingerprints.address_class import address_class
from fingerprints.agreement import AGREEMENTS, Agreement
from fingerprints.browser import browser_of
from fingerprints.identification import identify
from fingerprints.identifier import REASONS, Identifier, Rejected
from fingerprints.kinds import KINDS, Kind
from fingerprints.plain import PLAIN, Plain
from fingerprints.platforms import PLATFORMS, Platform, platform_of

__all__ = [
    "AGREEMENTS",
    "KINDS",
    "PLAIN",
    "PLATFORMS",
    "REASONS",
    "Agreement",
    "Identifier",
    "Kind",
    "Plain",
    "Platform",
    "Rejected",
    "address_class",
    "browser_of",
    "identify",
    "platform_of",
]
