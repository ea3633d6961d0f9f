"""The same work in DuckDB and polars: parse, check all ten columns, group. Prints one JSON line.

usage: engines.py duckdb|polars THREADS FILE LISTS
LISTS is a JSON file with the codes of each list. Time is taken inside the process, imports apart.
"""
import json
import os
import resource
import sys
import time

engine, threads, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
lists = json.load(open(sys.argv[4]))
columns = ["record_id", "date", "sex", "age_group", "citizenship", "exploitation", "place",
           "hours", "count", "cost"]
coded = ["sex", "age_group", "citizenship", "exploitation", "place"]
os.environ["POLARS_MAX_THREADS"] = str(threads)


def duckdb_run():
    import duckdb
    db = duckdb.connect()
    db.execute(f"SET threads = {threads}")
    start = time.perf_counter()
    names = "{" + ", ".join(f"'{c}': 'VARCHAR'" for c in columns) + "}"
    checks = " AND ".join(
        [f"{c} IN ({', '.join(repr(code) for code in lists[c])})" for c in coded]
        + ["TRY_CAST(date AS DATE) IS NOT NULL", "TRY_CAST(record_id AS BIGINT) >= 0",
           "TRY_CAST(count AS BIGINT) >= 0", "TRY_CAST(hours AS DECIMAL(12,2)) >= 0",
           "TRY_CAST(cost AS DECIMAL(12,2)) >= 0"])
    rows = db.execute(f"""
        WITH t AS (SELECT *, coalesce({checks}, false) AS ok FROM read_csv('{path}', header = true,
          delim = ',', quote = '"', escape = '"', auto_detect = false, columns = {names}))
        SELECT sex, exploitation, count(*), sum(CASE WHEN ok THEN 1 ELSE 0 END),
          sum(CASE WHEN ok THEN TRY_CAST(count AS BIGINT) ELSE 0 END) FROM t GROUP BY 1, 2
        """).fetchall()
    seconds = time.perf_counter() - start
    cells = {f"{sex},{form}": int(total) for sex, form, _, ok, total in rows if ok}
    return seconds, sum(r[2] for r in rows), int(sum(r[3] for r in rows)), cells


def polars_run():
    import polars as pl
    start = time.perf_counter()
    frame = pl.scan_csv(path, schema={c: pl.String for c in columns})
    count = pl.col("count").cast(pl.Int64, strict=False)
    ok = pl.col("date").str.to_date("%Y-%m-%d", strict=False).is_not_null()
    for c in coded:
        ok = ok & pl.col(c).is_in(lists[c])
    ok = ok & (pl.col("record_id").cast(pl.Int64, strict=False) >= 0) & (count >= 0)
    ok = ok & (pl.col("hours").cast(pl.Float64, strict=False) >= 0)
    ok = ok & (pl.col("cost").cast(pl.Float64, strict=False) >= 0)
    grouped = (
        frame.with_columns(ok.fill_null(False).alias("ok"), count.alias("n"))
        .group_by("sex", "exploitation")
        .agg(pl.len().alias("read"), pl.col("ok").sum().alias("accepted"),
             pl.col("n").filter(pl.col("ok")).sum().alias("total"))
        .collect(engine="streaming"))
    seconds = time.perf_counter() - start
    cells = {f"{r['sex']},{r['exploitation']}": r["total"] for r in grouped.to_dicts()
             if r["accepted"]}
    return seconds, grouped["read"].sum(), grouped["accepted"].sum(), cells


seconds, read, accepted, cells = duckdb_run() if engine == "duckdb" else polars_run()
print(json.dumps({
    "seconds": seconds, "read": read, "accepted": accepted, "cells": cells,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
