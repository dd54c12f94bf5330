"""An identifier, or the reason why a text is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identifier:
    """A canonical value: two texts mean the same thing exactly if kind and key are equal.

    `kind` follows the value: what a column calls a licence may be a `uscc`. `label` is for
    people: one written form. Where the kind is masked it depends on the key alone and hides
    most of it, so that two keys may share a label. `cls` says what sort of value it is, where
    its range ("documentation", "visa") or a note beside it ("vpn", "carrier", "datacentre")
    tells.
    """

    kind: str
    key: str
    label: str
    cls: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A text that identifies nothing, and why (one of `REASONS`)."""

    kind: str
    reason: str


REASONS = frozenset(
    {
        # any kind
        "empty",
        "placeholder",  # a word for nothing, a factory default, a well-known dummy
        "masked",  # 138****5678
        "rounded",  # 6.22202E+18: a spreadsheet lost digits
        "too-short",
        "too-long",
        "malformed",  # not in the form of its kind
        # addresses
        "not-an-address",
        "several-values",
        "range",  # a network, not an end point
        "unspecified",
        "private",
        "carrier",
        "loopback",
        "link-local",
        "multicast",
        "reserved",
        "benchmark",
        # network cards (and "multicast")
        "not-a-mac",
        "broadcast",
        "virtual",
        "locally-administered",
        # browsers
        "unknown-browser",
        # papers
        "bad-check-digit",
        "bad-birth-date",
        # contacts
        "not-a-phone",
        "no-region",
        "not-an-email",
    }
)
