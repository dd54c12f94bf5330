"""Is the package `fingerprints` ours? See also tests/cli/test_main.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.startup import check_fingerprints


def test_ours_is_accepted() -> None:
    """Our own package passes."""
    check_fingerprints()


@pytest.mark.parametrize("empty", [False, True])
def test_a_foreign_one_is_refused(
    empty: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another package of the name is refused without importing it, one without code as well."""
    (tmp_path / "fingerprints").mkdir()
    if not empty:
        (tmp_path / "fingerprints" / "__init__.py").write_text("raise AssertionError\n")
    loaded = [name for name in sys.modules if name.partition(".")[0] == "fingerprints"]
    for name in loaded:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "path", [str(tmp_path)] if empty else [str(tmp_path), *sys.path])
    if empty:
        monkeypatch.setattr(sys, "meta_path", sys.meta_path[-1:])
    with pytest.raises(LinkscanError, match="another package named 'fingerprints'"):
        check_fingerprints()
