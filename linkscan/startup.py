"""Is the package `fingerprints` ours? A package of that name is on PyPI, too."""

from __future__ import annotations

import os
from importlib.util import find_spec

from linkscan.errors import LinkscanError
from linkscan.i18n import _


def check_fingerprints() -> None:
    """Refuse to run on another package named `fingerprints`.

    Raises:
        LinkscanError: the import would not be ours.
    """
    spec = find_spec("fingerprints")
    folder = os.path.dirname(spec.origin) if spec and spec.origin else ""  # noqa: PTH120
    if not os.path.isfile(os.path.join(folder, "data", "kinds.toml")):  # noqa: PTH113, PTH118
        raise LinkscanError(
            _("another package named 'fingerprints' stands in the place of linkscan's own; install "
              "linkscan in an environment of its own: pipx install linkscan, or uv tool "
              "install linkscan.")
        )  # fmt: skip
