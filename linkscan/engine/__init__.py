"""The engine that holds the wide tables: a handful of verbs over SQL text."""

from linkscan.engine.base import Engine
from linkscan.engine.local import LocalEngine

__all__ = ["Engine", "LocalEngine"]
