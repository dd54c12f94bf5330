"""User agents: which browser, on which system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints import Identifier, Rejected, identify
from fingerprints.browser import browser_of

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (f"{WINDOWS} Chrome/126.0.0.0 Safari/537.36", "Chrome 126 on Windows 10"),
        (f"  {WINDOWS} Chrome/126.0.6478.127  Safari/537.36\n", "Chrome 126 on Windows 10"),
        (f"{WINDOWS} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.81", "Edge 126 on Windows 10"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
            "Firefox 127 on Linux",
        ),
        (f"{MAC}/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
         "Safari 17 on Mac OS X 10"),
        (f"{IPHONE} (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
         "Mobile Safari 17 on iOS 17"),
        (f"{IPHONE} (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.47",
         "WeChat Browser 8 on iOS 17"),
        (f"{IPHONE} (KHTML, like Gecko) Mobile/15E148",  # an app's page, without a version
         "Mobile Safari UI WKWebView on iOS 17"),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/126.0.0.0 Mobile Safari/537.36",
            "Chrome Mobile 126 on Android 10",
        ),
        ("Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 5.1)", "IE 8 on Windows XP"),
        ("Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 4.0)", "IE 6 on Windows NT"),
        # robots and libraries
        ("curl/8.5.0", "curl 8 on other"),
        ("python-requests/2.31.0", "Python Requests 2 on other"),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
         "Googlebot 2 on other"),
        # words of sign-in lists
        ("Chrome 126 on Windows 10", "Chrome 126 on Windows 10"),
        ("CHROME 126.0.1 on WINDOWS 10", "Chrome 126 on Windows 10"),
        ("Safari 17.4 on macOS 14.5", "Safari 17 on Mac OS X 14"),
        ("Chrome on Windows", "Chrome on Windows"),
    ],
)  # fmt: skip
def test_a_user_agent_names_browser_and_system(text: str, label: str) -> None:
    """Family and major version on system and major version; the key is the folded label."""
    assert identify("user_agent", text) == Identifier("user_agent", label.lower(), label)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("-", "placeholder"),  # access logs
        ("unknown", "placeholder"),
        ("Mozilla/5.0", "unknown-browser"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "unknown-browser"),  # cut by a form
        ("谷歌浏览器", "unknown-browser"),
        ("on windows 10", "unknown-browser"),
        ("meeting 5 on monday", "unknown-browser"),
        ("<script>alert(1)</script>", "unknown-browser"),
    ],
)
def test_an_unknown_user_agent_is_refused(text: str, reason: str) -> None:
    """What names no browser that ua-parser knows says so."""
    assert identify("user_agent", text) == Rejected("user_agent", reason)


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("chrome 126 on windows 10", ("chrome", "windows")),
        ("chrome mobile 126 on android 10", ("chrome mobile", "android")),
        ("safari 17 on mac os x 10", ("safari", "mac os x")),
        ("curl 8 on other", ("curl", "other")),
        ("chrome on windows", ("chrome", "windows")),
        ("ie 8 on windows xp", ("ie", "windows")),
        ("mozilla/5.0", None),
        ("", None),
    ],
)
def test_a_key_tells_family_and_system(key: str, parts: tuple[str, str] | None) -> None:
    """Versions come off; a text that is no key tells nothing."""
    assert browser_of(key) == parts


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (f"{WINDOWS} Chrome/126.0.0.0 Safari/537.36", "Chrome on Windows"),
        ("chrome 126 on windows 10", "Chrome on Windows"),
        ("Chrome on Windows", "Chrome on Windows"),
        ("curl/8.5.0", "curl on other"),
        ("foo 12 34 on other", "foo on other"),
    ],
)
def test_a_browser_has_no_versions(text: str, label: str) -> None:
    """Updating a browser or its system changes the user agent's key and not the browser's."""
    assert identify("browser", text) == Identifier("browser", label.lower(), label)
    assert identify("browser", label.lower()) == Identifier("browser", label.lower(), label)


def test_a_text_without_a_browser_has_none() -> None:
    """What is no user agent is no browser, either."""
    assert identify("browser", "Mozilla/5.0") == Rejected("browser", "unknown-browser")
    assert identify("browser", "") == Rejected("browser", "empty")


@given(
    st.from_regex(r"[A-Za-z]{1,9}([ -][A-Za-z]{1,9})?([Bb]ot|Spider|Browser)?", fullmatch=True),
    st.integers(0, 999),
    st.sampled_from(["Windows NT 10.0", "X11; Linux x86_64", "Linux; Android 14", "X", "iPhone"]),
)
def test_every_key_tells_its_family(name: str, version: int, system: str) -> None:
    """Whatever a user agent names, the key can be told apart again, and the label folds to it."""
    found = identify("user_agent", f"Mozilla/5.0 ({system}) {name}/{version}.1 Chrome/99.0")
    if isinstance(found, Identifier):
        assert browser_of(found.key)
        assert found.label.lower() == found.key
        assert identify("user_agent", found.key) == found
