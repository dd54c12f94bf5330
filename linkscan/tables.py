"""The tables of the wide half: names, columns, meaning. A contract, held by a test.

Text of the files appears in `wide.rows_N`, `uses`, `machine_refs` and `identifiers` only;
further on accounts, values, keys and machines are numbers, because ten million short texts
are what costs time and memory.

Numbers follow a stated order, so that shuffled rows give the same ones: accounts by id,
values by (kind, raw), keys by (kind, text), machines by id, ties by scope and strength,
findings by seriousness, relations as they are declared.
"""

from __future__ import annotations

Columns = dict[str, str]

_SEEN: Columns = {"first_seen": "TIMESTAMP", "last_seen": "TIMESTAMP"}

# What a kind of value is worth on a platform, see `rates`.
_RATE: Columns = {
    "grade": "VARCHAR",
    "grp": "VARCHAR",
    "agreement": "VARCHAR",
    "fades": "BOOLEAN",
    "u": "DOUBLE",
    "worth": "DOUBLE",
    "rho": "DOUBLE",
}

# A set of accounts: those who have the tie `first`, and `second` if it is a part of these.
# `set_xor` and `set_sum` are equal where the sets are.
_SET: Columns = {
    "number": "INTEGER",
    "scope": "VARCHAR",
    "accounts": "BIGINT",
    "barred": "BIGINT",
    "least": "INTEGER",  # the smallest of the accounts
    "set_xor": "UBIGINT",
    "set_sum": "HUGEINT",
    "first": "INTEGER",
    "second": "INTEGER",
    "ties": "BIGINT",
    "grade": "VARCHAR",  # of the best attested of its ties
    "joins": "BOOLEAN",
    "someone_left": "BOOLEAN",
}

TABLES: dict[str, Columns] = {
    # One row per record of input N, in file order, and a text column per field that the
    # file has. `flaw` says why a record is not used (flaws.FLAWS), 0 if it is. The number
    # of a record is its rowid, or a column `record` where the file was copied.
    "wide.rows_0": {"observed_at": "TIMESTAMP", "flaw": "UTINYINT"},
    # The same (a view), with what its words say of how a sign-in ended among the flaws.
    "input_0": {"record": "BIGINT", "flaw": "UTINYINT", "observed_at": "TIMESTAMP"},
    # Used rows of all inputs. `account_ref` is a digest of account, platform and region as
    # written; `machine` is as written, or the device where a log has no machine column. A
    # column for each soft kind (loading.SOFT) that one of the logs has follows.
    "events": {
        "input": "INTEGER",
        "record": "BIGINT",
        "observed_at": "TIMESTAMP",
        "account_ref": "UBIGINT",
        "machine": "VARCHAR",
        "machine_named": "BOOLEAN",
        "ip": "VARCHAR",
        "device_id": "VARCHAR",
        "mac": "VARCHAR",
    },
    # A paper of a record: kind as its column says, and the role (legal person, payee). Of a
    # cell that holds several, each.
    "papers": {
        "input": "INTEGER",
        "record": "BIGINT",
        "account_ref": "UBIGINT",
        "kind": "VARCHAR",
        "raw": "VARCHAR",
        "role": "VARCHAR",
    },
    # The values in a cell of papers that holds several.
    "cell_parts": {"kind": "VARCHAR", "cell": "VARCHAR", "raw": "VARCHAR"},
    # Which account every written form means.
    "account_refs": {"account_ref": "UBIGINT", "account": "INTEGER"},
    # Accounts; `scope` is the platform on which one is compared first, `barred` says that it is
    # suspended, rejected or closed for cause, `company` is its declared owner, else its
    # client; accounts of one `side` are weighed as one's own.
    "accounts": {
        "account": "INTEGER",
        "id": "VARCHAR",
        "name": "VARCHAR",
        "platform": "VARCHAR",
        "region": "VARCHAR",
        "status": "VARCHAR",
        "scope": "VARCHAR",
        "barred": "BOOLEAN",
        "company": "VARCHAR",
        "side": "INTEGER",
        "planned": "BOOLEAN",
    },
    # Distinct raw values that may tie: shared by accounts, or in an odd form. A raw value
    # that is not here is seen with one account and is its own key.
    "identifiers": {
        "value": "INTEGER",
        "kind_read": "VARCHAR",  # as the column says
        "raw": "VARCHAR",
        "region": "VARCHAR",  # of the account, where the kind needs it
        "kind": "VARCHAR",  # as the value says
        "key": "VARCHAR",
        "label": "VARCHAR",
        "class": "VARCHAR",
        "reject": "VARCHAR",  # why it links nothing
    },
    # What lines, range files and location columns say of addresses (where any does).
    "address_classes": {"key": "VARCHAR", "class": "VARCHAR"},
    # Which device ids came together with which network cards: clones show there.
    "devices": {
        "account": "INTEGER",
        "machine": "INTEGER",
        "device": "VARCHAR",
        "label": "VARCHAR",
        "mac": "VARCHAR",
    },
    # Distinct (account, machine) as written, with rows and evidence cells.
    "uses": {
        "account_ref": "UBIGINT",
        "machine": "VARCHAR",
        "machine_named": "BOOLEAN",
        "n": "BIGINT",
        "devices": "BIGINT",
        "addresses": "BIGINT",
        **_SEEN,
    },
    "machines": {
        "machine": "INTEGER",
        "id": "VARCHAR",
        "source": "VARCHAR",
        "name": "VARCHAR",
    },
    "machine_refs": {"raw": "VARCHAR", "machine_named": "BOOLEAN", "machine": "INTEGER"},
    # The same by number; `cells` counts the cells of evidence, `devices` those of devices.
    "presence": {
        "account": "INTEGER",
        "machine": "INTEGER",
        "n": "BIGINT",
        "devices": "BIGINT",
        "cells": "BIGINT",
        **_SEEN,
    },
    # Distinct (account, machine, value, day); a day counts from 1970 (UTC), null where the
    # row says no time. Machine `machines.NO_MACHINE`: a paper.
    "seen": {
        "account": "INTEGER",
        "machine": "INTEGER",
        "value": "INTEGER",
        "day": "INTEGER",
        **_SEEN,
        "n": "BIGINT",
    },
    # Distinct (account, machine, value).
    "sightings": {
        "account": "INTEGER",
        "machine": "INTEGER",
        "value": "INTEGER",
        **_SEEN,
        "n": "BIGINT",
    },
    # Rows by people after the day on which they left, and permissions that they still have.
    "left_rows": {
        "input": "INTEGER",
        "record": "BIGINT",
        "account": "INTEGER",
        "machine": "INTEGER",
        "text": "VARCHAR",
        "label": "VARCHAR",
        "role": "VARCHAR",
        "observed_at": "TIMESTAMP",
    },
    "keys": {
        "key": "INTEGER",
        "kind": "VARCHAR",
        "text": "VARCHAR",
        "label": "VARCHAR",
        "revealed": "VARCHAR",
        "class": "VARCHAR",
        "tie": "VARCHAR",  # how the kind ties, as kinds.KINDS says
        "strength": "VARCHAR",
    },
    # A user agent has two keys: its own, and that of its browser and system.
    "value_keys": {"value": "INTEGER", "key": "INTEGER"},
    # Distinct (account, key, machine): what an account is known by.
    "links": {
        "account": "INTEGER",
        "key": "INTEGER",
        "machine": "INTEGER",
        **_SEEN,
        "n": "BIGINT",
    },
    # On which platforms each account is compared; its first place has its own number.
    "places": {"account": "INTEGER", "scope": "VARCHAR", "place": "INTEGER"},
    # What a kind of value is worth on a platform, by class: how well attested, its group, the
    # table of m (agreement.AGREEMENTS), the prior u and how many accounts it is `worth`, and
    # how far the platform's profile lets it count (rho).
    "rates": {"scope": "VARCHAR", "kind": "VARCHAR", "class": "VARCHAR", **_RATE},
    # A key that two or more accounts of one scope share. What `joins` makes components;
    # anything else adds weight or is context.
    "ties": {
        "tie": "INTEGER",
        "scope": "VARCHAR",
        "key": "INTEGER",
        "accounts": "BIGINT",
        "barred": "BIGINT",
        "companies": "BIGINT",
        "sides": "BIGINT",
        "least": "INTEGER",
        "set_xor": "UBIGINT",
        "set_sum": "HUGEINT",
        "at_home": "BOOLEAN",  # of any of its accounts this is the first place
        "kind": "VARCHAR",
        "class": "VARCHAR",
        "how": "VARCHAR",  # keys.tie
        "strength": "VARCHAR",
        **_RATE,
        "joins": "BOOLEAN",
    },
    "tied": {"account": "INTEGER", "tie": "INTEGER"},
    # On which days an account had the key of a tie; null: on any.
    "days": {"tie": "INTEGER", "account": "INTEGER", "day": "INTEGER"},
    # Days to the nearest other account with the key: on one's own side or `across` sides, to
    # any or (`contagion`) to one that is barred where this one is not, or the other way round.
    "nearest": {
        "tie": "INTEGER",
        "account": "INTEGER",
        "gap": "INTEGER",
        "across": "BOOLEAN",
        "contagion": "BOOLEAN",
    },
    # How many sides a platform has: the size of a sample.
    "scopes": {"scope": "VARCHAR", "sides": "BIGINT"},
    # The bits of an account's nearest use, and of the best pair of a tie; `factor` is an
    # index into `bits.FACTORS`.
    "edges": {
        "tie": "INTEGER",
        "account": "INTEGER",
        "contagion": "BOOLEAN",
        "bits": "DOUBLE",
    },
    "weights": {
        "tie": "INTEGER",
        "contagion": "BOOLEAN",
        "factor": "INTEGER",
        "gap": "INTEGER",
        "bits": "DOUBLE",
    },
    # Sets of accounts that ties hold together; their ties, and the soft ones that all of the
    # accounts share (`support`).
    "sets": _SET,
    "holders": {"number": "INTEGER", "account": "INTEGER"},
    "members": {"number": "INTEGER", "tie": "INTEGER", "support": "BOOLEAN"},
    # Declared relations that hold: accounts, the kinds they are limited to, and the sets that
    # they cover.
    "relation_accounts": {"relation": "INTEGER", "account": "INTEGER"},
    "relation_kinds": {"relation": "INTEGER", "kind": "VARCHAR"},
    "covered": {"number": "INTEGER", "relation": "INTEGER"},
    # Bits of each set and its level, an index into `findings.RANKS`, by factor.
    "levels": {"number": "INTEGER", "factor": "INTEGER", "bits": "DOUBLE", "level": "INTEGER"},
    # The sets that are findings: of a part of a set only one that is more serious.
    "told": {"number": "INTEGER"},
    # How serious a finding is for each of its accounts: one that used an address two years
    # after the others is not as near to them as they are to each other.
    "standing": {"number": "INTEGER", "account": "INTEGER", "level": "INTEGER"},
    # The same by seriousness from 1, as they are weighed with no factor.
    "findings": {"finding": "INTEGER", **_SET, "level": "INTEGER", "bits": "DOUBLE"},
    "finding_ties": {
        "finding": "INTEGER",
        "number": "INTEGER",
        "tie": "INTEGER",
        "support": "BOOLEAN",
        "key": "INTEGER",
        "kind": "VARCHAR",
        "joins": "BOOLEAN",
    },
}
