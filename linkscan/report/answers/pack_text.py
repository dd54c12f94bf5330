"""The papers of an evidence pack: what is on record, who says what, and an appeal to fill in.

They document. No sentence says who somebody is, none tells how to look unrelated, and for a
suspended store the official route stands before everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linkscan.explain.appeals import appeal_sayings
from linkscan.explain.pack import NEAR_DAYS, Held, Pack, Party, Period, Row, Saying, Value
from linkscan.i18n import _, translate
from linkscan.model import NotChecked
from linkscan.report import words
from linkscan.report.answers.explain import MISSING, NOT_TIED, USES
from linkscan.report.forms.text import COLUMNS
from linkscan.report.views.clock import moment
from linkscan.report.views.facts import table_name
from linkscan.report.visible import console, width
from linkscan.report.wrapping import units

VALUES = 20
"""Values told one by one; the tables have all."""
APPEAL_VALUES = 8
"""Values named in the skeleton: an appeal is short."""
CITED = 3
"""Rows cited beside a value in the skeleton."""
CLOSING = "])"
"""What no line begins with."""
LISTED = 12
"""Machines, spellings, periods in one list."""

FILES = {
    "timeline.txt": _("when each value was used by each store, and when by both; to read"),
    "timeline.csv": _("the same as a table"),
    "rows.csv": _("every row with a shared value, with file and line"),
    "sources.txt": _("what platforms, lawyers and sellers' articles say, with source and date"),
    "appeal.txt": _("a skeleton to fill in"),
    "pack.json": _("the same for programs, with the digest of each file here"),
}
"""What is in the folder."""

WHO = {
    "A": _("The platform's own words (grade A):"),
    "B": _("Lawyers and agencies who see the notices say (grade B):"),
    "C": _("Sellers and vendors say (grade C):"),
    "D": _("Said by some, doubtful on technical grounds (grade D):"),
}

SOURCES = (_("source to be confirmed"), _("sellers' articles on appeals"),
           _("sellers' articles on association"))  # fmt: skip
"""Sources that are no address."""

LIMITS = (
    _("This pack documents your own records; it judges nothing. Sharing a value does not prove "
      "that stores belong together, and no shared value on record does not prove that a platform "
      "sees none."),
    _("No value of any other store is in it. Files and sheets are cited by their names: see "
      "whether a name tells of another store before you hand this on."),
    _("Sign-ins that failed, or whose outcome is an unknown word, are not counted. All times are "
      "UTC."),
    _("Keep the files it was made from unchanged; their digests are below. Past records stay as "
      "they are."),
)  # fmt: skip

FILL_IN = {
    "advice": _("Fill in what stands in [brackets], delete what does not apply, and keep it short. "
                "Write only what is so and what you can show. What stands outside of brackets is "
                "what the records say; correct it where they are wrong, and say why."),
    "to": _("To: [platform, team, number of the case or of the notice, date]"),
    "store": _("Store that this is about: [one of the two below]"),
    "cause": _("[In one or two sentences: how it came that both stores have this. What the two "
               "stores are to each other: one owner, former staff, a bought machine, nothing.]"),
    "no-cause": _("[What does the platform's notice name? Answer that, and nothing else.]"),
    "done": _("[Date] [what was done] [by whom] [what shows it: receipt, contract, screenshot]"),
    "done-only": _("[Only what has been done. What is only planned belongs below.]"),
    "prevent": _("[What is done in another way from now on, since when, who sees to it, how it is "
                 "checked.]"),
    "attached": _("Attached: rows.csv and timeline.csv of this pack (rows with file and line); "
                  "[papers of the company, of the machine, of the line; the notice]"),
    "read": _("Before sending, read it as somebody who knows nothing of you; where much hangs on "
              "it, ask a lawyer."),
}  # fmt: skip


def readme(pack: Pack, lang: str) -> str:
    """What the pack is, how the two stores stand, what is in the folder."""
    paper = _Paper(pack, lang)
    paper.title(_("EVIDENCE PACK"))
    paper.add(_("Made on {at} UTC by linkscan {version} from the owner's own records."),
              at=moment(pack.generated_at), version=pack.linkscan)  # fmt: skip
    paper.route()
    paper.stores()
    paper.head(_("What the records say"))
    paper.answer()
    paper.head(_("In this folder"))
    for name, about in FILES.items():
        paper.add(_("{name}: {text}"), "  ", name=name, text=paper.say(about))
    if pack.rows_total > len(pack.rows):
        message = _("rows.csv lists {n} of {total} rows; the others, which carry the same values, "
                    "are counted only.")  # fmt: skip
        paper.add(message, n=len(pack.rows), total=pack.rows_total)
    paper.head(_("What to know before you use it"))
    for message in LIMITS:
        paper.add(message, "- ")
    shown = _("Papers, phone numbers and e-mail addresses are shown in full (--reveal): hand this "
              "only to whom you mean to.")  # fmt: skip
    hidden = _("Papers, phone numbers and e-mail addresses are masked; --reveal shows them.")
    paper.add(shown if pack.reveal else hidden, "- ")
    paper.inputs()
    paper.gaps()
    return paper.text()


def timeline(pack: Pack, lang: str) -> str:
    """When each value was used by each of the two stores, when by both, when they were apart."""
    paper = _Paper(pack, lang)
    paper.title(_("TIMELINE"))
    paper.add(_("All times are UTC. A value counts as used by both from a use by one store to the "
                "next use by the other, if these are no more than {n} days apart, and otherwise "
                "on the day of the later use. The {n} days are linkscan's own measure."),
              n=NEAR_DAYS)  # fmt: skip
    paper.stores()
    paper.head(_("Together and apart"))
    paper.together()
    paper.head(_("Value by value"))
    for value in pack.values[:VALUES]:
        paper.value(value)
    if not pack.values:
        paper.add(_("No value that was read is on record for both."))
    if (rest := len(pack.values) - VALUES) > 0:
        paper.add(_("and {n} more, see timeline.csv"), n=rest)
    if pack.runs_total > len(pack.runs):
        paper.add(_("timeline.csv lists {n} of {total} periods of use; the others are counted "
                    "only."), n=len(pack.runs), total=pack.runs_total)  # fmt: skip
    return paper.text()


def sources(pack: Pack, lang: str) -> str:
    """Who says what: the platform, those who see its notices, sellers; with source and date."""
    paper = _Paper(pack, lang)
    paper.title(_("WHO SAYS WHAT"))
    paper.add(_("Sources disagree, so all are shown: the platform's own words come first. Nobody "
                "outside a platform knows its rules."))  # fmt: skip
    for platform in dict.fromkeys(store.platform for store in pack.stores):
        paper.platform(platform)
    paper.head(_("What sellers' articles say of association and appeals"))
    paper.add(_("Where a platform publishes a route, the platform's own words hold."))
    for saying in pack.sayings:
        if saying.about == "appeal":
            paper.saying(saying)
    return paper.text()


def appeal(pack: Pack, lang: str) -> str:
    """The skeleton of an appeal: cause, what was done, prevention."""
    paper = _Paper(pack, lang)
    paper.title(_("APPEAL: A SKELETON TO FILL IN"))
    paper.add(FILL_IN["advice"])
    paper.add(FILL_IN["read"])
    short = appeal_sayings()[-1]
    paper.add(_("Sellers' articles: {rule} (grade {grade}, {date})"), rule=short.text(lang),
              grade=short.grade, date=short.date)  # fmt: skip
    paper.route()
    paper.add("")
    paper.add(_("======== What follows is the letter ========"))
    paper.head(_("Heading"))
    paper.add(FILL_IN["to"])
    paper.add(FILL_IN["store"])
    for store in pack.stores:
        paper.add(paper.standing(store), "  ")
    paper.head(_("1. Cause"))
    paper.cause()
    paper.head(_("2. What was done"))
    paper.add(FILL_IN["done"])
    paper.add(FILL_IN["done"])
    paper.add(FILL_IN["done-only"])
    paper.last_shared()
    paper.head(_("3. Prevention"))
    paper.add(FILL_IN["prevent"])
    paper.head(_("Attachments"))
    paper.add(FILL_IN["attached"])
    return paper.text()


class _Paper:
    """A paper about one pack, written line by line."""

    def __init__(self, pack: Pack, lang: str) -> None:
        self._pack = pack
        self._lang = lang
        self._lines: list[str] = []

    def text(self) -> str:
        return "\n".join(self._lines).rstrip("\n") + "\n"

    def say(self, message: str, **params: object) -> str:
        return translate(message, self._lang).format(**params)

    def add(self, message: str, indent: str = "", **params: object) -> None:
        """A paragraph."""
        self._put(self.say(message, **params) if message else "", indent)

    def title(self, message: str) -> None:
        one, other = (store.id for store in self._pack.stores)
        self.add(_("{title}: {one} and {other}"), title=self.say(message), one=one, other=other)
        self._lines.append("")

    def head(self, message: str) -> None:
        self._underlined(self.say(message))

    def _underlined(self, text: str) -> None:
        shown = console(text)
        self._lines += ["", shown, "-" * width(shown)]

    def route(self) -> None:
        """The official route, where a store at hand is suspended: before everything else."""
        route = self._pack.route
        if route is None:
            return
        self.head(_("First of all: the official route"))
        self._put(words.word(words.FIRST_STEPS, route.first_step, self._lang))
        rule = route.zh if self._lang == "zh" else route.en
        name = words.word(words.PLATFORMS, route.platform or "-", self._lang)
        if rule is None:
            self.add(_("{platform}: no official route is documented; ask the platform."),
                     platform=name)  # fmt: skip
            return
        self.add(_("{platform}: {rule} (grade {grade}, {date})"), platform=name,
                 rule=rule, grade=route.grade, date=route.date)  # fmt: skip
        self._sources(route.source or "")

    def stores(self) -> None:
        self.head(_("The two stores"))
        for store in self._pack.stores:
            self._put(self.standing(store))
            for message, day in ((_("opened: {date}"), store.opened_at),
                                 (_("closed: {date}"), store.closed_at)):  # fmt: skip
                if day:
                    self.add(message, "  ", date=day)
            if store.records:
                self.add(_("sign-ins on record: {n} ({period})"), "  ", n=store.rows,
                         period=_days(store.records))  # fmt: skip
            else:
                self.add(_("no sign-in on record"), "  ")
            if len(store.spellings) > 1 or store.spellings[0] not in store.id:
                self.add(_("written in the files as: {names}"), "  ",
                         names=self._list(store.spellings))  # fmt: skip

    def standing(self, store: Party) -> str:
        """A store, how it stands and since when."""
        status = words.word(words.STATUSES, store.status, self._lang)
        if store.suspended and store.status not in ("suspended", "rejected"):
            status = self.say(_("closed by the platform"))
        return self.say(_("{name} ({reason})"), name=store.id, reason=status)

    def answer(self) -> None:
        """What the two share, in a few sentences."""
        pack = self._pack
        ties = [value for value in pack.values if value.use == "ties"]
        if ties:
            self.add(_("Values that both stores have and that tie stores by themselves: {n}."),
                     n=len(ties))  # fmt: skip
            if more := len(pack.values) - len(ties):
                self.add(_("Further values that both have: {n}."), n=more)
        elif pack.linked:
            self.add(_("What the two share themselves ties nothing. They are tied by way of other "
                       "stores ({n}), which this pack does not name."),
                     n=pack.between)  # fmt: skip
        else:
            self.add(_("Nothing that was checked ties the two stores:"))
            for reason in pack.not_tied:
                self._put(self._reason(reason.code, reason.values), "- ")
        for value in pack.values[:VALUES]:
            self._put(self._value(value), "  ")
        if (rest := len(pack.values) - VALUES) > 0:
            self.add(_("and {n} more, see timeline.csv"), "  ", n=rest)
        if pack.values:
            self.last_shared()
            self.timeless()
            self.add(_("Grade: how well it is attested that a platform looks at such a value; "
                       "sources.txt says who says so."))  # fmt: skip
        if pack.refused and pack.linked:
            self._put(self._reason("refused", ()))
        if pack.declared:
            self.add(_("That the two belong together is declared in linkscan.toml."))

    def together(self) -> None:
        """Periods of use by both, and those between them."""
        pack = self._pack
        if pack.window:
            self.add(_("Time for which both stores have sign-ins on record: {period}."),
                     period=_days(pack.window))  # fmt: skip
        else:
            self.add(_("There is no time for which both stores have sign-ins on record."))
        used = _("{period}: sign-ins of both used a value")
        periods = [(one, self.say(used, period=_days(one))) for one in pack.together]
        message = _("{period}: no value used in sign-ins of both; sign-ins in that time: "
                    "{one}: {n}, {other}: {m}")  # fmt: skip
        one, other = (store.id for store in pack.stores)
        periods += [(gap.period, self.say(message, period=_days(gap.period), one=one,
                                          n=gap.rows[0], other=other, m=gap.rows[1]))
                    for gap in pack.apart]  # fmt: skip
        for _period, text in sorted(periods, key=lambda found: found[0].first):
            self._put(text, "- ")
        if any(not value.binds for value in pack.values):
            self.add(_("Values that only add weight, such as a browser, are listed but do not "
                       "count here."))  # fmt: skip
        self.last_shared()
        self.timeless()

    def last_shared(self) -> None:
        """When a value was last used by both."""
        pack = self._pack
        if pack.together:
            last = pack.together[-1].last
            self.add(_("Last day on which sign-ins of both used a value, by the records: {date}."),
                     date=last)  # fmt: skip
            if pack.window and (days := (pack.window.last - last).days) > NEAR_DAYS:
                self.add(_("After that both stores have sign-ins on record for {n} more days, "
                           "without such use."), n=days)  # fmt: skip

    def timeless(self) -> None:
        """What stands in rows without a time: it cannot be placed, and stays."""
        values = [value for value in self._pack.values
                  if value.binds and any(held.undated for held in value.held)]  # fmt: skip
        if values:
            self.add(_("In rows without a time, such as registration details, and so neither "
                       "before nor after: {values}."),
                     values=self._list([self._name(value) for value in values]))  # fmt: skip

    def value(self, value: Value) -> None:
        """One value: what each store's records say of it, and when both used it."""
        self._put(self._value(value))
        for held in value.held:
            self._put(self._held(held), "     ")
        if value.shared:
            self.add(_("used by both: {periods}"), "     ",
                     periods=self._list([_days(period) for period in value.shared]))  # fmt: skip
        if value.binds and value.nearest is not None and value.nearest > NEAR_DAYS:
            self.add(_("nearest uses by the two: {n} days apart"), "     ", n=value.nearest)

    def cause(self) -> None:
        pack = self._pack
        told = [value for value in pack.values if value.binds][:APPEAL_VALUES]
        if not told:
            self.add(_("Our records show no value of both stores that ties stores by itself."))
            self.add(FILL_IN["no-cause"])
            return
        self.add(_("Our records show that both stores have:"))
        for value in told:
            self._put(self._name(value), "- ")
            for held in value.held:
                self._put(self._held(held, self._cited(value, held)), "    ")
        if (rest := sum(value.binds for value in pack.values) - len(told)) > 0:
            self.add(_("and {n} more, see timeline.csv"), "  ", n=rest)
        self.add(FILL_IN["cause"])

    def platform(self, platform: str | None) -> None:
        """What is said of one platform, by who says it."""
        name = platform or self.say(_("platform not named"))
        self._underlined(name)
        sayings = [one for one in self._pack.sayings if one.about != "appeal"
                   and (one.platform or None) in (platform, None)]  # fmt: skip
        for grade, message in WHO.items():
            found = [one for one in sayings if one.rule.grade == grade]
            if found:
                self.add(message)
            for one in found:
                self.saying(one)
        cited = {kind for one in sayings for kind in one.kinds}
        kinds = dict.fromkeys(value.kind for value in self._pack.values)
        unknown = [words.kind_word(kind, self._lang) for kind in kinds if kind not in cited]
        if unknown:
            self.add(_("No source at hand says whether this platform looks at: {kinds}."),
                     kinds=self._list(unknown))  # fmt: skip

    def saying(self, saying: Saying) -> None:
        rule = saying.rule
        self._put(rule.text(self._lang), "- ")
        if saying.kinds:
            kinds = [words.kind_word(kind, self._lang) for kind in saying.kinds]
            self.add(_("About what both stores have: {kinds}."), "    ", kinds=self._list(kinds))
        self.add(_("Grade {grade}, read {date}. Source:"), "    ", grade=rule.grade,
                 date=rule.date)  # fmt: skip
        self._sources(rule.source)

    def _sources(self, source: str) -> None:
        """A line for each source, to be copied whole."""
        for one in source.split("; "):
            self._lines.append(f"      {translate(one, self._lang)}")

    def inputs(self) -> None:
        """The files that name either store; their digests show that they are the same."""
        if not self._pack.inputs:
            return
        self.head(_("Made from"))
        for one in self._pack.inputs:
            name = table_name(one.name, one.member, one.sheet)
            self.add(_("{name}: {n} rows with shared values; SHA-256 {digest}"), "  ", name=name,
                     n=one.rows, digest=one.sha256 or "-")  # fmt: skip

    def gaps(self) -> None:
        """What could not be compared: unknown is not safe."""
        if self._pack.not_checked:
            self.head(_("Not checked"))
        for one in self._pack.not_checked:
            self._put(self._gap(one), "- ")

    def _gap(self, one: NotChecked) -> str:
        reason = words.word({**words.REASONS, **MISSING}, one.reason, self._lang)
        if one.subject == "account":
            return self.say(_("Store {name}: {reason}"), name=one.id, reason=reason)
        return self.say(
            _("{name}: {reason}"), name=words.kind_word(one.id, self._lang), reason=reason
        )

    def _reason(self, code: str, numbers: Iterable[int]) -> str:
        if code == "same-machine":  # how its name is written may be another store's spelling
            return self.say(
                _("Both are on one machine, but with different devices recorded there.")
            )
        named = [self._name(self._pack.values[number - 1]) for number in numbers]
        if code == "refused":
            named = [
                self.say(_("{name} ({reason})"),
                         name=f"{words.kind_word(one.kind, self._lang)} {one.label}".rstrip(),
                         reason=words.word(words.REASONS, one.reason, self._lang))
                for one in self._pack.refused
            ]  # fmt: skip
        if code == "other-platform" and not named:
            return self.say(
                _("They are on different platforms; each platform sees its own stores.")
            )
        return self.say(NOT_TIED[code], values=self._list(named))

    def _value(self, value: Value) -> str:
        about = [self._name(value), words.word(USES, value.use, self._lang),
                 self.say(_("grade {grade}"), grade=value.grade)]  # fmt: skip
        return f"{value.number}. {self._join(about)}"

    def _name(self, value: Value) -> str:
        return f"{words.kind_word(value.kind, self._lang)} {value.label}"

    def _held(self, held: Held, cited: Sequence[str] = ()) -> str:
        """What one store's records say of a value."""
        machines = [words.machine_name(one, self._lang) for one in held.machines]
        roles = [words.word(words.ROLES, role, self._lang) for role in held.roles]
        undated = self.say(_("without a time: {n}"), n=held.undated) if held.undated else ""
        parts = [self._list(roles), _days(held.period) if held.period else "",
                 self.say(_("rows: {n}"), n=held.rows), undated, self._list(machines),
                 self._list(cited)]  # fmt: skip
        return self.say(_("{name}: {text}"), name=held.store, text=self._join(filter(None, parts)))

    def _cited(self, value: Value, held: Held) -> list[str]:
        """The first rows that say it; `rows.csv` has the others."""
        rows = [row for row in self._pack.rows
                if row.store == held.store and value.number in row.values]  # fmt: skip
        return [_place(row) for row in rows[:CITED]]

    def _list(self, texts: Sequence[str]) -> str:
        rest = len(texts) - LISTED
        more = [self.say(_("and {n} more"), n=rest)] if rest > 0 else []
        return self.say(_(", ")).join([*texts[:LISTED], *more])

    def _join(self, texts: Iterable[str]) -> str:
        return self.say(_("; ")).join(texts)

    def _put(self, text: str, indent: str = "") -> None:
        """A paragraph in lines of the screen; an address or a digest is never broken."""
        lines = [indent]
        for unit in units(console(text)):
            full = width(lines[-1]) + width(unit.rstrip()) > COLUMNS
            if full and lines[-1].strip() and unit[0] not in CLOSING:
                lines.append(" " * len(indent))
            lines[-1] += unit
        self._lines += [line.rstrip() for line in lines]


def _days(period: Period) -> str:
    """The first and the last day, once where they are one."""
    return " - ".join(dict.fromkeys((str(period.first), str(period.last))))


def _place(row: Row) -> str:
    return f"{table_name(row.input, row.member, row.sheet)}:{row.line}"
