"""Screens, time zones, languages and graphics cards as pages and forms write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints import Identifier, Rejected, identify
from fingerprints.tables import load

SHANGHAI = "asia/shanghai"
EAST_8 = "utc+08:00"


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("screen", "1920x1080", "1920x1080"),
        ("screen", "1080×1920", "1920x1080"),  # a phone, or a screen on its side
        ("screen", "1920 X 1080", "1920x1080"),
        ("screen", "１９２０＊１０８０", "1920x1080"),
        ("screen", "1920*1080@2x", "1920x1080"),
        ("screen", "1920x1080 @1.25", "1920x1080"),
        ("screen", "1920,1080,24", "1920x1080"),
        ("screen", "1920x1080x24", "1920x1080"),
        ("screen", "[1920,1080]", "1920x1080"),  # FingerprintJS
        ("screen", "(1920, 1080)", "1920x1080"),  # a Python tuple
        ("screen", "1366x768 px", "1366x768"),
        ("timezone", "Asia/Shanghai", SHANGHAI),
        ("timezone", "PRC", SHANGHAI),
        ("timezone", "Asia/Chongqing", SHANGHAI),
        ("timezone", "China Standard Time", SHANGHAI),  # Windows
        ("timezone", "中国标准时间", SHANGHAI),
        ("timezone", "Asia/Calcutta", "asia/kolkata"),  # Chrome
        ("timezone", "America/Argentina/Buenos_Aires", "america/argentina/buenos_aires"),
        ("timezone", "America/Buenos_Aires", "america/argentina/buenos_aires"),
        ("timezone", "UTC+8", EAST_8),
        ("timezone", "GMT+08:00", EAST_8),
        ("timezone", "utc +08:00", EAST_8),
        ("timezone", "+0800", EAST_8),
        ("timezone", "+08:00", EAST_8),
        ("timezone", "GMT+0800 (中国标准时间)", EAST_8),  # Date.toString() in Chrome
        ("timezone", "(UTC+08:00) Beijing, Chongqing, Hong Kong", EAST_8),  # Windows settings
        ("timezone", "Etc/GMT-8", EAST_8),  # counts west
        ("timezone", "UTC−3", "utc-03:00"),  # a minus sign, no hyphen
        ("timezone", "UTC+5:45", "utc+05:45"),
        ("timezone", "UTC", "utc+00:00"),
        ("timezone", "Z", "utc+00:00"),
        ("timezone", "GMT-0", "utc+00:00"),
        ("timezone", "(UTC) Dublin, Lisbon", "utc+00:00"),
        ("language", "zh-CN", "zh-cn"),
        ("language", "zh_cn", "zh-cn"),
        ("language", "zh-CN,zh;q=0.9,en;q=0.8", "zh-cn"),  # Accept-Language
        ("language", '["zh-CN","en"]', "zh-cn"),  # navigator.languages
        ("language", "zh_CN.UTF-8", "zh-cn"),  # POSIX
        ("language", "de_DE@euro", "de-de"),
        ("language", "zh-Hans-CN", "zh-hans-cn"),
        ("language", "en", "en"),
        ("language", "es-419", "es-419"),
        (
            "gpu",
            "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)",
            "nvidia geforce rtx 3060",
        ),
        (
            "gpu",
            "ANGLE (Intel, Intel(R) UHD Graphics 630 (0x00003E9B) Direct3D11 vs_5_0 ps_5_0, "
            "D3D11-27.20.100.8681)",
            "intel(r) uhd graphics 630",
        ),
        (
            "gpu",
            "ANGLE (NVIDIA GeForce GTX 1060 Direct3D11 vs_5_0 ps_5_0)",  # before Chrome 90
            "nvidia geforce gtx 1060",
        ),
        ("gpu", "ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)", "apple m1"),
        ("gpu", "NVIDIA  GeForce RTX 3060", "nvidia geforce rtx 3060"),
        # Firefox blurs the card: not the card of that name
        ("gpu", "NVIDIA GeForce GTX 980, or similar", "nvidia geforce gtx 980, or similar"),
        (
            "gpu",
            "ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)",
            "angle (intel, mesa intel(r) uhd graphics 620 (kbl gt2), opengl 4.6)",
        ),
    ],
)
def test_every_writing_has_one_key(kind: str, text: str, key: str) -> None:
    """What forms and scripts add to a trait does not count."""
    assert identify(kind, text) == Identifier(kind, key, key)


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("screen", "", "empty"),
        ("screen", "N/A", "placeholder"),
        ("screen", "0x0", "malformed"),  # a browser without a window
        ("screen", "1920", "malformed"),
        ("screen", "99x99", "malformed"),
        ("screen", "1920x1080x1", "malformed"),
        ("screen", "15.6 英寸", "malformed"),
        ("timezone", "", "empty"),
        ("timezone", "未知", "placeholder"),
        ("timezone", "-480", "malformed"),  # getTimezoneOffset() of UTC+8
        ("timezone", "480", "malformed"),
        ("timezone", "-330", "malformed"),
        ("timezone", "CST", "malformed"),  # China, Cuba, Chicago
        ("timezone", "UTC+15", "malformed"),
        ("timezone", "UTC-13", "malformed"),
        ("timezone", "UTC+14:15", "malformed"),
        ("timezone", "UTC+8:10", "malformed"),
        ("timezone", "+0860", "malformed"),
        ("timezone", "+86 139", "malformed"),
        ("timezone", "Asia", "malformed"),
        ("timezone", "Foo/Bar", "malformed"),
        ("language", "", "empty"),
        ("language", "*", "malformed"),
        ("language", "C", "malformed"),
        ("language", "中文", "malformed"),
        ("language", "english", "malformed"),
        ("language", "zh CN", "malformed"),
        ("gpu", "", "empty"),
        ("gpu", "not supported", "placeholder"),
        ("gpu", "blocked", "placeholder"),
    ],
)
def test_what_is_no_trait_says_why(kind: str, text: str, reason: str) -> None:
    """Blanks and what can mean two things are refused."""
    assert identify(kind, text) == Rejected(kind, reason)


@given(st.integers(100, 99999), st.integers(100, 99999))
def test_the_sides_of_a_screen_are_unordered(width: int, height: int) -> None:
    """A turned screen is the same screen."""
    upright, turned = (
        identify("screen", f"{a}x{b}") for a, b in ((width, height), (height, width))
    )
    assert isinstance(upright, Identifier)
    assert upright == turned


@given(st.integers(0, 14), st.sampled_from([0, 15, 30, 45]), st.sampled_from("+-"))
def test_every_writing_of_an_offset_agrees(hours: int, minutes: int, sign: str) -> None:
    """With a colon, without, with UTC or GMT before it: one key, or refused alike."""
    digits = f"{sign}{hours:02}{minutes:02}"
    texts = [digits, f"UTC{digits}", f"GMT{sign}{hours}:{minutes:02}"]
    found = {identify("timezone", text) for text in texts}
    assert len(found) == 1


def test_every_other_name_of_a_zone_leads_to_one_that_stays() -> None:
    """No name is led on twice, and all are written folded."""
    for name, zone in load("browsers")["timezones"]["spellings"].items():
        assert name == name.casefold()
        assert identify("timezone", name) == Identifier("timezone", zone, zone)
        assert identify("timezone", zone) == Identifier("timezone", zone, zone)
