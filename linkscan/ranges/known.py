"""What is known of an address, from the words that a range file or a person uses for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from fingerprints.address_class import address_class
from linkscan.rules.vocabulary import canonical_text

# Names of columns and keys, lower case with _ for a space, as MaxMind, ipinfo, db-ip,
# IP2Location and hand-made lists write them.
KINDS = ("class", "connection_type", "usage_type", "proxy_type", "usage", "user_type", "type",
         "类型", "用途")  # fmt: skip
LABELS = (
    *(
        "label",
        "name",
        "note",
        "service",
        "as_name",
        "autonomous_system_organization",
        "organization",
    ),
    *("org", "isp", "company", "carrier", "asn", "备注", "名称", "说明", "运营商", "归属地"),
)
FLAGS = (
    ("vpn", ("is_anonymous_vpn", "is_vpn", "vpn", "is_public_proxy", "is_residential_proxy",
             "is_anonymous_proxy", "is_proxy", "proxy", "is_tor_exit_node", "is_tor", "tor",
             "is_relay", "relay")),
    ("carrier", ("is_mobile", "mobile", "is_cellular", "cellular")),
    ("datacentre", ("is_hosting_provider", "is_hosting", "hosting", "is_datacenter")),
    # MaxMind sets it for hosting too, which is no VPN exit: so it is asked last.
    ("vpn", ("is_anonymous",)),
)  # fmt: skip

_NOT_SET = ("", "-", "0", "false", "no", "n", "f", "none", "null")
# Words that say a class only if they are the whole text: "移动" may begin 移动宽带, a fixed line.
_WHOLE = {
    "carrier": "carrier", "mobile": "carrier", "mob": "carrier", "移动": "carrier",
    "dch": "datacentre", "datacentre": "datacentre", "datacenter": "datacentre",
    "tor": "vpn", "relay": "vpn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address, and from which file.

    `cls` is "vpn" or "carrier", which lower a weight, "datacentre", which does not, or None;
    `label` is for people.
    """

    cls: str | None
    label: str
    source: str


def known_from(fields: Mapping[str, str], source: str) -> Known | None:
    """What a row or a record says of its range; None if it says nothing usable.

    A flag that is set gives the class; else the first text that names one.
    """
    kinds = _texts(fields, KINDS)
    labels = _texts(fields, LABELS)
    cls = _flagged(fields) or next(filter(None, map(class_of, (*kinds, *labels))), None)
    label = next(iter((*labels, *kinds)), cls)  # a name tells a reader more than a type
    return Known(cls, label, source) if label else None


@lru_cache(maxsize=1 << 16)
def class_of(text: str) -> str | None:
    """The class that a text names: "vpn", "carrier", "datacentre"; None if it names none."""
    return _WHOLE.get(canonical_text(text)) or address_class(text)


def _texts(fields: Mapping[str, str], names: tuple[str, ...]) -> list[str]:
    # IP2Location writes "-" for nothing.
    return [text for n in names if n in fields and (text := fields[n].strip()) not in ("", "-")]


def _flagged(fields: Mapping[str, str]) -> str | None:
    return next((cls for cls, names in FLAGS if any(_is_set(fields, n) for n in names)), None)


def _is_set(fields: Mapping[str, str], name: str) -> bool:
    return name in fields and fields[name].strip().casefold() not in _NOT_SET
