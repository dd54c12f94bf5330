"""Values whose key an engine can tell by itself, without asking Python.

Most of the distinct values of a log are plain: an address or a device id in canonical form.
SQL recognises them by the patterns below; only what is left is handed to `identify`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fingerprints.placeholder import placeholders
from fingerprints.tables import LazyTable


@dataclass(frozen=True, slots=True)
class Plain:
    """A form of value whose key is part of its text.

    For every text that `pattern` matches as a whole and that is not in `exclude`,
    `identify(kind, text)` with the default prefix is an identifier of that kind, without a
    class, whose key and label are `match.group(1) + suffix`. The pattern means the same to
    RE2, Java and Python: no look-around, no back reference, no class but written-out ones.
    """

    pattern: str
    suffix: str = ""
    exclude: frozenset[str] = frozenset()


_OCTET = "(?:[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])"

# Public IPv4: the first octets that no scope touches, then those of which a part is public.
_ANY_BUT = {
    "first": "[1-9]|1[1-9]|[2-9][0-9]|10[1-9]|11[0-9]|12[0-689]|1[3-5][0-9]|16[0-8]|17[013-9]"
    "|18[0-9]|19[0134-79]|20[0-24-9]|21[0-9]|22[0-3]",
    "64-127": "[0-9]|[1-5][0-9]|6[0-3]|12[89]|1[3-9][0-9]|2[0-4][0-9]|25[0-5]",
    "16-31": "[0-9]|1[0-5]|3[2-9]|[4-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5]",
    "254": "[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-35]",
    "0,88,168": "[1-9]|[1-7][0-9]|8[0-79]|9[0-9]|1[0-57-9][0-9]|16[0-79]|2[0-4][0-9]|25[0-5]",
    "18,19,51": "[0-9]|1[0-7]|[2-4][0-9]|5[02-9]|[6-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5]",
    "0": "[1-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5]",
}
_IPV4 = (
    "((?:"
    rf"(?:{_ANY_BUT['first']})\.{_OCTET}"
    rf"|100\.(?:{_ANY_BUT['64-127']})"
    rf"|169\.(?:{_ANY_BUT['254']})"
    rf"|172\.(?:{_ANY_BUT['16-31']})"
    rf"|192\.(?:{_ANY_BUT['0,88,168']})"
    rf"|198\.(?:{_ANY_BUT['18,19,51']})"
    rf"|203\.(?:{_ANY_BUT['0']})"
    rf")\.{_OCTET}\.{_OCTET})"
)

# Public IPv6 whose fourth group is not zero: then the /64 is its first four groups and "::",
# for no run of zeros among them is as long as the one that follows. Left out are 2001::/23
# (protocols, Teredo), 2001:db8::/32 and 3fff::/20 (documentation), 2002::/16 (6to4).
_GROUP = "(?:0|[1-9a-f][0-9a-f]{0,3})"
_TAIL = "[0-9a-f]{1,4}"
_IPV6 = (
    "((?:"
    "(?:2(?:[1-9a-f][0-9a-f]{2}|0(?:[1-9a-f][0-9a-f]|0[03-9a-f]))"
    f"|3(?:[0-9a-e][0-9a-f]{{2}}|f(?:[0-9a-e][0-9a-f]|f[0-9a-e]))):{_GROUP}"
    "|2001:(?:[1-9a-f][0-9a-f]{3}|[2-9abcef][0-9a-f]{2}|d(?:[0-9ac-f][0-9a-f]|b[0-79a-f]))"
    "|3fff:[1-9a-f][0-9a-f]{3}"
    f"):{_GROUP}:[1-9a-f][0-9a-f]{{0,3}})"
    f":(?::(?:{_TAIL}(?::{_TAIL}){{0,2}})?|{_TAIL}:{_TAIL}:{_TAIL}:{_TAIL})"
)

_UUID = "([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})"
_ONE_CHARACTER_UUID = "88888888-8888-8888-8888-888888888888"

# A digit other than 0 and a letter after f: neither one character repeated nor, in any
# writing, a UUID, a MAC or an IP address. Two disjoint halves, by which of the two comes first.
_SERIAL = (
    "([0a-f_.-]{0,30}"
    "(?:[g-z][0a-z_.-]{0,40}[1-9][0-9a-z_.-]{2,60}|[1-9][0-9a-f_.-]{0,40}[g-z][0-9a-z_.-]{2,60}))"
)
_HASH = "([0-9a-f]{16}|[0-9a-f]{40}|[0-9a-f]{64})"  # not 32: those are UUIDs without hyphens
_ONE_CHARACTER_HASHES = frozenset(c * n for c in "0123456789abcdef" for n in (16, 40, 64))


def _device(pattern: str, exclude: frozenset[str] = frozenset()) -> Plain:
    known = (text for text in placeholders("device_id") if re.fullmatch(pattern, text))
    return Plain(pattern, exclude=exclude.union(known))


def _plain() -> dict[str, tuple[Plain, ...]]:
    return {
        "ip": (Plain(_IPV4), Plain(_IPV6, suffix="::/64")),
        "device_id": (
            _device(_UUID, frozenset({_ONE_CHARACTER_UUID})),
            _device(_SERIAL),
            _device(_HASH, _ONE_CHARACTER_HASHES),
        ),
    }


PLAIN: Mapping[str, tuple[Plain, ...]] = LazyTable(_plain)
