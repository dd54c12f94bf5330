"""JA4 and JA3 as captures and servers write them."""

from __future__ import annotations

import pytest

from fingerprints import Identifier, Rejected, identify

# github.com/FoxIO-LLC/ja4, technical_details/JA4.md and README.md, read 2026-11.
JA4 = "t13d1516h2_8daaf6152771_e5627efa2ab1"
CIPHERS = "002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9"
EXTENSIONS = "0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01"
ALGORITHMS = "0403,0804,0401,0503,0805,0501,0806,0601"
ORIGINAL = (
    "t13d1516h2_1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035_001b,"
    "0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015_" + ALGORITHMS
)
# github.com/salesforce/ja3, README.md, read 2026-11.
JA3 = "ada70206e40642a3e4461f35503241d5"


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("ja4", JA4, JA4),
        ("ja4", f" {JA4.upper()} ", JA4),
        ("ja4", f"t13d1516h2_{CIPHERS}_{EXTENSIONS}_{ALGORITHMS}", JA4),
        ("ja4", "q13d0310h3_55b375c5d22e_06cda9e17597", "q13d0310h3_55b375c5d22e_06cda9e17597"),
        ("ja4", "dd2i060600_1b0d31e5a3f8_0f2c7a4b9d61", "dd2i060600_1b0d31e5a3f8_0f2c7a4b9d61"),
        ("ja4", "t12i000000__", "t12i000000_000000000000_000000000000"),  # lists without codes
        ("ja3", JA3, JA3),
        ("ja3", JA3.upper(), JA3),
        (
            "ja3",
            "769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0",
            JA3,
        ),
        (
            "ja3",
            "769,4–5–10–9–100–98–3–6–19–18–99,,,",  # the README prints its dashes so
            "de350869b8c85de67a350c8d186f11e6",
        ),
    ],
)
def test_a_fingerprint_has_one_key(kind: str, text: str, key: str) -> None:
    """The hash is the key, and a long form is hashed as its authors publish it."""
    assert identify(kind, text) == Identifier(kind, key, key)


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("ja4", "", "empty"),
        ("ja4", "-", "placeholder"),
        ("ja4", "t13d1516h2", "malformed"),
        ("ja4", "x13d1516h2_8daaf6152771_e5627efa2ab1", "malformed"),
        ("ja4", "t14d1516h2_8daaf6152771_e5627efa2ab1", "malformed"),
        ("ja4", "t13d1516h2_8daaf6152771_e5627efa2ab", "malformed"),
        ("ja4", "t13d1516h2_8daaf6152771_e5627efa2abg", "malformed"),
        ("ja4", "t130200_1301_234ea6891581", "malformed"),  # JA4S: the server
        ("ja4", "ge11cn20enus_60ca1bd65281_ac95b44401d9_8df6a44f726c", "malformed"),  # JA4H
        ("ja4", ORIGINAL, "malformed"),
        ("ja4", f"t13d1416h2_{CIPHERS}_{EXTENSIONS}_{ALGORITHMS}", "malformed"),  # 15, not 14
        ("ja4", f"t13d1516h2_{CIPHERS}_0000,{EXTENSIONS}_{ALGORITHMS}", "malformed"),
        ("ja4", JA3, "malformed"),
        ("ja3", "", "empty"),
        ("ja3", "0" * 32, "placeholder"),
        ("ja3", "d41d8cd98f00b204e9800998ecf8427e", "placeholder"),
        ("ja3", JA3[:-1], "malformed"),
        ("ja3", "769,47-53,0-10-11,23-24-25", "malformed"),
        ("ja3", "769,47--53,0,23,0", "malformed"),
        ("ja3", "TLSv1,47,0,23,0", "malformed"),
        ("ja3", JA4, "malformed"),
    ],
)
def test_what_is_no_fingerprint_says_why(kind: str, text: str, reason: str) -> None:
    """Other fingerprints, stumps and forms that tools disagree on are refused."""
    assert identify(kind, text) == Rejected(kind, reason)
