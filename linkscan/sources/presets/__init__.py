"""Logs of well-known products, recognised by what they say and read without a mapping.

`read_preset` gives the table of a file that a preset knows; `PRESETS` lists them.
"""

from linkscan.sources.presets.preset import Preset
from linkscan.sources.presets.reading import read_preset
from linkscan.sources.presets.recognise import PRESETS

__all__ = ["PRESETS", "Preset", "read_preset"]
