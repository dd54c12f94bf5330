"""Names and free texts."""

from __future__ import annotations

import pytest

from fingerprints import Identifier, Rejected, identify


@pytest.mark.parametrize(
    ("kind", "text", "key", "label"),
    [
        ("company", " 示例（杭州）有限公司 ", "示例(杭州)有限公司", "示例(杭州)有限公司"),
        ("company", "EXAMPLE  Trading Ltd", "example trading ltd", "example trading ltd"),
        ("person", "李雷", "李雷", "李****"),
        ("person", "Li Lei", "li lei", "l****"),
        ("person", "李", "李", "****"),
        ("address", "示例市样例路 1 号", "示例市样例路 1 号", "示例市****"),
        ("operator", "OP01", "op01", "o****"),
        ("login", "Shop01", "shop01", "sh****"),
        ("user_agent", " Mozilla/5.0  (X) ", "Mozilla/5.0 (X)", "Mozilla/5.0 (X)"),
        ("cookie", "AbC123", "AbC123", "AbC123"),
        ("screen", "1920X1080", "1920x1080", "1920x1080"),
    ],
)
def test_a_text_is_compared_as_written(kind: str, text: str, key: str, label: str) -> None:
    """Only case, width and white space do not count; personal texts have masked labels."""
    assert identify(kind, text) == Identifier(kind, key, label)


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("company", "", "empty"),
        ("company", "暂无", "placeholder"),
        ("person", "李*", "masked"),
        ("address", "示例市****", "masked"),
        ("user_agent", "-", "placeholder"),
    ],
)
def test_a_text_for_nothing_is_refused(kind: str, text: str, reason: str) -> None:
    """Blanks and hidden personal texts are refused."""
    assert identify(kind, text) == Rejected(kind, reason)
