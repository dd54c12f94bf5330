"""What holds for every kind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fingerprints import KINDS, REASONS, Identifier, Rejected, identify
from tests.strategies import examples

REGIONS = st.sampled_from([None, "CN", "US", "UK", "DE", "EU", "", "??"])
# Texts near values: what parsers trip over is almost right.
NEAR = st.one_of(
    st.text(),
    st.text("0123456789", max_size=20),
    st.text("0123456789abcdefABCDEF:.-/%[]()*xX \u200b", max_size=45),
    st.text("０１２３abcXYZ@+.-_'\"=,;转# ", max_size=30),
    st.from_regex(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{4,20}", fullmatch=True),
    st.from_regex(r"[a-z.+*]{1,10}@(gmail|qq|example)\.com", fullmatch=True),
    st.from_regex(r"(\+|00)?(86)?1[3-9][0-9]{9}(x[0-9]{1,4})?", fullmatch=True),
    st.from_regex(r"42424242[0-9]{8}", fullmatch=True),
    st.from_regex(
        r"(203\.0\.113|8\.8\.8)\.[0-9]{1,3}[-( ,:]?(VPN|4G|移动|阿里云|[0-9.]*)\)?", fullmatch=True
    ),
    st.from_regex(
        r"[a-zA-Z0-9 ./]{1,20} on (Windows|macOS|other)( [0-9.XP]{1,4})?", fullmatch=True
    ),
    st.from_regex(
        r"(Mozilla/5\.0 )?\([A-Za-z0-9 ;.]{0,20}\) [a-zA-Z ]{1,10}/[0-9.]{1,5}", fullmatch=True
    ),
    st.from_regex(r"[\[(]?[0-9]{2,4} ?[x×*,] ?[0-9]{2,4}(x24|@2x|px)?[\])]?", fullmatch=True),
    st.from_regex(
        r"\(?(UTC|GMT|Etc/GMT)? ?[+-][0-9]{1,2}(:?[0-9]{2})?\)?( \(.{0,5}\))?", fullmatch=True
    ),
    st.from_regex(
        r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,4})?(\.UTF-8|;q=0\.9)?(,[a-z]{2})?", fullmatch=True
    ),
    st.from_regex(
        r"(ANGLE \(([A-Z]{2}, )?){1,2}[A-Z0-9 ]{1,9} Direct3D11( vs_5_0 ps_5_0)?\){1,2}",
        fullmatch=True,
    ),
    st.from_regex(
        r"[tqdx]1[0-9][di][0-9]{4}h2_([0-9a-f]{12}|([0-9a-f]{4},){0,2}[0-9a-f]{4})_[0-9a-f,_]{4,12}",
        fullmatch=True,
    ),
    st.from_regex(r"77[01],[0-9-]{0,9},[0-9-]{0,9},[0-9-]{0,5},[0-9]?", fullmatch=True),
)


# A text is dearer to invent than to read: each is tried as every kind.


@examples(400)
@given(text=NEAR, region=REGIONS)
@example(text="﷽" * 4096, region=None)
@example(text="9" * 4097, region=None)
@example(text="\ud800\x00", region="CN")
@example(text="4242424275082964", region="CN")
def test_any_text_is_an_identifier_or_refused_for_a_listed_reason(
    text: str, region: str | None
) -> None:
    """`identify` is total, its keys are fixed points, and its reasons are listed."""
    for kind in KINDS:
        found = identify(kind, text, region)
        if isinstance(found, Rejected):
            assert found.reason in REASONS, kind
        else:
            again = identify(found.kind, found.key)
            assert isinstance(again, Identifier), kind
            # A note beside an address makes its class, and no part of its key; a label in the
            # open is one written form, a masked one must not tell two of them apart.
            label = again.label if KINDS[found.kind].masked else found.label
            assert replace(again, cls=found.cls, label=label) == found, kind
            assert found.kind in KINDS


@examples(400)
@given(text=NEAR, region=REGIONS)
@example(text="13912340001", region=None)
@example(text="a@example.com", region=None)
def test_a_masked_label_hides_the_value(text: str, region: str | None) -> None:
    """The label of a masked kind holds neither the key nor the text of 6 characters or more."""
    for kind in (name for name, kind in KINDS.items() if kind.masked):
        found = identify(kind, text, region)
        if isinstance(found, Identifier):
            assert found.key not in found.label, kind
            assert len(text) < 6 or text not in found.label, kind


@pytest.mark.parametrize("kind", ["", "IP", "nothing", "files"])
def test_an_unknown_kind_is_a_programmers_error(kind: str) -> None:
    """Kinds are a closed list."""
    with pytest.raises(ValueError, match="unknown kind"):
        identify(kind, "203.0.113.7")


@pytest.mark.parametrize("prefix", [0, 47, 129, -64])
def test_a_prefix_out_of_range_is_a_programmers_error(prefix: int) -> None:
    """IPv6 networks of 48 to 128 bits are end points."""
    with pytest.raises(ValueError, match="48 to 128"):
        identify("ip", "203.0.113.7", prefix=prefix)
