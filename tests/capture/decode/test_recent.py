"""A bounded memory."""

from __future__ import annotations

from linkscan.capture.decode.recent import Recent


def test_values_grow_old() -> None:
    """A value is there for its time, and for no longer; a later one replaces it."""
    recent: Recent[str, int] = Recent(10, age_ns=100)
    recent.put("a", 1, 0)
    assert [recent.get("a", at) for at in (0, 100, 101)] == [1, 1, None]
    recent.put("a", 2, 200)
    assert recent.get("a", 201) == 2
    assert recent.get("b", 0) is None


def test_the_oldest_gives_way() -> None:
    """Of too many values the one that was put first is forgotten."""
    recent: Recent[int, int] = Recent(2, age_ns=100)
    for key in (1, 2, 1, 3):
        recent.put(key, key, 0)
    assert [recent.get(key, 0) for key in (1, 2, 3)] == [1, None, 3]


def test_pop() -> None:
    """A value that is taken is gone, also one that was too old."""
    recent: Recent[int, int] = Recent(2, age_ns=100)
    recent.put(1, 1, 0)
    assert (recent.pop(1, 50), recent.pop(1, 50)) == (1, None)
    recent.put(1, 1, 0)
    assert (recent.pop(1, 101), recent.get(1, 0)) == (None, None)
