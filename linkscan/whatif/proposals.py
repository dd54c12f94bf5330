"""Proposals: what a user wants tried, as identifiers, stores and machines of a scan.

A proposal is written as the report names things (`ip:203.0.113.7`, `uscc#3`,
`device_id:dev-x1`, a store by id or name, a machine by label). Here it becomes `Edits`: the
cells of the files that it means, whatever their spelling.
"""

from __future__ import annotations

from collections.abc import Sequence

from linkscan.errors import LinkscanError
from linkscan.i18n import _
from linkscan.scanned import Scanned
from linkscan.whatif.blanks import find_blank
from linkscan.whatif.moves import find_move
from linkscan.whatif.proposed import Found


def find_proposals(
    scanned: Scanned, without: Sequence[str], moves: Sequence[str]
) -> tuple[Found, ...]:
    """What the texts of `--without` and `--move` mean; the scan's names must be put.

    Raises:
        LinkscanError: a text names nothing in the files, or two move one store.
    """
    blanks = [find_blank(scanned, text) for text in dict.fromkeys(without)]
    gone = frozenset(cell for one in blanks for cell in one.edits.seen)
    moved = [find_move(scanned, text, gone) for text in dict.fromkeys(moves)]
    for n, one in enumerate(moved):
        if one.account in [other.account for other in moved[:n]]:
            raise LinkscanError(
                _("--move: {store} is moved twice; name one machine."), store=one.proposal.what
            )
    return (*blanks, *moved)
