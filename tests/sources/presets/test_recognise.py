"""Which preset a file is for."""

from __future__ import annotations

import importlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.sources import Found, ReadOptions, read_tables
from linkscan.sources.bounds import Bounds
from linkscan.sources.presets import PRESETS
from linkscan.sources.presets.forms import Log, csv_dialect, form_of, head_records
from linkscan.sources.presets.recognise import claims
from tests.conftest import CORPUS
from tests.sources.presets.reading import lines
from tests.sources.reading import read_one

MODULES = {
    "cloudtrail": "cloudtrail", "actiontrail": "actiontrail",
    "google_workspace": "google-workspace", "entra": "entra", "microsoft365": "microsoft-365",
    "okta": "okta", "onelogin": "onelogin", "auth0": "auth0", "onepassword": "1password",
    "slack": "slack", "cloudflare": "cloudflare", "keycloak": "keycloak", "authelia": "authelia",
    "authentik": "authentik", "vaultwarden": "vaultwarden", "nextcloud": "nextcloud",
    "gitea": "gitea", "windows": "windows-security", "sshd": "sshd", "nginx": "access-log",
    "magento": "magento", "adspower": "adspower", "zeek": "zeek",
}  # fmt: skip
SAMPLES = {
    f"{module}: {name}": (preset, text)
    for module, preset in MODULES.items()
    for name, text in importlib.import_module(
        f"tests.sources.presets.test_{module}"
    ).SAMPLES.items()
}


def _claimed(path: Path, text: str) -> list[str]:
    """Every preset that takes a file for its own, marks left aside."""
    log = Log(path, path.name, "utf-8", form_of(text), Bounds())
    found = [name.name for name, _known in claims(head_records(log, text, 300), PRESETS)]
    if log.form == "lines" and not text.startswith("{"):
        log = Log(path, path.name, "utf-8", "csv", Bounds(), csv_dialect(text))
        found += [name.name for name, _known in claims(head_records(log, text, 300), PRESETS)]
    return found


def test_every_preset_has_a_sample() -> None:
    """And the table above names each."""
    assert sorted(MODULES.values()) == sorted(preset.name for preset in PRESETS)


@pytest.mark.parametrize(("preset", "text"), SAMPLES.values(), ids=SAMPLES)
def test_exactly_one_preset_claims_a_sample(tmp_path: Path, preset: str, text: str) -> None:
    """Even if all of them look at it."""
    path = tmp_path / "sample"
    path.write_text(text, encoding="utf-8")
    assert _claimed(path, text) == [preset]


CORPUS_FILES = {
    "alibaba_actiontrail": "actiontrail", "auth0": "auth0", "authelia": "authelia",
    "authentik": "authentik", "aws_cloudtrail": "cloudtrail", "azure_entra": "entra",
    "cloudflare": "cloudflare", "google_workspace": "google-workspace", "keycloak": "keycloak",
    "magento": "magento", "nextcloud": "nextcloud", "nginx": "access-log", "okta": "okta",
    "onelogin": "onelogin", "onepassword": "1password", "slack": "slack", "sshd": "sshd",
    "vaultwarden": "vaultwarden", "windows_security": "windows-security",
}  # fmt: skip
WITHOUT_SIGN_IN = ("panther_cloudflare.jsonl", "panther_slack.jsonl")


@pytest.mark.corpus
@pytest.mark.parametrize(("folder", "preset"), CORPUS_FILES.items())
def test_corpus(tmp_path: Path, folder: str, preset: str) -> None:
    """Each file is claimed by its own preset alone; every record is a row or counted by reason."""
    for path in sorted((CORPUS / "formats" / folder).iterdir()):
        if path.name.startswith("README"):
            continue
        text = path.read_text("utf-8")
        assert _claimed(path, text) == [preset]
        if path.name in WITHOUT_SIGN_IN:
            with pytest.raises(LinkscanError, match="none of them is a sign-in"):
                read_tables([Found(path, path.name)], ReadOptions(), tmp_path)
            continue
        (table,) = read_tables([Found(path, path.name)], ReadOptions(), tmp_path).tables
        assert (table.preset, table.verified, table.rejected) == (preset, True, ())
        assert table.sample
        if table.format in ("log", "jsonl"):
            records = sum(1 for line in text.splitlines() if line.strip())
            assert len(table.sample) + sum(n for _reason, n in table.ignored) == records


def test_a_table_of_ones_own_is_none(tmp_path: Path) -> None:
    """Words of a product in a table that somebody keeps do not make it a log."""
    text = "account,time,ip,event type\nS1,2026-01-02 09:05,203.0.113.7,sshd login\n"
    assert read_one(tmp_path, "a.csv", text).preset is None


def test_a_broken_line_is_rejected(tmp_path: Path) -> None:
    """By its number; the others are read."""
    text = SAMPLES["slack: lines"][1] + '{"action": "user_lo\n'
    table = read_one(tmp_path, "a.jsonl", text)
    assert table.rejected == (("bad-json", 1),)
    assert [reject.line for reject in table.rejects] == [4]


def test_another_record_is_counted(tmp_path: Path) -> None:
    """What a collector wrote between the events."""
    text = SAMPLES["slack: lines"][1] + lines({"anything": 1})
    assert dict(read_one(tmp_path, "a.jsonl", text).ignored)["other-record"] == 1


def test_a_document_that_breaks_off_is_refused(tmp_path: Path) -> None:
    """What is missing cannot be counted."""
    text = SAMPLES["okta: answer"][1]
    with pytest.raises(LinkscanError, match="not valid JSON"):
        read_one(tmp_path, "a.json", text[: len(text) // 2])


@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 5000), st.binary(max_size=3))
def test_a_damaged_log_is_read_or_refused(sample: str, at: int, noise: bytes) -> None:
    """Cut off anywhere, with anything behind: a table or a sentence, never a traceback."""
    with TemporaryDirectory() as folder:
        try:
            table = read_one(Path(folder), "sample", SAMPLES[sample][1].encode()[:at] + noise)
        except LinkscanError:
            return
        assert table.sample or table.rejected
