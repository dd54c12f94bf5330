"""What becomes of a store's papers, and how its checklists stand."""

from __future__ import annotations

import pytest

from linkscan.accounts.accounts import Joined, Mention, join_accounts
from linkscan.masking import Mask
from linkscan.stores.standing import check, left_badly, spent_by


def store(*said: dict[str, str]) -> Joined:
    """A store of which files say these things."""
    mentions = [Mention(n, n, "x", details, 1, 0, None) for n, details in enumerate(said)]
    (one,) = join_accounts(mentions, {}, Mask())
    return one


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"status": "active"}, None),
        ({"status": "closing"}, None),  # still in use
        ({"status": "关店中", "refunds_finished": "no"}, None),  # not done yet
        ({"status": "planned"}, None),
        ({"status": "no such word"}, None),
        ({}, None),
        ({"status": "suspended"}, "suspended"),
        ({"status": "rejected"}, "rejected"),
        ({"ban_reason": "关联"}, "suspended"),
        ({"status": "closed"}, "closed"),
        ({"status": "closed", "ban_reason": "主动关店"}, "closed"),
        ({"status": "closed", "ban_reason": "违规"}, "closed"),
        ({"status": "closed", "refunds_finished": "yes"}, "closed"),
        ({"status": "closed", "refunds_finished": "-"}, "closed"),
        ({"status": "closed", "refunds_finished": "perhaps"}, "closed"),
        ({"status": "closed", "deposit_returned": "未退"}, "left-badly"),
        ({"status": "active", "certification": "failed"}, "certification-failed"),
        ({"status": "pending", "certification": "认证失败"}, "certification-failed"),
        ({"certification": "未通过"}, "rejected"),  # an application turned down
        ({"certification": "审核中"}, None),
    ],
)
def test_how_papers_are_used_up(said: dict[str, str], state: str | None) -> None:
    """Papers are used up by a store that is gone or failed, never by one that is in use."""
    assert spent_by(store(said)) == state


def test_a_failed_certification_alone_is_a_rejection() -> None:
    """It drags others down only where it is all that is said; a status says more."""
    assert store({"certification": "failed"}).barred
    assert not store({"status": "active", "certification": "failed"}).barred
    assert store({"certification": "failed"}).status_word == "failed"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["passed"], "passed"),
        (["认证通过", "审核中"], "pending"),
        (["passed", "no such word"], "unknown"),
        (["passed", "certification was declined twice"], "failed"),
        ([], None),
    ],
)
def test_the_worst_certification_counts(words: list[str], wanted: str | None) -> None:
    """Where files disagree, the worse word counts; a word that nobody knows may be worse."""
    assert store({}, *({"certification": word} for word in words)).certification == wanted


def test_what_no_file_answers_is_not_recorded() -> None:
    """Only yes is done; a dash, an unknown word or no column at all is not recorded."""
    one = store({"ads_stopped": "是", "data_saved": "-", "stock_cleared": "soon"})
    states = {found.item: found.state for found in check(one, "closing", "amazon")}
    assert states == {
        "data_saved": "not-recorded",
        "ads_stopped": "done",
        "stock_cleared": "not-recorded",
    }
    assert {found.state for found in check(one, "readiness", "amazon")} == {"not-recorded"}


def test_files_that_disagree_are_not_done() -> None:
    """One no is enough."""
    one = store({"status": "closed", "ads_stopped": "yes"}, {"ads_stopped": "no"})
    assert left_badly(one) == ("ads_stopped",)


def test_an_item_of_another_platform_counts_where_it_is_answered() -> None:
    """A seller who notes that refunds are open means it, whatever the platform."""
    one = store({"status": "closed", "refunds_finished": "no"})
    assert "refunds_finished" in {found.item for found in check(one, "closing", "amazon")}
    assert left_badly(one) == ("refunds_finished",)


def test_before_opening_an_item_is_ready_or_missing() -> None:
    """The words of the two lists differ, for they ask different things."""
    one = store({"stock_proof": "有", "company_papers": "缺少"})
    states = {found.item: found.state for found in check(one, "readiness", "douyin")}
    assert (states["stock_proof"], states["company_papers"]) == ("ready", "missing")
