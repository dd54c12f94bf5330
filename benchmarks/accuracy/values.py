"""Invented values in the form of real ones: addresses, devices, papers and ways to write them.

Papers carry region 999999, cards the payment providers' test range, phone numbers the 555-01
range kept for fiction, mailboxes the domains of RFC 2606: none is anybody's. Addresses are drawn
from blocks that providers use: documentation ranges are too few, and reserved ones tie nothing.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass

BLOCKS = (36, 42, 49, 58, 60, 101, 106, 110, 112, 114, 116, 118, 120, 122, 124, 171, 175, 180)
USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
AREA_CODES = ("202", "206", "212", "213", "305", "312", "404", "415", "512", "617", "713", "718")

_FULL_WIDTH = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


@dataclass(frozen=True, slots=True)
class Device:
    """What a machine tells of itself."""

    id: str
    mac: str


class Draw:
    """Values that were not drawn before, from one seed."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self._drawn: set[str] = set()

    def address(self) -> str:
        """A public IPv4 address."""
        return self.fresh(
            lambda: ".".join(
                map(str, (self.random.choice(BLOCKS), *(self._number(1, 254) for _ in range(3))))
            )
        )

    def mac(self) -> str:
        """The globally administered address of a network card."""
        return self.fresh(
            lambda: "00:1b:63:" + ":".join(f"{self._number(0, 255):02x}" for _ in range(3))
        )

    def device(self) -> Device:
        """A machine of its own."""
        return Device(str(uuid.UUID(int=self.random.getrandbits(128), version=4)), self.mac())

    def uscc(self) -> str:
        """A social credit code, check digit after GB 32100-2015."""
        return self.fresh(lambda: _uscc(f"91999999MA{self._number(0, 9_999_999):07}"))

    def resident_id(self) -> str:
        """A resident identity number of the last century, which has a form of 15 digits too."""
        return self.fresh(
            lambda: _resident_id(
                f"999999{self._number(1950, 1999)}{self._number(1, 12):02}"
                f"{self._number(1, 28):02}{self._number(1, 995):03}"
            )
        )

    def card(self) -> str:
        """A card number, check digit after Luhn."""
        return self.fresh(lambda: _card(f"424242{self._number(0, 999_999_999):09}"))

    def phone(self) -> str:
        """A telephone number of the United States."""
        return self.fresh(
            lambda: f"+1{self.random.choice(AREA_CODES)}55501{self._number(0, 99):02}"
        )

    def email(self) -> str:
        """A mailbox."""
        return self.fresh(lambda: f"owner{self._number(0, 999_999)}@example.com")

    def fresh(self, draw: Callable[[], str]) -> str:
        """A value of `draw` that did not come up before."""
        while (value := draw()) in self._drawn:
            pass
        self._drawn.add(value)
        return value

    def _number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)


def _uscc(body: str) -> str:
    total = sum(USCC_DIGITS.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + USCC_DIGITS[-total % 31]


def _resident_id(body: str) -> str:
    total = sum(int(c) * pow(2, 17 - i, 11) for i, c in enumerate(body))
    return body + "10X98765432"[total % 11]


def _card(body: str) -> str:
    doubled = (int(c) * (2 if i % 2 == 0 else 1) for i, c in enumerate(body))
    return body + str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)


def _full_width(text: str) -> str:
    return text.translate(_FULL_WIDTH)


def _in_fours(text: str, between: str = " ") -> str:
    return between.join(text[i : i + 4] for i in range(0, len(text), 4))


def _fifteen(resident_id: str) -> str:
    return resident_id[:6] + resident_id[8:17]  # GB 11643-1989: no century, no check digit


def _us(phone: str, form: str) -> str:
    return form.format(phone[2:5], phone[5:8], phone[8:])


SPELLINGS: dict[str, tuple[Callable[[str], str], ...]] = {
    "uscc": (str, str.lower, _full_width, _in_fours),
    "resident_id": (str, str.lower, _full_width, _fifteen),
    "card": (str, _in_fours, _full_width, lambda text: _in_fours(text, "-")),
    "phone": (
        str,
        lambda text: _us(text, "+1 ({}) {}-{}"),
        lambda text: _us(text, "001 {} {} {}"),
        lambda text: _full_width(_us(text, "{}-{}-{}")),
    ),
    "email": (str, str.upper, lambda text: f" {text.capitalize()} ", _full_width),
}
"""Ways in which stores write one paper down, by kind of paper (met in sellers' tables; ours)."""

PAPERS = tuple(SPELLINGS)
"""The kinds of paper that every store has."""
