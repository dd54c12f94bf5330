"""OpenSSH sshd."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.presets.reading import lines, taken

SAID = (
    "Accepted publickey for ana from 203.0.113.7 port 56296 ssh2: RSA SHA256:abc",
    "Failed password for invalid user ben from 203.0.113.8 port 51182 ssh2",
    "Connection closed by authenticating user root 203.0.113.9 port 45362 [preauth]",
    "Connection closed by 203.0.113.9 port 33594 [preauth]",
    "refused connect from host.example (203.0.113.9)",
)
SAMPLES = {
    "auth.log": "".join(f"Feb  2 09:05:00 vps-1 sshd[581]: {said}\n" for said in SAID)
    + "Feb  2 09:06:00 vps-1 CRON[9]: pam_unix(cron:session): session opened for user root\n",
    "RFC 3339": "".join(
        f"2026-02-02T09:05:00.738197+01:00 vps-1 sshd-session[581]: {said}\n" for said in SAID
    )
    + "2026-02-02T09:06:00.738197+01:00 vps-1 CRON[9]: session opened\n",
    "RFC 5424": "".join(
        f"<38>1 2026-02-02T09:05:00.738197+01:00 vps-1 sshd 581 - - {said}\n" for said in SAID
    )
    + "<38>1 2026-02-02T09:05:00.738197+01:00 vps-1 cron 9 - - session opened\n",
    "journald": lines(
        *(
            {
                "__REALTIME_TIMESTAMP": "1770023100000000",
                "_HOSTNAME": "vps-1",
                "SYSLOG_IDENTIFIER": "sshd",
                "MESSAGE": said,
            }
            for said in SAID
        ),
        {"SYSLOG_IDENTIFIER": "cron", "MESSAGE": "session opened"},
    ),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_takes_sign_ins(tmp_path: Path, sample: str) -> None:
    """Users of two hosts are two accounts; lines of other programs are counted."""
    found, aside = taken(tmp_path, sample, "sshd")
    assert [(row["account"], row["ip"], row["outcome"]) for row in found] == [
        ("ana@vps-1", "203.0.113.7", "success"),
        ("ben@vps-1", "203.0.113.8", "failure"),
        ("root@vps-1", "203.0.113.9", "failure"),
    ]
    assert found[0]["observed_at"] in (
        "Feb  2 09:05:00", "2026-02-02T09:05:00.738197+01:00", "1770023100000000",
    )  # fmt: skip
    assert aside == {"not-a-sign-in": 1, "unnamed-failure": 1, "other-record": 1}
