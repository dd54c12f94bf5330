"""The extra `linkscan[capture]`: libraries that only a capture needs."""

from __future__ import annotations

import importlib.util

from linkscan.errors import LinkscanError
from linkscan.i18n import _


def require(library: str) -> None:
    """See to it that `library` is there.

    Raises:
        LinkscanError: It is not installed.
    """
    if importlib.util.find_spec(library) is None:
        raise LinkscanError(
            _(
                "capture needs the library {library}, which is not installed; install it with: "
                "pip install 'linkscan[capture]'"
            ),
            library=library,
        )
