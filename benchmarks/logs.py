"""Invented login logs of any size: the same bytes for the same seed and size.

Rows are sorted by time, as logs are. Every account has about 50 of them in 100 days:

- homes (70 %): the address changes every 2 to 6 days; a few are re-leased to others;
- office lines (12 %): 10 to 40 accounts behind one address;
- IPv6 homes (10 %): a new privacy address in the same /64 every day;
- carrier hubs (8 %): a row each from one of many addresses, in 100.64.0.0/10 or public,
  each of which some 2,000 accounts use.

A group (account, machine, ip) has about two rows, which is hard on aggregation. One row
in 200 writes its address otherwise (mapped, with a port, in capitals, with spaces) and
one in 200 its device id in capitals. Nothing here is anybody's: addresses are drawn from
blocks that providers use, because reserved ones would tie nothing.

All draws are `scramble` (the integer hash lowbias32 by Chris Wellons) of row and account
numbers, not `random()` or `hash()` of DuckDB, whose values are no promise.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import duckdb

DATA = Path(__file__).parent / "data"
SEED = 20260101
ROWS_PER_ACCOUNT = 50
ACCOUNTS_PER_MACHINE = 40
ACCOUNTS_PER_CARRIER_HUB = 500  # counted over all accounts; 8 % use 50 hubs each
HUB_ADDRESS = "36.110.20.30"

_MACROS = (
    "CREATE MACRO shift(x, n) AS xor(x, x >> n)",
    "CREATE MACRO times(x, factor) AS (x * factor) & 4294967295::UBIGINT",
    """CREATE MACRO scramble(x) AS
         shift(times(shift(times(shift(x, 16), 2146121005::UBIGINT), 15),
                     2221713035::UBIGINT), 16)""",
    "CREATE MACRO draw(x, salt) AS scramble((x + salt::UBIGINT) & 4294967295::UBIGINT)",
    """CREATE MACRO ipv4(x) AS
         [36, 42, 49, 58, 60, 61, 101, 106, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119,
          120, 121, 122, 123, 124, 125, 171, 175, 180, 182, 183, 218, 219, 222
         ][1 + (x >> 27)::BIGINT] || '.' || ((x >> 16) & 255)
         || '.' || ((x >> 8) & 255) || '.' || (x & 255)""",
    """CREATE MACRO carrier_ipv4(x) AS
         '100.' || (64 + (x >> 16) % 64) || '.' || ((x >> 8) & 255) || '.' || (x & 255)""",
    """CREATE MACRO ipv6(home, x, y, z) AS
         format('240e:3{:02x}:{:x}:{:x}:{:x}:{:x}:{:x}:{:x}', home & 255, 1 + (home >> 8) % 65535,
                1 + (x >> 17), 1 + (y >> 17), 1 + (y & 32767), 1 + (z >> 17), 1 + (z & 32767))""",
    """CREATE MACRO uuid4(x, y, z) AS
         format('{:08x}-{:04x}-4{:03x}-a{:03x}-{:04x}{:08x}', x, y >> 16, y & 4095, z & 4095,
                (z >> 16) & 65535, xor(x, xor(y, z)))""",
)

_ROWS = """
WITH
rows AS (
  SELECT
    i::UBIGINT AS i,
    i * 8640000 // {rows} AS second,  -- 100 days
    {hub_row} AS on_hub,
    CASE WHEN on_hub THEN i // {hub_step} ELSE draw(i::UBIGINT, {salt[0]}) % {accounts} END
      ::UBIGINT AS account
  FROM numbers
),
habits AS (
  SELECT
    *,
    draw(account, {salt[1]}) % 100 AS place,
    (second // (86400 * (2 + draw(account, {salt[2]}) % 5)))::UBIGINT AS lease,
    draw(i, {salt[3]}) AS spelling,
    -- One account in ten has a second machine, where every fifth of its rows comes from.
    draw(account, {salt[4]}) % 10 = 0 AND draw(i, {salt[5]}) % 5 = 0 AS away,
    -- Two in a hundred work in the browser profile of the account before them.
    CASE WHEN account > 0 AND draw(account, {salt[6]}) % 50 = 0 THEN account - 1 ELSE account END
      AS profile,
    draw(account, {salt[7]}) AS browser
  FROM rows
),
leases AS (
  SELECT
    *,
    draw(account, {salt[8]}) + lease AS home_lease,
    draw(i, {salt[9]}) % {carrier_hubs} AS carrier_hub,
    draw(account, {salt[10]}) + second::UBIGINT // 86400 AS today,
    2 * profile + away::UBIGINT AS device
  FROM habits
),
chances AS (
  SELECT *, draw(home_lease, {salt[11]}) AS fate FROM leases
),
leaseholders AS (
  -- One lease in a hundred goes on to an address that another account had before.
  SELECT
    *,
    CASE
      WHEN fate % 100 = 0 AND lease > 0 THEN draw(fate % {accounts}, {salt[8]}) + lease - 1
      ELSE home_lease
    END AS held_lease
  FROM chances
),
numbers_drawn AS (
  SELECT
    *,
    draw(held_lease, {salt[12]}) AS home_number,
    draw(account // 208, {salt[13]}) AS office_number,  -- 12 % of 208 are 25
    draw(carrier_hub, {salt[14]}) AS carrier_number,
    draw(account, {salt[15]}) AS site_number,
    draw(today, {salt[16]}) AS privacy_number,
    draw(today, {salt[17]}) AS privacy_number_2,
    draw(device, {salt[18]}) AS device_number,
    draw(device, {salt[19]}) AS device_number_2,
    draw(device, {salt[20]}) AS device_number_3
  FROM leaseholders
),
values AS (
  SELECT
    *,
    CASE
      WHEN on_hub THEN '{hub_address}'
      WHEN place < 8 AND carrier_hub % 2 = 0 THEN carrier_ipv4(carrier_hub)
      WHEN place < 8 THEN ipv4(carrier_number)
      WHEN place < 20 THEN ipv4(office_number)
      WHEN place < 30 THEN ipv6(account, site_number, privacy_number, privacy_number_2)
      ELSE ipv4(home_number)
    END AS address,
    uuid4(device_number, device_number_2, device_number_3) AS uuid
  FROM numbers_drawn
)
SELECT
  strftime(TIMESTAMP '2026-01-01' + to_seconds(second), '%Y-%m-%dT%H:%M:%SZ') AS timestamp,
  'store' || lpad(account::VARCHAR, 7, '0') AS account,
  CASE
    WHEN spelling % 200 > 0 THEN address
    WHEN spelling % 3 = 0 THEN ' ' || address || ' '
    WHEN place BETWEEN 20 AND 29 AND spelling % 3 = 1 AND NOT on_hub THEN upper(address)
    WHEN place BETWEEN 20 AND 29 AND NOT on_hub THEN '[' || address || ']:443'
    WHEN spelling % 3 = 1 THEN '::ffff:' || address
    ELSE address || ':' || (1024 + spelling % 60000)
  END AS ip,
  CASE WHEN spelling % 199 = 0 THEN upper(uuid) ELSE uuid END AS device_id,
  CASE
    WHEN browser % 100 < 15 THEN
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:' || (130 + second // 2592000)
      || '.0) Gecko/20100101 Firefox/' || (130 + second // 2592000) || '.0'
    ELSE
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/'
      || (126 + browser % 3 + second // 2592000) || '.0.0.0 Safari/537.36'
  END AS user_agent,
  'WS-' || lpad((CASE WHEN away THEN browser % {machines} ELSE account // {per_machine} END)
                ::VARCHAR, 5, '0') AS machine
FROM values
"""


def write_log(path: Path, rows: int, hub: int = 0, seed: int = SEED) -> None:
    """Write `rows` rows to `path`, which appears whole or not at all.

    With `hub`, as many accounts share one address, by one row each that takes the place
    of another; the number of rows stays.
    """
    accounts = max(1, rows // ROWS_PER_ACCOUNT)
    if hub > accounts:
        raise ValueError(f"a hub of {hub} accounts, but {rows} rows have only {accounts} accounts")
    hub_step = rows // hub if hub else rows
    salts = random.Random(seed)
    query = _ROWS.format(
        rows=rows,
        accounts=accounts,
        hub_row=f"i % {hub_step} = 0 AND i // {hub_step} < {hub}" if hub else "false",
        hub_step=hub_step,
        hub_address=HUB_ADDRESS,
        carrier_hubs=max(4, accounts // ACCOUNTS_PER_CARRIER_HUB),
        machines=-(-accounts // ACCOUNTS_PER_MACHINE),
        per_machine=ACCOUNTS_PER_MACHINE,
        salt=[salts.getrandbits(31) for _ in range(21)],
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with duckdb.connect() as engine:
        for macro in _MACROS:
            engine.execute(macro)
        # A scan of a table runs in parallel, one of range() does not; the order is kept.
        engine.execute(f"CREATE TABLE numbers AS SELECT i FROM range({rows}) AS range(i)")
        engine.execute(f"COPY ({query}) TO '{part}' (FORMAT csv, HEADER)")
    part.replace(path)


def log_path(rows: int, hub: int = 0) -> Path:
    """Where the benches keep the log of this size."""
    return DATA / (f"logins-{rows}-hub{hub}.csv" if hub else f"logins-{rows}.csv")


def main() -> None:
    """Write one log, as the arguments say."""
    parser = argparse.ArgumentParser(description="Write an invented login log, sorted by time.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--hub", type=int, default=0, help="accounts behind one address")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, help="file to write (default: in benchmarks/data)")
    parser.add_argument("--if-missing", action="store_true", help="keep a file that is there")
    options = parser.parse_args()
    path = options.out or log_path(options.rows, options.hub)
    if not (options.if_missing and path.exists()):
        write_log(path, options.rows, options.hub, options.seed)
    print(path)


if __name__ == "__main__":
    main()
