"""The tables of the wide half: names, columns, meaning. A contract, held by a test.

Text of the files appears in `input_N` and `identifiers` only; everywhere else accounts,
values and keys are numbers, because ten million short texts are what costs time and memory.

Numbers follow a stated order, so that shuffled rows give the same ones: accounts by id,
values by (kind, raw), keys by (kind, key), machines by id.
"""

from __future__ import annotations

TABLES: dict[str, dict[str, str]] = {
    # One row per record of input N, in file order; a column per field that the file has.
    # `flaw` says why a record is not used (see `events.FLAWS`), 0 if it is.
    "input_N": {"record": "BIGINT", "observed_at": "TIMESTAMP", "flaw": "UTINYINT"},
    # Used rows of all inputs. `account_ref` is a digest of account, platform and region as
    # written; `machine` is as written, or the device where a log has no machine column.
    "events": {
        "input": "INTEGER",
        "record": "BIGINT",
        "observed_at": "TIMESTAMP",
        "account_ref": "UBIGINT",
        "machine": "VARCHAR",
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
    "accounts": {
        "account": "INTEGER",
        "id": "VARCHAR",
        "name": "VARCHAR",
        "platform": "VARCHAR",
        "region": "VARCHAR",
        "client": "VARCHAR",
        "entity": "VARCHAR",
        "status": "VARCHAR",
        "scope": "VARCHAR",  # the platform it is compared on
        "barred": "BOOLEAN",  # suspended, rejected or closed for cause
        "checked": "BOOLEAN",  # met in the other files, so that "clear" may be said
        "logins": "BIGINT",
        "failures": "BIGINT",
    },
    # Distinct raw values that Python looked at: shared by accounts, or in an odd form. A raw
    # value that is not here is seen with one account and is its own key.
    "identifiers": {
        "value": "INTEGER",
        "kind_read": "VARCHAR",  # as the column says
        "raw": "VARCHAR",
        "kind": "VARCHAR",  # as the value says
        "key": "VARCHAR",
        "label": "VARCHAR",
        "class": "VARCHAR",
        "reject": "VARCHAR",
    },
    # Distinct (account, machine, value).
    "sightings": {
        "account": "INTEGER",
        "machine": "INTEGER",
        "value": "INTEGER",
        "first_seen": "TIMESTAMP",
        "last_seen": "TIMESTAMP",
        "n": "BIGINT",
    },
    # Distinct (account, machine) with how many rows, and how many device cells among them.
    "presence": {
        "account": "INTEGER",
        "machine": "INTEGER",
        "n": "BIGINT",
        "devices": "BIGINT",
        "first_seen": "TIMESTAMP",
        "last_seen": "TIMESTAMP",
    },
    # Distinct (account, key, machine): what an account is known by.
    "links": {
        "account": "INTEGER",
        "key": "INTEGER",
        "machine": "INTEGER",
        "first_seen": "TIMESTAMP",
        "last_seen": "TIMESTAMP",
        "n": "BIGINT",
    },
    "keys": {
        "key": "INTEGER",
        "kind": "VARCHAR",
        "text": "VARCHAR",
        "label": "VARCHAR",
        "class": "VARCHAR",
        "strength": "VARCHAR",
    },
    # A key that two or more accounts of one platform share: what components are made of.
    "ties": {
        "tie": "INTEGER",
        "scope": "VARCHAR",
        "key": "INTEGER",
        "strength": "VARCHAR",
        "accounts": "BIGINT",
        "barred": "BIGINT",
        "least": "INTEGER",
        "set_xor": "UBIGINT",
        "set_sum": "HUGEINT",
    },
}
