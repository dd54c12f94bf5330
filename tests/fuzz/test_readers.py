"""Changed files: each is read or refused in a sentence, and no row of it is lost in silence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkscan.engine import LocalEngine
from tests.fuzz.__main__ import case
from tests.fuzz.checks import check_file, check_scan, engine
from tests.fuzz.seeds import ROWS, Seed, seeds
from tests.fuzz.tokens import token, tokens

FORMS = seeds()
FILES = 12
"""Of each form; `make fuzz` tries thousands."""


@pytest.fixture(scope="module")
def one() -> Iterator[LocalEngine]:
    """One engine for all of them."""
    with engine() as made:
        yield made


@pytest.mark.parametrize("seed", FORMS, ids=lambda seed: seed.name)
def test_a_seed_is_read_whole(one: LocalEngine, seed: Seed) -> None:
    """A form that is refused to begin with would hide what its mutations break."""
    assert check_file(one, seed.name, seed.data).used == ROWS * (2 if seed.name == "archive.zip"
                                                                 else 1)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("place", range(len(FORMS)), ids=[seed.name for seed in FORMS])
def test_changed_files(one: LocalEngine, place: int) -> None:
    """Files of every form after a few mishaps: no traceback, no row lost."""
    for number in range(FILES):
        name, data = case(5, place + number * len(FORMS), FORMS)
        check_file(one, name, data)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(25))
def test_changed_files_to_the_end(number: int) -> None:
    """The same through a whole scan and every form of the report."""
    check_scan(*case(6, number, FORMS))


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(("a.csv", "a.json", "a.xls", "a.txt", "a.xlsx")),
    data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(
        lambda text: f"account,ip\n{text}".encode("utf-8", "surrogatepass"))),
)  # fmt: skip
def test_any_bytes(one: LocalEngine, name: str, data: bytes) -> None:
    """Whatever is in a file."""
    check_file(one, name, data)


# Files in which the long mode found a fault, cut down to it.
ROW = "{},2026-01-02 09:05,203.0.113.7\n"
FOUND = {
    # A record separator among lines made one record of all that followed.
    "separator.csv": "account,time,ip\x1e" + "".join(ROW.format(token(n)) for n in range(9)),
    # A comment that never ends hid the rows behind it, as a browser would.
    "comment.xls": "<html><table><tr><td>account<td>ip</tr>" + "".join(
        f"<tr><td>{token(n)}<td>203.0.113.7{'<!--' if n == 3 else ''}</tr>" for n in range(9)),
    # Rows behind the end of a table that ended too soon.
    "ended.xls": "<html><table><tr><td>account<td>ip</tr>" + "".join(
        f"<tr><td>{token(n)}<td>203.0.113.7</tr>{'</table>' if n == 3 else ''}" for n in range(9)),
    # Text in a table, outside of its cells.
    "outside.xls": "<html><table><tr><td>account<td>ip</tr>" + "".join(
        f"<tr>{token(n)} <td>{token(n + 10)}<td>203.0.113.7</tr>" for n in range(9)),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_files_in_which_a_fault_was_found(one: LocalEngine, name: str) -> None:
    """Nothing of them is lost any more."""
    outcome = check_file(one, name, FOUND[name].encode())
    assert outcome.used == 9, outcome.refused


def test_a_token_says_whether_it_is_whole() -> None:
    """A changed digit makes it none."""
    text = token(12)
    assert tokens(f"x {text},") == {12}
    assert tokens(text[:-1]) == set()
    assert tokens(text.replace("0012", "0013")) == set()
