"""Writing saved mappings."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.inspection.saving import save_mappings

SAVED = [("a.csv", [("role", "logins"), ("account", "店铺"), ("phone/payee", 'x"y\\z')])]
TREE = {"a.csv": {"role": "logins", "account": "店铺", "phone/payee": 'x"y\\z'}}


def saved(path: Path) -> object:
    """The content of the file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_new_file(tmp_path: Path) -> None:
    """Without a file one is made, and no draft stays."""
    path = tmp_path / "linkscan.toml"
    save_mappings(path, SAVED)
    assert saved(path) == {"columns": TREE}
    assert [one.name for one in tmp_path.iterdir()] == ["linkscan.toml"]


def test_other_content_stays(tmp_path: Path) -> None:
    """Settings, comments and mappings of other files stay as they are written."""
    path = tmp_path / "linkscan.toml"
    before = (
        '# ours\ntz = "Asia/Shanghai"\n\n[columns."b.csv"]\nip = "IP"\n\n'
        '[columns."a.csv"]  # old\naccount = "x"\n# a remark\nip = "y"\n\n[aliases]\n"a" = "b"\n'
    )
    path.write_text(before, encoding="utf-8")
    save_mappings(path, SAVED)
    assert saved(path) == {
        "tz": "Asia/Shanghai",
        "columns": {"b.csv": {"ip": "IP"}, **TREE},
        "aliases": {"a": "b"},
    }
    text = path.read_text(encoding="utf-8")
    assert text.startswith('# ours\ntz = "Asia/Shanghai"\n\n[columns."b.csv"]\nip = "IP"\n')
    assert "# a remark" in text
    save_mappings(path, SAVED)
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "content",
    ['columns = { "a.csv" = { ip = "x" } }\n', '[columns]\n"a.csv".ip = "x"\n', "tz = [\n"],
)
def test_what_cannot_be_changed_stays(tmp_path: Path, content: str) -> None:
    """A mapping written in another form, or a damaged file, is left alone and told."""
    path = tmp_path / "linkscan.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LinkscanError, match=r"linkscan\.toml"):
        save_mappings(path, SAVED)
    assert path.read_text(encoding="utf-8") == content


@given(
    st.dictionaries(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
)
def test_any_name_can_be_saved(
    tmp_path_factory: pytest.TempPathFactory, tree: dict[str, str]
) -> None:
    """Headers and names come from strangers: whatever they are, they are read as written."""
    path = tmp_path_factory.mktemp("saved") / "linkscan.toml"
    save_mappings(path, [("x\n[y]", list(tree.items()))])
    assert saved(path) == {"columns": {"x\n[y]": tree}}
