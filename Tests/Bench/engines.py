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
    # Typed columns, no sniffing, and a row that does not fit its types is passed over: of the ways
    # tried (text and TRY_CAST, semi-joins with lists, enumerations) the fastest.
    types = {"record_id": "BIGINT", "date": "DATE", "hours": "DECIMAL(12,2)", "count": "BIGINT",
             "cost": "DECIMAL(12,2)"}
    names = "{" + ", ".join(f"'{c}': '{types.get(c, 'VARCHAR')}'" for c in columns) + "}"
    checks = " AND ".join(
        [f"{c} IN ({', '.join(repr(code) for code in lists[c])})" for c in coded]
        + ["date IS NOT NULL", "record_id >= 0", "count >= 0", "hours >= 0", "cost >= 0"])
    rows = db.execute(f"""
        SELECT sex, exploitation, count(*), sum(count)
        FROM read_csv('{path}', header = true, delim = ',', quote = '"', escape = '"',
          auto_detect = false, ignore_errors = true, columns = {names})
        WHERE {checks} GROUP BY 1, 2""").fetchall()
    seconds = time.perf_counter() - start
    cells = {f"{sex},{form}": int(total) for sex, form, _, total in rows}
    return seconds, sum(r[2] for r in rows), cells


def polars_run():
    import polars as pl
    start = time.perf_counter()
    # Typed columns, a cell that does not fit is null; categorical codes were faster than text.
    types = {"record_id": pl.Int64, "date": pl.Date, "hours": pl.Float64, "count": pl.Int64,
             "cost": pl.Float64}
    frame = pl.scan_csv(path, schema={c: types.get(c, pl.Categorical) for c in columns},
                        ignore_errors=True)
    checks = [pl.col(c).is_in(lists[c]) for c in coded] + [pl.col("date").is_not_null()]
    checks += [pl.col(c) >= 0 for c in ["record_id", "count", "hours", "cost"]]
    grouped = (
        frame.filter(pl.all_horizontal(checks)).group_by("sex", "exploitation")
        .agg(pl.len().alias("accepted"), pl.col("count").sum().alias("total"))
        .collect(engine="streaming"))
    seconds = time.perf_counter() - start
    cells = {f"{r['sex']},{r['exploitation']}": r["total"] for r in grouped.to_dicts()}
    return seconds, grouped["accepted"].sum(), cells


seconds, accepted, cells = duckdb_run() if engine == "duckdb" else polars_run()
print(json.dumps({
    "seconds": seconds, "accepted": accepted, "cells": cells,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
