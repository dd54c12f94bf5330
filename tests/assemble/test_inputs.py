"""What a report says of its inputs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from linkscan.config import Settings
from tests.scanning import scan_log

LOG = "account,time,ip\na,2026-01-03 00:30,203.0.113.7"


@pytest.mark.parametrize(
    ("zone", "zones", "shown"),
    [
        (None, {}, "UTC"),
        ("Asia/Shanghai", {"logins.csv": "UTC"}, "Asia/Shanghai"),
        (None, {"logins.csv": "Asia/Shanghai", "more.csv": "Asia/Shanghai"}, "Asia/Shanghai"),
        (None, {"logins.csv": "Asia/Shanghai"}, "UTC"),
    ],
)
def test_people_read_times_in_the_zone_of_all_logs(
    zone: str | None, zones: Mapping[str, str], shown: str
) -> None:
    """The one for all files, or the one that all logs are in; of several none, but UTC."""
    report = scan_log(
        LOG, Settings(zone=zone, zones=zones), more=LOG, stores="account,status\na,ok"
    )
    assert report.display_zone == shown
