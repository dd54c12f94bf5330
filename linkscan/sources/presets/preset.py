"""What a preset is: one kind of log of one product, and what a record of it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from linkscan.sources.presets.fields import Fields

SUCCESS, FAILURE, INTERRUPTED = "success", "failure", "interrupted"
"""Words for an outcome; interrupted is a sign-in that was not carried through."""

NOT_A_SIGN_IN = "not-a-sign-in"
SERVICE_ACCOUNT = "service-account"


@dataclass(frozen=True, slots=True)
class Event:
    """A sign-in, or another use of an account that the log records as one.

    Every field is text as the log has it, "" where it says nothing. `event` is the word of the
    product, `outcome` ours.
    """

    account: str
    time: str = ""
    ip: str = ""
    outcome: str = ""
    event: str = ""
    user_agent: str = ""
    device_id: str = ""
    machine: str = ""
    fingerprint: str = ""
    ja3: str = ""
    ja4: str = ""
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A record of this product that is no sign-in of anybody, and the reason code why."""

    reason: str = NOT_A_SIGN_IN


OTHER = Aside()
Outcome = Event | Aside | None
"""None: the record is not of this product at all."""


@dataclass(frozen=True, slots=True)
class Preset:
    """One kind of log.

    `columns` says which fields of an `Event` it fills, and from which field of the log. One of
    `marks`, in small letters, stands in the head of any such file. `share` is the least part of
    the records that must be of this product for the file to be of it.
    """

    name: str
    title: str  # the product, in its maker's words
    known_by: str  # names of fields, or the start of a line
    verified: str | None  # the sample on which it was tried; None: none could be had
    marks: tuple[str, ...]
    columns: Mapping[str, str]
    of_object: Callable[[Fields], Outcome] | None = None
    of_line: Callable[[str], Outcome] | None = None
    share: float = 0.3
    by_rule: bool = False  # names no account by itself: `AccountRule` says where it stands
