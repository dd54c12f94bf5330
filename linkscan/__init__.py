"""linkscan: which of your own stores a platform would judge associated, and by what evidence.

    >>> import linkscan
    >>> result = linkscan.scan(inputs=["logins.csv"], registrations="papers.xlsx")
    >>> result.report.findings, result.to_json(), result.frames(), result.graph()

Nothing heavy is imported until a name is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

CONFIG_NAME = "linkscan.toml"
"""The settings of a folder; a command looks for them before it imports what reads them."""

if TYPE_CHECKING:
    from linkscan.config import Settings
    from linkscan.errors import LinkscanError
    from linkscan.pipeline import scan
    from linkscan.result import ScanResult

__all__ = ["LinkscanError", "ScanResult", "Settings", "__version__", "scan"]

_HOME = {"scan": "pipeline", "ScanResult": "result", "Settings": "config",
         "LinkscanError": "errors"}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'linkscan' has no attribute {name!r}")
    from importlib import import_module

    from linkscan.startup import check_fingerprints

    check_fingerprints()
    return getattr(import_module(f"linkscan.{_HOME[name]}"), name)
