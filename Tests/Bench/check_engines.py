"""The checks of a Table Schema in DuckDB, polars, pointblank and frictionless.

usage: check_engines.py duckdb|polars|pointblank|frictionless THREADS FOLDER OUTPUT
FOLDER holds records.csv, members.csv, schema.json and datapackage.json. Every wrong cell goes to
OUTPUT: its row (1 is the first after the header), column and check.
"""
import csv
import json
import os
import pathlib
import sys

engine, threads, folder, output = sys.argv[1:]
folder = pathlib.Path(folder)
os.environ["POLARS_MAX_THREADS"] = threads
fields = json.loads((folder / "schema.json").read_text())["fields"]
names = [field["name"] for field in fields]
wants = {field["name"]: field.get("constraints", {}) for field in fields}
records, members = folder / "records.csv", folder / "members.csv"


def quoted(value):
    return "'" + str(value).replace("'", "''") + "'"


def duckdb_run():
    import duckdb
    db = duckdb.connect()
    db.execute(f"SET threads = {threads}")
    checks = {}
    for field in fields:
        name, wanted = field["name"], wants[field["name"]]
        kind = {"integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}.get(field["type"])
        value = f"TRY_CAST({name} AS {kind})" if kind else name
        if kind:
            # 3.5 casts to an integer, and is none.
            more = f" OR contains({name}, '.')" if kind == "BIGINT" else ""
            checks[name, "type"] = f"{name} IS NOT NULL AND ({value} IS NULL{more})"
        if "enum" in wanted:
            checks[name, "enum"] = " AND ".join(
                f"{name} != {quoted(code)}" for code in wanted["enum"])
        if "pattern" in wanted:
            checks[name, "pattern"] = f"NOT regexp_full_match({name}, {quoted(wanted['pattern'])})"
        if "minimum" in wanted:
            checks[name, "minimum"] = f"{value} < {wanted['minimum']}"
        if "maximum" in wanted:
            checks[name, "maximum"] = f"{value} > {wanted['maximum']}"
    known = db.execute(f"SELECT member FROM read_csv('{members}', all_varchar = true)").fetchall()
    db.execute(f"CREATE TYPE known AS ENUM ({', '.join(quoted(member) for member, in known)})")
    checks["member", "foreignKey"] = "member IS NOT NULL AND TRY_CAST(member AS known) IS NULL"
    # One pass leaves a bit for each check beside the key, and the number of the row is the table's
    # own. Slower: the text in a table, row_number() in the pass, lists of flags, a window over all
    # keys. Not to be had: NOT IN (SELECT ...) and a long IN are joins, and with a join and two
    # threads rows are numbered otherwise than in the file.
    bits = " | ".join(f"(coalesce({e}, false)::INT << {n})" for n, e in enumerate(checks.values()))
    columns = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in names) + "}"
    db.execute(f"""
        CREATE TEMP TABLE checked AS SELECT TRY_CAST(record_id AS BIGINT) AS key, {bits} AS wrong
        FROM read_csv('{records}', header = true, delim = ',', quote = '"', escape = '"',
          auto_detect = false, columns = {columns})""")
    found = db.execute("SELECT rowid + 1, wrong FROM checked WHERE wrong != 0").fetchall()
    for row, wrong in found:
        for n, (column, check) in enumerate(checks):
            if wrong >> n & 1:
                yield row, column, check
    again = db.execute("""
        SELECT rowid + 1 FROM checked
        WHERE key IN (SELECT key FROM checked GROUP BY key HAVING count(*) > 1)
        QUALIFY row_number() OVER (PARTITION BY key ORDER BY rowid) > 1""").fetchall()
    for row, in again:
        yield row, "record_id", "primaryKey"


def polars_run():
    import polars as pl
    checks = {}
    for field in fields:
        name, wanted = field["name"], wants[field["name"]]
        kind = {"integer": pl.Int64, "number": pl.Float64, "date": pl.Date}.get(field["type"])
        text = value = pl.col(name)
        if kind:
            value = (text.str.to_date("%Y-%m-%d", strict=False) if kind is pl.Date
                     else text.cast(kind, strict=False))
            checks[name, "type"] = text.is_not_null() & value.is_null()
        if "enum" in wanted:
            checks[name, "enum"] = ~text.is_in(wanted["enum"])
        if "pattern" in wanted:
            checks[name, "pattern"] = ~text.str.contains(f"^(?:{wanted['pattern']})$")
        if "minimum" in wanted:
            checks[name, "minimum"] = value < wanted["minimum"]
        if "maximum" in wanted:
            checks[name, "maximum"] = value > wanted["maximum"]
    known = pl.read_csv(members, infer_schema=False)["member"].to_list()
    checks["member", "foreignKey"] = ~pl.col("member").is_in(known)
    key = pl.col("record_id").cast(pl.Int64, strict=False)
    checks["record_id", "primaryKey"] = key.is_not_null() & ~key.is_first_distinct()
    # Of the ways tried (in memory, read first, keys grouped apart, categories for codes) no other
    # was faster.
    frame = pl.scan_csv(records, schema={name: pl.String for name in names},
                        row_index_name="row", row_index_offset=1)
    flags = [e.fill_null(False).alias(str(n)) for n, e in enumerate(checks.values())]
    wrong = (frame.select("row", *flags).filter(pl.any_horizontal(pl.exclude("row")))
             .collect(engine="streaming"))
    for row in wrong.iter_rows():
        for (column, check), fails in zip(checks, row[1:]):
            if fails:
                yield row[0], column, check


def pointblank_run():
    import pointblank as pb
    import polars as pl
    kinds = {"integer": pl.Int64, "number": pl.Float64, "date": pl.Date}
    typed = []
    for field in fields:
        if kind := kinds.get(field["type"]):
            text = pl.col(field["name"])
            value = (text.str.to_date("%Y-%m-%d", strict=False) if kind is pl.Date
                     else text.cast(kind, strict=False))
            typed.append(value.alias("typed_" + field["name"]))
    frame = pl.read_csv(records, schema={name: pl.String for name in names}).with_columns(typed)
    known = pl.read_csv(members, infer_schema=False)["member"].to_list()
    checks = []
    validation = pb.Validate(frame)
    for field in fields:
        name, wanted = field["name"], wants[field["name"]]
        if field["type"] in kinds:
            fits = pl.col(name).is_null() | pl.col("typed_" + name).is_not_null()
            validation = validation.col_vals_expr(fits)
            checks.append((name, "type"))
        if "enum" in wanted:
            validation = validation.col_vals_in_set(name, wanted["enum"])
            checks.append((name, "enum"))
        if "pattern" in wanted:
            validation = validation.col_vals_regex(name, f"^(?:{wanted['pattern']})$", na_pass=True)
            checks.append((name, "pattern"))
        if "minimum" in wanted and "maximum" in wanted:
            validation = validation.col_vals_between(
                "typed_" + name, wanted["minimum"], wanted["maximum"], na_pass=True)
            checks.append((name, "range"))
        elif "minimum" in wanted:
            validation = validation.col_vals_ge("typed_" + name, wanted["minimum"], na_pass=True)
            checks.append((name, "minimum"))
    validation = validation.col_vals_in_set("member", known)
    checks.append(("member", "foreignKey"))
    validation = validation.rows_distinct("typed_record_id")
    checks.append(("record_id", "primaryKey"))
    validation = validation.interrogate(extract_limit=10**9)
    for step, (column, check) in enumerate(checks, 1):
        extract = validation.get_data_extracts(i=step, frame=True)
        if check == "primaryKey":
            # Every row of a repeated key is in the extract; the first one is not wrong.
            extract = extract.filter(~pl.col("typed_" + column).is_first_distinct())
        least = wants[column].get("minimum")
        low = extract["typed_" + column] < least if check == "range" else [False] * len(extract)
        for row, below in zip(extract["_row_num_"], low):
            yield row, column, {"range": "minimum" if below else "maximum"}.get(check, check)


def frictionless_run():
    import frictionless
    report = frictionless.Package(str(folder / "datapackage.json")).validate(limit_errors=10**9)
    for error in (error for task in report.tasks for error in task.errors):
        row = error.row_number - 1
        if error.type == "constraint-error":
            yield row, error.field_name, error.note.split('"')[1]
        elif error.type == "type-error":
            yield row, error.field_name, "type"
        elif error.type == "foreign-key":
            yield row, error.field_names[0], "foreignKey"
        elif error.type == "primary-key":
            yield row, "record_id", "primaryKey"
        else:
            yield row, "", error.type


run = {"duckdb": duckdb_run, "polars": polars_run, "pointblank": pointblank_run,
       "frictionless": frictionless_run}[engine]
with open(output, "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["row", "column", "check"])
    writer.writerows(run())
