"""The sentences for the codes of a report: what each code means to the person who reads it.

Words stay careful: stores "share" a value; no sentence says who somebody is. No sentence
tells how to look unrelated to a platform: for a tie to a suspended store the official route
comes first, and everything else is about one's own order from now on.
"""

from __future__ import annotations

from collections.abc import Mapping

from linkscan.i18n import _, translate
from linkscan.model import MACHINE_NOT_RECORDED
from linkscan.rules.checklists import items

LEVELS = {
    "critical": _("critical"),
    "high": _("high"),
    "medium": _("medium"),
    "low": _("low"),
    "clear": _("clear"),
    "not-checked": _("not checked"),
}

PLATFORMS = {
    "amazon": _("Amazon"),
    "aliexpress": _("AliExpress"),
    "douyin": _("Douyin"),
    "tiktok": _("TikTok"),
    "shopee": _("Shopee"),
    "ebay": _("eBay"),
    "walmart": _("Walmart"),
    "lazada": _("Lazada"),
    "temu": _("Temu"),
    "shein": _("SHEIN"),
    "wish": _("Wish"),
    "etsy": _("Etsy"),
    "mercadolibre": _("Mercado Libre"),
    "ozon": _("Ozon"),
    "shopify": _("Shopify"),
    "taobao": _("Taobao"),
    "tmall": _("Tmall"),
    "jd": _("JD.com"),
    "pinduoduo": _("Pinduoduo"),
    "alibaba": _("Alibaba.com"),
}
"""Names of platforms; one that is not known is called as the file calls it."""

STATUSES = {
    "active": _("active"),
    "suspended": _("suspended"),
    "closed": _("closed"),
    "closing": _("being closed"),
    "rejected": _("rejected"),
    "planned": _("planned"),
    "unknown": _("status unknown"),
}

FINDINGS = {
    "shared-document-suspended": _(
        "{n} stores share a registration detail, {suspended} of them suspended."
    ),
    "shared-device-suspended": _("{n} stores share a device, {suspended} of them suspended."),
    "shared-address-suspended": _("{n} stores share an IP address, {suspended} of them suspended."),
    "shared-operator-suspended": _("{n} stores share an operator, {suspended} of them suspended."),
    "shared-agency-suspended": _("{n} stores share an agency, {suspended} of them suspended."),
    "shared-document": _("{n} stores share a registration detail."),
    "shared-device": _("{n} stores share a device."),
    "shared-address": _("{n} stores share an IP address."),
    "shared-operator": _("{n} stores of different companies share an operator."),
    "shared-agency": _("{n} stores of different companies share an agency."),
    "access-after-leaving": _("Stores used by somebody after the day of leaving: {n}."),
    "same-operator": _("{n} stores of one company share an operator (context only)."),
    "other-platform": _("{n} stores on different platforms share a value (context only)."),
    "same-machine": _("{n} stores were used on one machine (context only)."),
    "shared-with-others": _("Stores of yours that share a value with stores of others: {n}."),
}
"""What a finding says; also the verdict of a machine whose most serious finding it is."""

WHY = {
    "shared-document": _(
        "The same detail stands in the registration of each of these stores. Platforms are said "
        "to compare such details whenever a store is registered or reviewed."
    ),
    "shared-device": _(
        "These stores were used on one and the same computer. Platforms are said to recognise a "
        "computer by what its browser and its hardware tell."
    ),
    "shared-address": _(
        "Sign-ins to these stores came from one and the same line. Platforms are said to compare "
        "the addresses that stores are run from."
    ),
    "shared-operator": _(
        "One person signs in to stores of different companies. Platforms are said to watch for "
        "people and permissions that stores have in common."
    ),
    "shared-agency": _(
        "One agency signs in to stores of different companies. What it does for one of them may be "
        "laid to the others."
    ),
    "access-after-leaving": _(
        "The staff list says that this person had left, and the logs show sign-ins after that day."
    ),
    "same-operator": _(
        "People of one company work in several of its stores. That is usual, and says nothing by "
        "itself."
    ),
    "other-platform": _(
        "A platform sees its own stores only, as far as is publicly known. This ties nothing; it "
        "is shown so that you know where the value is used."
    ),
    "same-machine": _(
        "The logs give these stores one machine name, and no sign of the hardware behind it. A "
        "name alone ties nothing."
    ),
    "shared-with-others": _(
        "Which stores these are, and how they stand, is not told here: they are not yours. What "
        "you share with them is."
    ),
}
"""Why a finding matters, in plain words; one with a suspended store says more, see `SUSPENDED`."""

SUSPENDED = _(
    "Platforms are said to act against stores that have something in common with a suspended one."
)
"""What is added where some of the stores are suspended, and others are not."""

FIRST_STEPS = {
    "official-route": _(
        "Take the official route before anything else: reactivate or dispute the suspended "
        "account with the platform, and declare how the stores are related."
    ),
    "separate-device": _(
        "From now on use one machine for each store. What was recorded so far stays on record."
    ),
    "separate-address": _(
        "From now on give each store a line of its own. What was recorded so far stays on record."
    ),
    "replace-document": _(
        "Use each registration detail for one store only. Ask the platform before changing one."
    ),
    "separate-operator": _(
        "Let each company have people of its own, and withdraw permissions that nobody needs."
    ),
    "withdraw-access": _("Withdraw the access of people who have left."),
    "declare-or-review": _(
        "Check whether the platform allows these stores side by side, and declare the relation "
        "where it asks for that."
    ),
    "ask-the-agency": _(
        "Ask whoever runs your stores what else this is used for, and have them use one of your "
        "own from now on. What was recorded so far stays on record."
    ),
    "no-action": _("Nothing to do: shown so that you know of it."),
}

VERDICTS = {
    "critical": _("A store is tied to a suspended one by strong evidence."),
    "high": _(
        "Stores are tied by strong evidence, or one to a suspended store by noticeable evidence."
    ),
    "medium": _(
        "Stores are tied by noticeable evidence, or one to a suspended store by weak evidence."
    ),
    "low": _("Only weak evidence ties stores."),
    "clear": _("Nothing that was checked ties these stores to one another."),
    "not-checked": _("Nothing here could be compared. Not checked does not mean clear."),
}
"""What a level says of a set of stores, where no finding says it more exactly."""

STRENGTHS = {
    "weak": _("weak evidence"),
    "positive": _("noticeable evidence"),
    "strong": _("strong evidence"),
    "very-strong": _("very strong evidence"),
}
"""What a sum of bits is called after the prior."""

GROUPS = {
    "network": _("network"),
    "browser": _("browser"),
    "hardware": _("hardware"),
    "legal-entity": _("legal entity"),
    "person": _("person"),
    "contact": _("contact details"),
    "bank": _("bank"),
    "address": _("postal address"),
}
"""Evidence of one group is not independent: only the heaviest value of each counts."""

GRADES = {
    "A": _("the platform's own words"),
    "B": _("lawyers and agencies who see the notices"),
    "C": _("seller or vendor lore"),
    "D": _("doubtful on technical grounds"),
}

KINDS = {
    "ip": _("IP address"),
    "device_id": _("device ID"),
    "mac": _("network card (MAC)"),
    "machine": _("machine name"),
    "hostname": _("host name"),
    "fingerprint": _("browser fingerprint"),
    "canvas": _("canvas fingerprint"),
    "webgl": _("WebGL fingerprint"),
    "audio": _("audio fingerprint"),
    "gpu": _("graphics card"),
    "screen": _("screen"),
    "timezone": _("time zone"),
    "language": _("language"),
    "user_agent": _("user agent"),
    "browser": _("browser and system"),
    "ja4": _("TLS fingerprint (JA4)"),
    "ja3": _("TLS fingerprint (JA3)"),
    "cookie": _("cookie"),
    "uscc": _("company code (USCC)"),
    "resident_id": _("resident ID number"),
    "passport": _("passport number"),
    "licence": _("licence number"),
    "document": _("document number"),
    "vat": _("VAT number"),
    "ein": _("EIN"),
    "iban": _("IBAN"),
    "card": _("bank card or account"),
    "trademark": _("trademark"),
    "phone": _("phone number"),
    "email": _("e-mail address"),
    "address": _("postal address"),
    "company": _("company name"),
    "person": _("name of a person"),
    "file": _("scanned file"),
    "operator": _("operator"),
    "left_operator": _("operator who has left"),
    "login": _("login name"),
}

MANY = {
    "ip": _("{n} IP addresses"),
    "device_id": _("{n} device IDs"),
    "mac": _("{n} network cards"),
    "machine": _("{n} machine names"),
    "uscc": _("{n} company codes"),
    "resident_id": _("{n} resident IDs"),
    "passport": _("{n} passports"),
    "licence": _("{n} licences"),
    "document": _("{n} documents"),
    "vat": _("{n} VAT numbers"),
    "ein": _("{n} EINs"),
    "iban": _("{n} IBANs"),
    "card": _("{n} bank cards or accounts"),
    "trademark": _("{n} trademarks"),
    "phone": _("{n} phone numbers"),
    "email": _("{n} e-mail addresses"),
    "file": _("{n} scanned files"),
    "operator": _("{n} operators"),
    "left_operator": _("{n} operators who have left"),
    "login": _("{n} login names"),
}
"""Several values of a kind that may tie stores; one alone is "1" and the word of its kind."""

FIELDS = {
    "account": _("account"),
    "observed_at": _("time of the sign-in"),
    "platform": _("platform"),
    "region": _("region"),
    "status": _("store status"),
    "machine": _("machine name"),
    "outcome": _("outcome of the sign-in"),
    "papers": _("registration details"),
    "figure": _("figures of stores"),
    "order_defect_rate": _("order defect rate"),
    "cancel_rate": _("pre-fulfilment cancel rate"),
    "late_shipment_rate": _("late shipment rate"),
    "valid_tracking_rate": _("valid tracking rate"),
    "hours_to_ship": _("hours to ship"),
    "sales": _("change of sales between periods"),
}
"""Fields of a file that are no kind of value; kinds are in `KINDS`."""

CLASSES = {
    "carrier": _("carrier address"),
    "vpn": _("VPN exit"),
    "datacentre": _("data centre"),
    "documentation": _("documentation address"),
    "unionpay": _("UnionPay card"),
    "visa": _("Visa card"),
    "mastercard": _("Mastercard"),
    "amex": _("American Express card"),
    "jcb": _("JCB card"),
    "diners": _("Diners Club card"),
    "discover": _("Discover card"),
    "maestro": _("Maestro card"),
    "mir": _("Mir card"),
}
"""What sort of address or bank card it is; a declared line is shown in its owner's words."""

ROLES = {
    "legal-person": _("legal person"),
    "payee": _("payee"),
    "owner": _("owner"),
    "contact": _("contact"),
    "registration": _("registration"),
    "verification": _("verification"),
    "return": _("returns"),
    "warehouse": _("warehouse"),
    "billing": _("billing"),
    "permission": _("permission"),
}
"""What a value was used as."""

CERTIFICATIONS = {
    "passed": _("passed"),
    "pending": _("pending"),
    "failed": _("failed"),
    "unknown": _("not known"),
}

CHECKS = {
    "ready": _("ready"),
    "missing": _("missing"),
    "done": _("done"),
    "open": _("not done"),
    "not-recorded": _("not recorded"),
}
"""How an item of a checklist stands."""

ATTESTED = {
    "official": _("the platform's own page"),
    "article": _("sellers' articles"),
}
"""Who says that an item of a checklist is asked for."""

INPUT_ROLES = {
    "logins": _("logins"),
    "registrations": _("registrations"),
    "accounts": _("store list"),
    "machines": _("machine list"),
    "operators": _("staff list"),
    "metrics": _("shop figures"),
    "plan": _("planned stores"),
}

SOURCES = {
    "device": _("The logins name no machine: this report stands for one device."),
    "list": _("Named in the machine list only: no login names it."),
    "none": _(
        "These sign-ins name no machine. With its name in every row there would be a report for "
        "each machine."
    ),
}
"""Where the name of a machine comes from; one that the log names needs no word."""

MATRIX_COLUMNS = {
    "machine": _("Machine"),
    "line": _("IP address"),
    "licence": _("Business licence"),
    "legal-person": _("Legal person"),
    "phone": _("Phone"),
    "bank": _("Card or account"),
    "email": _("E-mail"),
}
"""Headings of the store matrix."""

USED_ONCE = {
    "broken": _("used for several stores"),
    "planned": _("a planned store would use it again"),
    "platforms": _("once on each of several platforms"),
    "kept": _("used once"),
}
"""Whether a paper stands for one store only."""

REASONS = {
    # values that link nothing
    "bad-birth-date": _("date of birth that does not exist"),
    "bad-check-digit": _("check digit does not fit"),
    "benchmark": _("address range for bench tests"),
    "broadcast": _("broadcast address"),
    "carrier": _("address shared by a carrier's customers"),
    "cloned": _("same device id on several machines"),
    "empty": _("blank"),
    "file-missing": _("scanned file that is not there"),
    "file-unreadable": _("scanned file that cannot be read"),
    "link-local": _("address valid on one cable only"),
    "locally-administered": _("made-up network card number"),
    "loopback": _("the machine's own address"),
    "malformed": _("not in the form of its kind"),
    "masked": _("masked: only part of it is known"),
    "multicast": _("address of a group"),
    "no-region": _("phone number without country code"),
    "not-a-mac": _("not a network card number"),
    "not-a-phone": _("not a phone number"),
    "not-an-address": _("not an IP address"),
    "not-an-email": _("not an e-mail address"),
    "outside-folder": _("scanned file outside the folder of the table"),
    "placeholder": _("placeholder"),
    "private": _("private address of a local network"),
    "range": _("a whole network, not one address"),
    "reserved": _("reserved address"),
    "rounded": _("rounded by the spreadsheet; store it there as text"),
    "several-values": _("several values in one cell"),
    "too-long": _("too long"),
    "too-short": _("too short"),
    "unknown-browser": _("browser that is not known"),
    "unspecified": _("address that names nothing"),
    "virtual": _("network card of a virtual machine"),
    # rows
    "ambiguous-date": _("a date without year, or one that has several readings"),
    "ambiguous-zone": _("time zone with several meanings; name it with --tz"),
    "bad-figure": _("a figure that could not be read"),
    "bad-time": _("time could not be read"),
    "blank": _("blank"),
    "extra-cells": _("more cells than columns"),
    "example": _("example row of a template"),
    "header": _("header row, repeated"),
    "note": _("note beside the table"),
    "second-table": _("row of a second table in the file; put it in a file of its own"),
    "no-account": _("no account"),
    "no-machine": _("no machine name"),
    "no-operator": _("no name of a person"),
    "not-a-sign-in": _("not a sign-in"),
    "other-record": _("record of another program or kind"),
    "service-account": _("sign-in of a service, no person"),
    "unnamed-failure": _("failed sign-in that names no account"),
    "unnamed-use": _("request that names no account; see [account_rule]"),
    "bad-json": _("not valid JSON"),
    "in-visit": _("session that is part of a visit"),
    "public-address": _("public address that a server told"),
    "visit-of-no-store": _("visit of which nobody can say to which store"),
    "not-an-object": _("no JSON object"),
    "outside-table": _("outside the table"),
    "title": _("title row"),
    "total": _("total row"),
    # files and sheets
    "header-only": _("only a header row, no rows below it"),
    "hidden-sheet": _("hidden sheet"),
    "nested-archive": _("an archive inside an archive; unpack it"),
    "no-columns": _("no column that linkscan knows"),
    "no-sign-in": _("a log without a sign-in of a named account"),
    "no-table": _("no table in it"),
    "own-report": _("a report of linkscan"),
    "plan": _("planned stores; check them with linkscan preflight"),
    "unknown-suffix": _("not a kind of file that linkscan reads"),
    # accounts and columns that could not be compared
    "ambiguous": _("the name fits several stores"),
    "no-column": _("no file has this column"),
    "no-figure": _("stores without a figure"),
    "no-opening-date": _("stores without an opening date"),
    "no-values": _("nothing on record that could be compared"),
    "no-logins": _("no sign-in on record"),
    "too-many": _("not read in files this large: adds at most two bits"),
    "unmet": _("not met in the other files"),
}

WARNINGS = {
    "bad-acquired-date": _(
        "{input}: dates of acquisition that could not be read were left out: those machines were "
        "not checked for earlier use."
    ),
    "bad-figure": _("{input}: {kind}: cells that hold no figure were left out."),
    "bad-leave-date": _(
        "{input}: leaving dates that could not be read were left out: those people were not "
        "checked."
    ),
    "bad-range": _("{input}: rows that name no range of addresses were left out."),
    "bad-value": _("Values of the kind {kind} were left out: {reason}."),
    "certification-failed": _(
        "Certification failed: {accounts}. Their papers count as used. Sellers' articles say that "
        "on AliExpress such a store gets no protection and no campaigns."
    ),
    "barred-not-compared": _(
        "Of suspended stores could not be compared: {kind}, {reason}. Stores: {accounts}."
    ),
    "cloned-device": _(
        "Device {device} was not taken as a tie: it shows up with several network cards, as "
        "machines cloned from one image do. Machines: {machines}."
    ),
    "expired-acceptance": _(
        "The acceptance of finding {name} has expired ({expires}): it counts again."
    ),
    "expired-relation": _(
        "{name}: the declared relation has expired ({expires}) and does not count."
    ),
    "machine-not-recorded": _(
        "Sign-ins that name no machine share one report, machine not recorded. A column with the "
        "machine name, filled in every row, would help."
    ),
    "unverified-preset": _(
        "{input}: read as {preset}, a preset that was never tried on a real sample: check a few "
        "rows against the file."
    ),
    "one-client": _(
        "Only the stores of {client} are in this report. Files, and counts that stores of others "
        "have part in, are left out; how such stores stand is not told."
    ),
    "one-client-cut": _(
        "The files are so large that not everything could be listed: findings may be missing here."
    ),
    "passed-over": _(
        "{input}: two columns say the same; {used} is read, {header} is not. "
        "Name the right one with --map."
    ),
    "visit-egress-change": _(
        "{account}: in the middle of a visit to {host} from {machine} on {at} the way out or "
        "the public address changed: {ways}. The platform may have seen both."
    ),
    "visit-two-machines": _(
        "{account}: visited from two machines at the same time: {host} on {at}, from {machine}."
    ),
    "visit-vpn-drop": _(
        "{account}: in the middle of a visit to {host} from {machine} on {at} the VPN or proxy "
        "dropped: {ways}. The platform may have seen the line behind it."
    ),
    "serial-times": _("{input}: numbers were read as days of a spreadsheet (system {system})."),
    "supplied-years": _(
        "{input}: the dates name no year; by their order and the time of the file "
        "it was taken for {first} to {last}."
    ),
    "ban-reason-counts": _(
        "{account} has status {status} and a ban reason ({reason}): it counts as suspended. If the "
        "ban is over, write reinstated as its status."
    ),
    "naive-time": _("{input}: times without a zone were read as {zone}. Set another with --tz."),
    "no-platform": _(
        "Stores without a platform may be on any: they are compared on each that is named "
        "({platforms}). Add a column platform to know which findings hold."
    ),
    "range-file": _("Addresses were looked up in {input} of {date}."),
    "rates-without-sign": _(
        "{input}: {kind} has no percent sign and is nowhere above 1, so it was read as a share: "
        "0.8 is 80 %. That is the reading that warns; write 0.8% where that is meant."
    ),
    "same-hardware": _("Machines that the list names apart are the same hardware: {machines}."),
    "rejected-rows": _("{input}: rows that could not be read: {reason}."),
    "several-operators": _("{operators} people signed in on machine {machine}."),
    "several-owners": _(
        "{owners} owners are declared, and all stores were weighed as one seller's own: choose "
        "--mode sample if they are mostly strangers'."
    ),
    "sites-differ": _(
        "{account}: its sites were taken for one store, and their status differs ({sites}); the "
        "worst counts. If these are stores of their own, add a column region."
    ),
    "site-papers-differ": _(
        "{account}: its sites were taken for one store, and are registered with different papers "
        "({sites}). If these are stores of their own, add a column region."
    ),
    "clients-differ": _(
        "{account} is said to be of several clients ({clients}), so it stands in no client's "
        "report. If these are several stores, give each a name of its own."
    ),
    "skipped": _("{input} was left out: {reason}."),
    "spellings": _("{account} is written in several ways, taken as one store: {spellings}."),
    "unknown-answer": _(
        "Answer {word} in a checklist is not known: taken as not recorded, never as done."
    ),
    "unknown-certification": _(
        "What {word} says of a certification is not known: taken neither for passed nor for failed."
    ),
    "unknown-operator-kind": _(
        "What {word} says of a person is not known: taken neither for staff nor for an agency's."
    ),
    "unknown-outcome": _(
        "{input}: outcome {word} is not known; these sign-ins were not taken as successful and "
        "tie nothing."
    ),
    "unknown-paper": _("{input}: registration detail {word} is not known and was not compared."),
    "unmet-stores": _(
        "Known from one kind of file only, so perhaps written in another way elsewhere: {accounts}."
    ),
    "unused-acceptance": _(
        "No finding {name} is in this report: what was accepted has changed or is gone."
    ),
    "unused-alias": _("linkscan.toml: no file uses the alias {word}."),
    "remark-of-ban": _(
        "A column that is not read speaks of a ban, and none of statuses says how these stores "
        "stand: {accounts}. Write it in a status column."
    ),
    "unread-columns": _(
        "{input}: columns that linkscan does not know, and did not compare: {headers}. "
        "Name one with --map, such as --map ip=NAME."
    ),
    "unused-input": _("{input}: none of its {rows} rows could be used."),
    "unused-relation": _("{name}: the declared relation names fewer than two stores met here."),
    "unknown-platform": _("Platform {word} is not known: taken as a platform of its own."),
    "unknown-status": _("Status {word} is not known: taken as unknown, never as active."),
    "used-machine": _(
        "Machine {machine}, acquired on {acquired}, was already seen on {seen}, with {accounts} "
        "stores: what a used machine did before stays with it."
    ),
}

HEALTH_SOURCES = {
    said: said
    for said in (
        _("sellers' articles; the factor is ours"),
        _("sellers' articles; not found on an official page"),
    )
}
"""Sources of limits that are no address (linkscan/rules/health.toml)."""

METHOD = (
    _(
        "This is a self-audit of your own records. It shows which stores share something that "
        "platforms are publicly said to look at; it does not know any platform's own rules."
    ),
    _(
        "Platforms publish only part of what they use. No finding does not prove that a platform "
        "sees no relation."
    ),
    _(
        "Stores are compared within one platform, regions together. All times are {zone}; days of "
        "use are counted in UTC."
    ),
    _("In findings, suspended also stands for rejected and for closed by the platform."),
    _("Sharing a value does not prove that stores belong together."),
    _("Masked values that look alike bear numbers: another number is another value."),
)
"""What every page ends with: what is compared, and what that does not prove."""

NUMBERS = (
    _(
        "A weight in bits compares how often two stores of one operator share such a value with "
        "how often two strangers' stores do: each bit doubles the odds. How often strangers do is "
        "assumed, and in mode sample corrected by the files; the assumptions and their sources are "
        "data of linkscan (fingerprints/data/kinds.toml)."
    ),
    _(
        "Values of one group depend on one another: only the heaviest counts. From the sum the "
        "prior is taken off, for two stores taken at random are seldom one operator's; what is "
        "left is put in words as by Kass and Raftery (1995)."
    ),
    _(
        "How likely it is that an outsider takes a store and a suspended one for one operator's is "
        "told as an upper bound: paths between them may rest on the same evidence."
    ),
)
"""How weights and likelihoods come about: for who asks how the words were arrived at."""


def word(table: Mapping[str, str], code: str, lang: str) -> str:
    """The word of `code` in `lang`; the code itself where the table has none."""
    return translate(table[code], lang) if code in table else code


def sentence(table: Mapping[str, str], code: str, lang: str, params: Mapping[str, object]) -> str:
    """The sentence of `code` with its fields filled; never an error.

    A field without a parameter shows a dash. A code that the table does not have is shown
    with its parameters.
    """
    if code in table:
        return translate(table[code], lang).format_map(_Fields(params))
    details = ", ".join(f"{name}={value}" for name, value in params.items())
    return f"{code}: {details}" if details else code


def kind_word(kind: str, lang: str) -> str:
    """The word of a kind of value or of a field that holds one."""
    return word(KINDS if kind in KINDS else FIELDS, kind, lang)


def item_word(item: str, lang: str) -> str:
    """An item of a checklist, as its data says it."""
    found = items().get(item)
    return item if found is None else found.zh if lang == "zh" else found.en


def machine_name(id: str, lang: str) -> str:
    """The name of a machine as shown."""
    return translate(_("machine not recorded"), lang) if id == MACHINE_NOT_RECORDED else id


class _Fields(dict[str, object]):
    """Parameters of a sentence: a missing one is a dash, for a report of a later version."""

    def __missing__(self, name: str) -> str:
        return "-"
