"""The rule that links labelled records, and how such files are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accuracy.__main__ import CORPUS
from benchmarks.accuracy.records import (
    DATASETS,
    Dataset,
    Field,
    Key,
    febrl_owner,
    keys,
    link,
    reach,
)
from benchmarks.accuracy.score import Score

NAME, OTHER_NAME = ("person", "nameone"), ("person", "nametwo")
PLACE, TOWN = ("address", "1mainst"), ("town", "bath")
BIRTH, PHONE = ("birth date", "1971-06-24"), ("phone", "+12025550101")


@pytest.mark.parametrize(
    ("one", "other", "linked"),
    [
        ([PHONE], [PHONE], True),
        ([NAME, PLACE], [NAME, PLACE], True),
        ([NAME, BIRTH, TOWN], [NAME, BIRTH], True),
        ([NAME], [NAME], False),  # one group is too few
        ([PLACE], [PLACE], False),
        ([NAME, PLACE], [OTHER_NAME, PLACE], False),
        ([], [], False),
    ],
)
def test_what_links_two_records(one: list[Key], other: list[Key], linked: bool) -> None:
    """A number links alone, soft values link from two groups on."""
    assert (link([one, other], groups=2) == {(0, 1)}) is linked


def test_a_name_alone_links_only_what_outweighs_the_prior() -> None:
    """Where names are all there is, a company's suffices and a person's does not."""
    company = ("company", "acme")
    assert link([[company], [company]], groups=1) == {(0, 1)}
    assert link([[NAME], [NAME]], groups=1) == set()


@pytest.mark.parametrize(
    ("rec_id", "owner"),
    [
        ("rec-223-org", "223"),
        ("rec-223-dup-3", "223"),
        ("3585", "358"),
        ("3580", "358"),
        ("7", "0"),
    ],
)
def test_the_original_of_a_febrl_record(rec_id: str, owner: str) -> None:
    """Both ways in which Febrl's files count copies."""
    assert febrl_owner({"rec_id": rec_id}) == owner


def test_keys_of_a_record() -> None:
    """Half a name is none, an unusable number is left out, a short number gets its area."""
    fields = (
        Field("person", ("first", "last")),
        Field("phone", ("tel",), region="US", before="202 "),
        Field("town", ("city",)),
    )
    row = {"first": "Wei", "last": "", "tel": "5550101", "city": "Bath "}
    assert list(keys(row, fields)) == [("phone", "+12025550101"), ("town", "bath")]
    assert list(keys(row | {"tel": "n/a", "last": "Zhang"}, fields[:2])) == [("person", "zhangwei")]


def test_a_file_is_judged_in_three_ways(tmp_path: Path) -> None:
    """A-B by phone and B-C by mailbox: two of three pairs, all three after components."""
    path = tmp_path / "invented.csv"
    path.write_text(
        "who, tel, mail\n"
        "x, 202 555 0101,\n"
        "x, +1 202-555-0101, q@example.com\n"
        "x, , Q@example.com\n"
        "y, , z@example.com\n"
    )
    fields = (Field("phone", ("tel",), region="US"), Field("email", ("mail",)))
    reached = reach(path, Dataset("", lambda row: row["who"], fields, "", (None, None, None)))
    assert reached.records == 4
    assert reached.pairs == Score(1.0, 2 / 3)
    assert reached.closed.f1 == reached.b_cubed.f1 == 1.0


def test_every_dataset_is_read_by_kinds_that_exist() -> None:
    """No field of a labelled file names a kind that would raise."""
    for dataset in DATASETS:
        for field in dataset.fields:
            row = dict.fromkeys(field.columns, "12345 x")
            assert len(list(keys(row, [field]))) <= 1


@pytest.mark.corpus
@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.file)
def test_real_records_are_linked_cautiously(dataset: Dataset) -> None:
    """Equality links something in each labelled file, and seven links in eight are right."""
    reached = reach(CORPUS / dataset.file, dataset)
    assert reached.pairs.precision >= 7 / 8
    assert reached.pairs.recall > 0.25
