"""Help pages: wide characters stay within the lines."""

from __future__ import annotations

from linkscan.cli.helping import WideFormatter
from linkscan.report.visible import width


def test_a_list_of_options() -> None:
    """The second column is set in, whether it fits beside the first or stands below it."""
    formatter = WideFormatter(width=40)
    formatter.indent()
    formatter.write_dl([("--out", "店铺" * 20), ("--a-long-name-of-an-option [x|y]", "报告")])
    lines = formatter.getvalue().splitlines()
    assert lines[0] == "  --out" + " " * 27 + "店铺店"
    assert lines[-2:] == ["  --a-long-name-of-an-option [x|y]", " " * 34 + "报告"]
    assert max(map(width, lines)) <= 40


def test_a_text() -> None:
    """A paragraph is set in and broken between Chinese characters."""
    formatter = WideFormatter(width=20)
    formatter.indent()
    formatter.write_text("分析登录日志和注册资料，写出报告。")
    assert formatter.getvalue().splitlines() == [
        "  分析登录日志和注册", "  资料，写出报告。"
    ]  # fmt: skip
