"""Which preset a file is for: the one that knows most of its first records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from linkscan.sources.presets import (
    actiontrail,
    adspower,
    auth0,
    authelia,
    authentik,
    cloudflare,
    cloudtrail,
    entra,
    gitea,
    google_workspace,
    keycloak,
    magento,
    microsoft365,
    nextcloud,
    nginx,
    okta,
    onelogin,
    onepassword,
    slack,
    sshd,
    vaultwarden,
    windows,
    zeek,
)
from linkscan.sources.presets.envelope import Record, unwrapped
from linkscan.sources.presets.fields import Fields
from linkscan.sources.presets.preset import Aside, Event, Outcome, Preset

PRESETS: tuple[Preset, ...] = (
    cloudtrail.PRESET, actiontrail.PRESET, google_workspace.PRESET, entra.PRESET,
    microsoft365.PRESET, okta.PRESET, onelogin.PRESET, auth0.PRESET, onepassword.PRESET,
    slack.PRESET, cloudflare.PRESET, keycloak.PRESET, authelia.PRESET, authentik.PRESET,
    vaultwarden.PRESET, nextcloud.PRESET, gitea.PRESET, windows.PRESET, sshd.PRESET,
    nginx.PRESET, magento.PRESET, adspower.PRESET, zeek.PRESET,
)  # fmt: skip

OTHER_RECORD = Aside("other-record")
"""What stands in the file and is not of its product: a line of another program, say."""
_LINE_CHARS = 1 << 14
"""Longer lines say nothing more, and are made to keep patterns busy."""
_MOST_NAMES = 2_000  # in a record of a log; a million would take a minute to look at
_DEPTH = 4  # a Docker log line in a hit of Elastic in an answer of Kibana


def marked(head: str) -> list[Preset]:
    """The presets of which a mark stands in the start of a file: hardly ever one by chance."""
    small = head.lower()
    return [preset for preset in PRESETS if any(mark in small for mark in preset.marks)]


def recognise(found: Sequence[Record], presets: Iterable[Preset]) -> Preset | None:
    """The preset that knows most of the records, and enough of them."""
    scored = claims(found, presets)
    return max(scored, key=lambda pair: pair[1])[0] if scored else None


def claims(found: Sequence[Record], presets: Iterable[Preset]) -> list[tuple[Preset, int]]:
    """Each preset that takes the file for its own, and how many of the records it knows."""
    scored = []
    for preset in presets:
        known = total = 0
        for record in found:
            for outcome in outcomes(preset, record):
                total += 1
                known += outcome is not OTHER_RECORD
        if known and known >= preset.share * total:
            scored.append((preset, known))
    return scored


def outcomes(preset: Preset, record: Record, depth: int = 0) -> Iterator[Event | Aside]:
    """What a record says, or each of the records that it wraps."""
    if not isinstance(record, str) and len(record) > _MOST_NAMES:
        yield OTHER_RECORD
        return
    outcome = _outcome(preset, record)
    if outcome is not None:
        yield outcome
        return
    inner = unwrapped(record) if depth < _DEPTH else []
    if not inner:
        yield OTHER_RECORD
    for one in inner:
        yield from outcomes(preset, one, depth + 1)


def _outcome(preset: Preset, record: Record) -> Outcome:
    if isinstance(record, str):
        return preset.of_line(record[:_LINE_CHARS]) if preset.of_line else None
    return preset.of_object(Fields(record)) if preset.of_object else None
