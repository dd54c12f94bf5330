"""What a linkscan.toml says of captures: `[capture]`, its hosts and its rules.

    [capture]
    proxy_ports = [1080, 7890]
    echo = "https://ip.example.com/"

    [capture.hosts]
    "erp.example.com" = "shopee/SG"

    [[capture.rules]]
    interface = "wg-store-a"
    account = "STORE-A"

All of it may be absent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from linkscan.capture.attribution import Rule
from linkscan.capture.hosts import BackOffice, back_office
from linkscan.errors import LinkscanError
from linkscan.i18n import _

_URL = re.compile(r"https?://[\w.-]+(:\d{1,5})?(/[\x21-\x7e]*)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class CaptureSettings:
    """Back offices beside those that are known, ports of proxies, rules for accounts.

    `echo` is a service that answers with the public address from which it is asked.
    """

    hosts: Mapping[str, BackOffice] = field(default_factory=dict)
    proxy_ports: tuple[int, ...] = ()
    rules: tuple[Rule, ...] = ()
    echo: str | None = None

    def office(self, host: str) -> BackOffice | None:
        """The back office that a host is."""
        return back_office(host, self.hosts)


def read_capture(said: object, where: str) -> CaptureSettings:
    """The settings in a `[capture]` table.

    Raises:
        LinkscanError: It holds something else.
    """
    if not isinstance(said, Mapping) or not set(said) <= {"hosts", "proxy_ports", "rules", "echo"}:
        raise LinkscanError(
            _("{where}: [capture] takes proxy_ports, echo, [capture.hosts] and [[capture.rules]]."),
            where=where,
        )
    return CaptureSettings(
        _hosts(said.get("hosts", {}), where),
        _ports(said.get("proxy_ports", []), where),
        _rules(said.get("rules", []), where),
        _echo(said.get("echo"), where),
    )


def _hosts(said: Any, where: str) -> dict[str, BackOffice]:
    offices = {}
    for host, text in said.items() if isinstance(said, Mapping) else [("", None)]:
        platform, _slash, region = text.partition("/") if isinstance(text, str) else ("", "", "")
        if not host or not platform:
            raise LinkscanError(
                _(
                    '{where}: [capture.hosts] takes lines like "erp.example.com" = "shopee/SG", or '
                    '"shopee" where the host does not tell the region.'
                ),
                where=where,
            )
        offices[host.lower()] = BackOffice(platform.lower(), region.upper() or None)
    return offices


def _ports(said: Any, where: str) -> tuple[int, ...]:
    if not isinstance(said, list) or not all(type(one) is int and 0 < one < 65536 for one in said):
        raise LinkscanError(
            _("{where}: proxy_ports in [capture] takes numbers of ports, like [1080, 7890]."),
            where=where,
        )
    return tuple(said)


def _echo(said: Any, where: str) -> str | None:
    if said is None:
        return None
    if not isinstance(said, str) or not _URL.match(said):
        raise LinkscanError(
            _(
                "{where}: echo in [capture] takes the address of a service that answers with your "
                'public address alone, like "https://ip.example.com/".'
            ),
            where=where,
        )
    return said


def _rules(said: Any, where: str) -> tuple[Rule, ...]:
    if not isinstance(said, list):
        _refuse_rule(where)
    return tuple(_rule(one, where) for one in said)


def _rule(said: Any, where: str) -> Rule:
    kinds = {"account": str, "proxy": str, "interface": str, "vlan": int, "os_user": str}
    if (
        not isinstance(said, Mapping)
        or not all(name in kinds and type(one) is kinds[name] for name, one in said.items())
        or "account" not in said
        or len(said) < 2
    ):
        _refuse_rule(where)
    return Rule(**said)


def _refuse_rule(where: str) -> NoReturn:
    raise LinkscanError(
        _(
            "{where}: each of [[capture.rules]] takes account and one or more of proxy, interface, "
            'vlan and os_user, such as account = "STORE-A" and interface = "wg0".'
        ),
        where=where,
    )
