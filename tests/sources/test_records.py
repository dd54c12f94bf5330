"""Records of any text."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.sources.records import MOST_LINES, Dialect, judged_records, read_records


def cells_of(text: str, dialect: Dialect) -> list[list[str]]:
    """The cells of every record."""
    return [cells for _line, cells in read_records(io.StringIO(text, newline=""), dialect)]


@pytest.mark.parametrize(
    ("dialect", "text", "cells"),
    [
        (Dialect(), 'a,"b ""c"" d",e\n', ["a", 'b "c" d', "e"]),
        (Dialect(), "8'9\" long,b\n", ["8'9\" long", "b"]),
        (Dialect(quote="'"), "a,'b, ''c''',d\n", ["a", "b, 'c'", "d"]),
        (Dialect(escape="\\"), 'a,"say \\"hi\\", you",c\n', ["a", 'say "hi", you', "c"]),
        (Dialect(escape="\\"), "a\\,b,C:\\dir\n", ["a,b", "C:\\dir"]),
        (Dialect(skip_spaces=True), 'a, "b, c", d\n', ["a", "b, c", "d"]),
        (Dialect("||"), 'a||"b||c"||\n', ["a", "b||c", ""]),
        (Dialect("\x1f"), "a\x1fb\n", ["a", "b"]),
        # stray quotes, in a table of three columns
        (Dialect(width=3), 'a,"b,c\n', ["a", '"b', "c"]),
        (Dialect(width=3), 'a,""b, c",d\n', ["a", '"b, c', "d"]),
        (Dialect(width=3), '"a,"b, c",d\n', ['"a', "b, c", "d"]),
        (Dialect(width=3), 'a,"8\'9" long, light",d\n', ["a", "8'9\" long, light", "d"]),
        (Dialect(width=3), 'a,b,"\n', ["a", "b", '"']),
        # a row that was pasted in with another delimiter
        (Dialect(width=3), "a;b;c\n", ["a", "b", "c"]),
        (Dialect(width=3), "a;b\n", ["a;b"]),
        (Dialect(width=3), ",\n", ["", ""]),
        (Dialect(), "a\0,b\n", ["a\0", "b"]),
    ],
)
def test_the_fields_of_a_line(dialect: Dialect, text: str, cells: list[str]) -> None:
    """Quotes, escapes, and what is left when they make no sense."""
    assert cells_of(text, dialect) == [cells]


def test_two_stray_quotes_swallow_no_rows() -> None:
    """They close each other by chance, and each line is a row for itself."""
    text = 'a,b\n1,"x\n2,y\n3,z\n4,u\n5,v\n6,w"\n7,r\n'
    rows = cells_of(text, Dialect(width=2))
    assert [row[0] for row in rows] == ["a", "1", "2", "3", "4", "5", "6", "7"]


def test_a_quoted_cell_of_several_lines_is_one() -> None:
    """Its lines are no rows for themselves."""
    text = 'a,"street 1\ncity, land",c\nd,e,f\n'
    assert list(read_records(io.StringIO(text), Dialect(width=3))) == [
        (1, ["a", "street 1\ncity, land", "c"]),
        (3, ["d", "e", "f"]),
    ]


def test_an_open_quote_is_not_followed_for_ever() -> None:
    """Behind so many lines it is text, and every row below it is read."""
    text = 'a,"b\n' + "c,d\n" * (3 * MOST_LINES)
    found = list(judged_records(io.StringIO(text), Dialect(width=2)))
    assert found[0] == (1, ["a", '"b'], False)
    assert found[1:] == [(n, ["c", "d"], True) for n in range(2, 3 * MOST_LINES + 2)]


_DIALECTS = st.builds(
    Dialect,
    st.sampled_from([",", ";", "\t", "||", " "]),
    st.booleans(),
    st.sampled_from(['"', "'"]),
    st.sampled_from(["", "\\"]),
    st.integers(0, 4),
)


@given(st.text("ab\"' ,;|\\\n\r\t", max_size=60), _DIALECTS)
def test_no_letter_is_lost(text: str, dialect: Dialect) -> None:
    """Every letter of any text is in a record, in order, whatever the dialect."""
    found = "".join("".join(cells) for cells in cells_of(text, dialect))
    assert [c for c in found if c in "ab"] == [c for c in text if c in "ab"]


@given(st.text('ab",\n', max_size=60), st.integers(0, 4))
def test_every_line_is_in_one_record(text: str, width: int) -> None:
    """The lines on which records start rise, and the first is line 1."""
    lines = [line for line, _cells in read_records(io.StringIO(text), Dialect(width=width))]
    assert lines == sorted(set(lines))
    assert lines[:1] == ([1] if text else [])
