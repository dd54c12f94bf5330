"""The tables of the wide half: names, columns, meaning. A contract, held by a test.

Text of the files appears in `wide.rows_N`, `uses`, `machine_refs` and `identifiers` only;
further on accounts, values, keys and machines are numbers, because ten million short texts
are what costs time and memory.

Numbers follow a stated order, so that shuffled rows give the same ones: accounts by id,
values by (kind, raw), keys by (kind, text), machines by id, ties by scope and strength,
findings by seriousness.
"""

from __future__ import annotations

Columns = dict[str, str]

_SEEN: Columns = {"first_seen": "TIMESTAMP", "last_seen": "TIMESTAMP"}

TABLES: dict[str, Columns] = {
    # One row per record of input N, in file order, and a text column per field that the
    # file has. `flaw` says why a record is not used (flaws.FLAWS), 0 if it is. The number
    # of a record is its rowid, or a column `record` where the file was copied.
    "wide.rows_0": {"observed_at": "TIMESTAMP", "flaw": "UTINYINT"},
    # The same (a view), with what its words say of how a sign-in ended among the flaws.
    "input_0": {"record": "BIGINT", "flaw": "UTINYINT", "observed_at": "TIMESTAMP"},
    # Used rows of all inputs. `account_ref` is a digest of account, platform and region as
    # written; `machine` is as written, or the device where a log has no machine column.
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
    # A paper of a record: kind as its column says, and the role (legal person, payee).
    "papers": {
        "input": "INTEGER",
        "record": "BIGINT",
        "account_ref": "UBIGINT",
        "kind": "VARCHAR",
        "raw": "VARCHAR",
        "role": "VARCHAR",
    },
    # Which account every written form means.
    "account_refs": {"account_ref": "UBIGINT", "account": "INTEGER"},
    # Accounts; `scope` is the platform on which one is compared, `barred` says that it is
    # suspended, rejected or closed for cause.
    "accounts": {
        "account": "INTEGER",
        "id": "VARCHAR",
        "name": "VARCHAR",
        "platform": "VARCHAR",
        "region": "VARCHAR",
        "status": "VARCHAR",
        "scope": "VARCHAR",
        "barred": "BOOLEAN",
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
    # Distinct (account, machine, value).
    "sightings": {
        "account": "INTEGER",
        "machine": "INTEGER",
        "value": "INTEGER",
        **_SEEN,
        "n": "BIGINT",
    },
    "keys": {
        "key": "INTEGER",
        "kind": "VARCHAR",
        "text": "VARCHAR",
        "label": "VARCHAR",
        "class": "VARCHAR",
        "strength": "VARCHAR",
        "grade": "VARCHAR",
    },
    "value_keys": {"value": "INTEGER", "key": "INTEGER"},
    # Distinct (account, key, machine): what an account is known by.
    "links": {
        "account": "INTEGER",
        "key": "INTEGER",
        "machine": "INTEGER",
        **_SEEN,
        "n": "BIGINT",
    },
    # A key that two or more accounts of one scope share: what components are made of.
    # `set_xor` and `set_sum` are equal where the sets of accounts are.
    "ties": {
        "tie": "INTEGER",
        "scope": "VARCHAR",
        "key": "INTEGER",
        "accounts": "BIGINT",
        "barred": "BIGINT",
        "least": "INTEGER",  # the smallest of the accounts
        "set_xor": "UBIGINT",
        "set_sum": "HUGEINT",
        "kind": "VARCHAR",
        "strength": "VARCHAR",
        "grade": "VARCHAR",
    },
    "tied": {"account": "INTEGER", "tie": "INTEGER"},
    # One row per set of accounts that ties hold together, by seriousness from 1; `level`
    # is an index into `findings.RANKS`.
    "findings": {
        "finding": "INTEGER",
        "scope": "VARCHAR",
        "accounts": "BIGINT",
        "barred": "BIGINT",
        "least": "INTEGER",
        "set_xor": "UBIGINT",
        "set_sum": "HUGEINT",
        "first_tie": "INTEGER",
        "ties": "BIGINT",
        "strong": "BOOLEAN",
        "grade": "VARCHAR",
        "level": "INTEGER",
    },
    "finding_ties": {
        "finding": "INTEGER",
        "level": "INTEGER",
        "scope": "VARCHAR",
        "tie": "INTEGER",
        "key": "INTEGER",
        "strength": "VARCHAR",
    },
}
