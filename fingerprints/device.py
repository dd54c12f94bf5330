"""The device behind a device id, a serial number, a machine's label or a host name."""

from __future__ import annotations

import re

from fingerprints.address import canonical_address, packed_address
from fingerprints.identifier import Identifier, Rejected
from fingerprints.mac import canonical_mac, is_written_mac
from fingerprints.placeholder import is_placeholder
from fingerprints.text import fold
from fingerprints.token import refusal

MIN_LENGTH = 4
"""Characters of a device id; shorter ones are counters or row numbers."""

_UUID = re.compile(
    r"(?:urn:uuid:)?[{(]?"
    r"([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?"
)


def canonical_device(text: str, prefix: int = 64) -> Identifier | Rejected:
    """Name the device that an id, serial number or UUID as logged stands for.

    Case, width and the forms of a UUID (braces, no hyphens) do not count. Kind follows the
    value: a network card's address written with separators is a `mac`, an IP address an `ip`
    (with `prefix`), and their refusals hold. A bare run of 12 hex digits stays a device id,
    because many ids look so.

    Refused: factory defaults ("To be filled by O.E.M.", the UUID 03000200-...), the
    hash of an empty text, one
    repeated character, fewer than 4 characters, `**`, numbers that a spreadsheet rounded.
    """
    key = fold(text)
    if uuid := _UUID.fullmatch(key):
        key = "-".join(uuid.groups())
    elif is_written_mac(key):
        return canonical_mac(key)
    elif packed_address(key):
        return canonical_address(key, prefix)
    if reason := refusal("device_id", key, MIN_LENGTH):
        return Rejected("device_id", reason)
    return Identifier("device_id", key, key)


# What a back office lists of a device where it lists no name: shared by strangers without end.
# "iPhone 2" and "iPhone-01" are names that people give; the figure of a model is 4 or more.
_MAKE = re.compile(
    r"""(?:(?:google|apple|microsoft|mozilla|samsung|huawei|xiaomi|华为|小米)?
        (?:chrome|safari|firefox|edge|opera|browser|iphone|ipad|android|windows|macosx?|ios|ipados
         |linux|ubuntu|harmonyos|鸿蒙|安卓|苹果|浏览器)
        (?:phone|tablet|mobile|desktop|手机|电脑|平板|端)?
        (?:/?(?:v?(?:[4-9]|[1-9]\d+)(?:[._]\d+)*|xp|nt|pro|max|plus|mini|air|se|home|x64))*
        (?:on|[-,/()·|])*)+
      |pc|web|app|h5|mobile|phone|tablet|desktop|laptop|computer
      |手机端?|电脑端?|平板|网页端?|客户端""",
    re.VERBOSE,
)


def canonical_host(kind: str, text: str) -> Identifier | Rejected:
    """Name the machine that a label ("PC-01") or a host name means to its owner.

    Case, width and white space do not count, nor the dot that ends a full host name.
    Refused: default names of operating systems ("localhost", "ubuntu") as host names, and what
    platforms write for a make of device or a browser ("iPhone 15", "Chrome on Windows 10").
    """
    written = fold(text)
    key = written.rstrip(". ") if kind == "hostname" else written
    if not key:
        return Rejected(kind, "empty")
    if is_placeholder(kind, written) or is_placeholder(kind, key) or _is_make(key):
        return Rejected(kind, "placeholder")
    return Identifier(kind, key, key)


def _is_make(key: str) -> bool:
    return _MAKE.fullmatch(key.replace(" ", "")) is not None
