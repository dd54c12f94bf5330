"""The words of what a page does by script: the picture, and sorting and filtering of tables.

Fields in braces are filled in the page (web/src/words.js).
"""

from __future__ import annotations

from linkscan.i18n import _

TABLES = {
    "filter_rows": _("Show rows with"),
    "rows_of": _("{n} of {all} rows"),
}

PICTURE = {
    "comma": _(", "),
    "picture": _("Picture of stores and the values they share"),
    "details": _("Details"),
    # what can be set
    "group": _("Group of stores"),
    "group_of": _("{platform}: {n} stores, {level}"),
    "search": _("Search"),
    "found": _("{n} found"),
    "zoom_in": _("Zoom in"),
    "zoom_out": _("Zoom out"),
    "fit": _("Show all"),
    "legend": _("Signs, and kinds of values to show"),
    "store": _("store"),
    "store_here": _("store used here"),
    "store_barred": _("suspended, rejected or closed by the platform"),
    "alone": _("Number in a circle: values of that store alone."),
    "thickness": _("The thicker a line, the stronger the evidence."),
    "tools": _("Filters, and the way between two stores"),
    "level": _("Level"),
    "any": _("all"),
    "at_least": _("{level} and above"),
    "from": _("Seen from"),
    "to": _("Seen until"),
    "way_from": _("Way from"),
    "way_to": _("Way to"),
    "way": _("Shortest way: {names}"),
    "no_way": _("No shared value leads from one of these stores to the other."),
    "no_way_left": _(
        "No shared value that passes these filters leads from one of these stores to the other."
    ),
    # what is looked at
    "described": _("Stores: {stores}. Values that they share: {values}."),
    "look": _("Point at a sign, or click it, to see what is on record."),
    "keys": _(
        "By keyboard: Tab into the picture, arrows to neighbours, Enter to choose or unfold, Esc "
        "to leave. The wheel zooms while Ctrl is held down."
    ),
    "status": _("Status"),
    "machines": _("Machines"),
    "evidence": _("Evidence"),
    "used_as": _("Used as"),
    "context": _("Context only: no platform sees this tie, or it does not tie by itself."),
    "shares": _("Shared values"),
    "shared_by": _("Shared by {n} stores"),
    "own": _("Values of this store alone: {n}"),
    "no_day": _("no date on record"),
    "rows": _("{n} rows"),
    "more": _("and {n} more"),
    "name_store": _("Store {id}, {status}, shared values: {n}"),
    "name_value": _("{value}, shared by {n} stores"),
    # how much is drawn
    "folded": _("{n} more stores with {value}"),
    "unfold": _("Click, or press Enter, to show them."),
    "unfold_all": _("Show its stores"),
    "fold": _("Fold its stores"),
    "left": _("Drawn: {drawn} of {all} stores and values; not drawn: {left}."),
    "draw_more": _("Draw up to {n}"),
    "cut": _("Stores of this group that this page does not hold: {n}. The report.json has them."),
    "nothing": _("Nothing passes these filters."),
    # what is left without a value
    "hide": _("What if this value were gone?"),
    "without": _("Without {values}:"),
    "falls": _("One group of {n} stores falls into {parts}: {named}"),
    "all_apart": _("None of these {n} stores is tied any more."),
    "holds": _("The group of {n} stores stays together."),
    "past_stays": _(
        "This is a comparison on paper: past sign-ins and details stay on record with the "
        "platform, and cannot be undone. It shows what your own order from now on would look like."
    ),
    "exactly": _("This looks at the values of the picture only; a scan without them is exact:"),
    "restore": _("Put everything back"),
    "part": _("Not tried: this page does not hold all that this group may be tied to."),
    "kept": _(
        "Not tried: in this group a store is suspended, rejected or closed by the platform. What "
        "ties to such a store, also by way of others, stays on record."
    ),
    "official_route": _(
        "Take the official route before anything else: reactivate or dispute the suspended "
        "account with the platform, and declare how the stores are related."
    ),
}
