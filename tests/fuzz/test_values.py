"""Changed values: each identifies something or is refused for a listed reason."""

from __future__ import annotations

from random import Random

import pytest

from fingerprints import KINDS
from tests.fuzz.checks import check_value

VALUES = (
    "203.0.113.7", "::ffff:203.0.113.7", "2001:db8::1/64", "[2001:db8::1%eth0]:443",
    "00-00-5E-00-53-01", "91350100M000100Y43", "11010519491231002X", "4242 4242 4242 4242",
    "GB82 WEST 1234 5698 7654 32", "+86 139 1234 0001", "a.b+c@example.com", "DE136695976",
    "12-3456789", "E12345678", "DESKTOP-AB12CD", "深圳市某某科技有限公司", "张三",
    "广东省深圳市南山区科技园1号楼", "1920x1080@2x", "Asia/Shanghai", "zh-CN,zh;q=0.9",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36",
    "t13d1516h2_8daaf6152771_b0da82dd1658", "ANGLE (NVIDIA, GeForce GTX 1650 Direct3D11)",
    "d41d8cd98f00b204e9800998ecf8427e", "{6F9619FF-8B86-D011-B42D-00CF4FC964FF}",
)  # fmt: skip
ODD = (
    "\0", "\u200b", "\u202e", "０", "Ⅷ", "\ud800", "%", "\\", "'", '"', "﷽", "-", ".", ":", " ",
    "é", "9" * 50, "\U0001f6d2", "(VPN)", "*",
)  # fmt: skip
TRIES = 60


@pytest.mark.parametrize("kind", KINDS)
def test_changed_values(kind: str) -> None:
    """Values of all kinds after a few mishaps, as each kind."""
    rng = Random(f"values {kind}")  # noqa: S311
    for _ in range(TRIES):
        text = rng.choice(VALUES)
        for _ in range(rng.randint(1, 4)):
            at = rng.randint(0, len(text))
            text = rng.choice((text[:at] + rng.choice(ODD) + text[at:], text[:at] + text[at + 1 :],
                               text[:at], text[at:] + text[:at], text * 2))  # fmt: skip
        check_value(kind, text, rng.choice((None, "CN", "US", "DE", "??")))
