"""Magento, Adobe Commerce."""

from __future__ import annotations

from pathlib import Path

from tests.sources.presets.reading import taken

LINE = '[2026-01-02 09:05:00] crowdsec-events.INFO:  {{"type":"{}","ip":"203.0.113.7"{}}} []\n'
SAMPLES = {
    "extension": LINE.format("CUSTOMER_LOGIN_SUCCESS", ',"customer_id":"202"')
    + LINE.format("ADMIN_LOGIN_FAILED", "")
    + LINE.format("ADD_TO_CART_SUCCESS", ',"product_id":"151"'),
    "report": """Time,Action Group,Action,IP Address,Username,Result,Full Action Name,Item ID
2026-01-02 09:05:00,Admin Sign In,Login,203.0.113.7,ana,Success,adminhtml_auth_login,
2026-01-02 09:06:00,Admin Sign In,Login,203.0.113.7,ana,Failure,adminhtml_auth_login,
2026-01-02 09:07:00,CMS Pages,Save,203.0.113.7,ana,Success,cms_page_save,4
""",
}


def test_takes_lines_of_the_extension(tmp_path: Path) -> None:
    """A customer is known by number; a failed admin is not named."""
    found, aside = taken(tmp_path, SAMPLES["extension"], "magento")
    assert [(row["account"], row["outcome"]) for row in found] == [("customer #202", "success")]
    assert aside == {"not-a-sign-in": 1, "unnamed-failure": 1}


def test_takes_the_report(tmp_path: Path) -> None:
    """Of the admin actions, signing in."""
    found, aside = taken(tmp_path, SAMPLES["report"], "magento")
    assert [(row["account"], row["observed_at"], row["outcome"]) for row in found] == [
        ("ana", "2026-01-02 09:05:00", "success"),
        ("ana", "2026-01-02 09:06:00", "failure"),
    ]
    assert aside == {"not-a-sign-in": 1}
