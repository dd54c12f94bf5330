"""What is said of inspected files, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from linkscan.i18n import _, translate
from linkscan.inspection.inspection import Column, Inspected, Inspection
from linkscan.report import words
from linkscan.report.forms.headers import HEADERS
from linkscan.report.forms.text import fit
from linkscan.report.views.notes import ORDERS
from linkscan.report.visible import console, escaped

REJECTS = 10
"""Lines of rejected rows that the text names."""
LINES = 3
"""Lines of the screen that one entry may take."""

_DELIMITERS = {"\t": _("tab"), " ": _("space"), ",": _("comma"), ";": _("semicolon")}


def inspect_json(found: Inspected) -> str:
    """The inspection as JSON, field by field; a problem is its English sentence."""
    tree = {
        "tables": [
            {
                **asdict(one),
                "ignored": dict(one.ignored),
                "rejected": dict(one.rejected),
                "problem": str(one.problem) if one.problem else None,
            }
            for one in found.tables
        ],
        "passed": [asdict(one) for one in found.passed],
    }
    text = escaped(json.dumps(tree, ensure_ascii=False, indent=2))
    # A lone surrogate (a JSONL log may hold one) has no UTF-8 form; its escape is JSON's own.
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def inspect_text(found: Inspected, lang: str) -> str:
    """The inspection for a terminal, a paragraph for each table."""
    lines: list[str] = []
    for one in found.tables:
        lines += [*_Text(one, lang).lines(), ""]
    for passed in found.passed:
        reason = words.word(words.REASONS, passed.reason, lang)
        said = translate(_("{name}: {reason}"), lang).format(name=passed.name, reason=reason)
        lines += fit(said, LINES)
    return "\n".join(lines).rstrip("\n") + "\n"


class _Text:
    """The paragraph of one table in one language."""

    def __init__(self, one: Inspection, lang: str) -> None:
        self._one = one
        self._lang = lang

    def lines(self) -> list[str]:
        """All that is said of the table, line by line."""
        return [*self._what(), *self._columns(), *self._times(), *self._rows()]

    def _what(self) -> list[str]:
        one = self._one
        role = " + ".join(
            words.word(words.INPUT_ROLES, part, self._lang) for part in one.role.split("+")
        )
        about = [role, one.format]
        if one.preset:
            about.append(self._say(_("log of {product}"), product=one.preset))
        if one.encoding:
            about.append(one.encoding)
        if one.delimiter:
            named = words.word(_DELIMITERS, one.delimiter, self._lang)
            about.append(self._say(_("fields parted by {delimiter}"), delimiter=named))
        if one.header_line:
            about.append(self._say(_("header in line {line}"), line=one.header_line))
        text = self._say(_("{name}: {text}"), name=one.where, text=self._joined(about))
        return fit(text, LINES)

    def _columns(self) -> list[str]:
        lines = [self._indented(self._say(_("Columns, with the first rows:")))]
        for place, column in enumerate(self._one.columns):
            text = self._column(column)
            if column.meaning is not None and (example := self._example(place)):
                text = self._say(_("{name}: {text}"), name=text, text=example)
            lines += fit(text, LINES, "    ")
        return lines

    def _column(self, column: Column) -> str:
        header = column.header or self._say(_("(no header)"))
        if column.use == "secret":
            return self._say(_("{header}: holds secrets; dropped while reading"), header=header)
        if column.use == "passed-over":
            message = _("{header}: not read; {used} says the same")
            return self._say(message, header=header, used=column.instead)
        if column.meaning is None:
            return self._say(_("{header}: not read"), header=header)
        kind, _slash, role = column.meaning.partition("/")
        named = words.kind_word(kind, self._lang)
        if named == kind:
            named = words.word(HEADERS, kind, self._lang)
        if role:
            named += f", {words.word(words.ROLES, role.removesuffix(f'-{kind}'), self._lang)}"
        name = column.meaning if named == kind else f"{column.meaning} ({named})"
        return f"{header} -> {name}"

    def _times(self) -> list[str]:
        one = self._one
        said = []
        if one.date_order:
            order = words.word(ORDERS, one.date_order, self._lang)
            said.append(self._say(_("dates: {order}"), order=order))
        if one.zone:
            said.append(self._say(_("times without a zone: {zone}"), zone=one.zone))
        return [self._indented(self._joined(said))] if said else []

    def _rows(self) -> list[str]:
        one = self._one
        if one.problem is not None:
            return fit(one.problem.text(self._lang), LINES, "  ")
        message = _("{read} rows = {used} used + {ignored} ignored + {rejected} rejected")
        text = self._say(message, read=one.rows_read, used=one.rows_used,
                         ignored=one.rows_ignored, rejected=one.rows_rejected)  # fmt: skip
        lines = fit(text, LINES, "  ")
        for reason, count in one.ignored:
            said = self._say(_("ignored: {n} ({reason})"), n=count, reason=self._reason(reason))
            lines += fit(said, LINES, "    ")
        for reason, count in one.rejected:
            at = [str(row.line) for row in one.rejects if row.reason == reason]
            listed = ", ".join(at[:REJECTS]) + (", ..." if count > REJECTS else "")
            message = _("rejected: {n} ({reason}); lines {lines}")
            said = self._say(message, n=count, reason=self._reason(reason), lines=listed)
            lines += fit(said, LINES, "    ")
        return lines

    def _example(self, place: int) -> str:
        """The different cells of the first rows in a column that is read."""
        cells = dict.fromkeys(row[place] for row in self._one.sample if row[place])
        return " | ".join(cells)

    def _reason(self, code: str) -> str:
        return words.word(words.REASONS, code, self._lang)

    def _joined(self, texts: Iterable[str]) -> str:
        return self._say(_(", ")).join(texts)

    def _indented(self, text: str) -> str:
        return f"  {console(text)}"

    def _say(self, message: str, **params: object) -> str:
        return translate(message, self._lang).format(**params)
