"""Is the package `fingerprints` ours? A package of that name is on PyPI, too."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.i18n import _


def check_fingerprints() -> None:
    """Refuse to run on another package named `fingerprints`.

    Raises:
        LinkscanError: the import would not be ours.
    """
    spec = find_spec("fingerprints")
    origin = Path(spec.origin).parent if spec and spec.origin else None
    if origin is None or not (origin / "data" / "kinds.toml").is_file():
        raise LinkscanError(
            _("another package named 'fingerprints' stands in the place of linkscan's own; install "
              "linkscan in an environment of its own: pipx install linkscan, or uv tool "
              "install linkscan.")
        )  # fmt: skip
