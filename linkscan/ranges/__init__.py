"""Where an address comes from, as the user declares it or as a range file says.

Only a VPN exit or a carrier address weighs less, so a class is taken from words that say so
and from nothing else. A range speaks for an address only if it holds all of its end point:
what is known of part of a /64 says nothing about the rest.
"""

from __future__ import annotations

from linkscan.ranges.known import Known
from linkscan.ranges.origins import Origins, declared_lines, read_ranges
from linkscan.ranges.ranges import Ranges

__all__ = ["Known", "Origins", "Ranges", "declared_lines", "read_ranges"]
