"""Times `nrem check` against DuckDB, polars, pointblank and frictionless on one generated file with
a Table Schema, in one run.

About one row in 1000 is wrong, and what is wrong with it is known. Every engine must report every
wrong cell and nothing else, else the run fails. Times are of whole processes, start included.

usage: check.py [--rows N] [--rounds N] [--room FOLDER] [--with-frictionless] [--without-nrem]
"""
import argparse
import collections
import csv
import datetime
import json
import multiprocessing
import os
import pathlib
import random
import resource
import string
import subprocess
import sys
import time

here = pathlib.Path(__file__).resolve().parent
top = here.parent.parent


# What is to be changed when `nrem check` changes: how it is called, and how its output is counted.

def nrem_command(folder, output):
    return [top / ".build/release/nrem", "check", folder / "records.csv",
            "--package", folder / "datapackage.json",
            "--format", "json", "--output", output]


def nrem_errors(output):
    """Wrong cells by (column, check); column is empty where the findings do not name it.

    A check is enum, pattern, minimum, maximum, type, primaryKey or foreignKey.
    """
    named = {"type-error": "type", "primary-key": "primaryKey", "foreign-key": "foreignKey"}
    counts = collections.Counter()
    for file in json.loads(output.read_text())["files"]:
        for finding in file["findings"]:
            check = finding["constraint"] or named.get(finding["type"], finding["type"])
            counts[finding["field"] or "", check] += finding["occurrences"]
    return counts


nrem_exit_codes = (0, 1)

options = argparse.ArgumentParser()
options.add_argument("--rows", type=int, default=1_000_000)
options.add_argument("--rounds", type=int, default=3)
options.add_argument("--room", type=pathlib.Path, default=top / ".build" / "bench",
                     help="where the engines are installed and the files generated")
options.add_argument("--with-frictionless", action="store_true",
                     help="frictionless on every row, not on 100,000 and scaled up")
options.add_argument("--without-nrem", action="store_true")
options = options.parse_args()
if options.rows < 1000:
    sys.exit("at least 1,000 rows are needed for one to be wrong")
room = options.room.resolve()
python = room / "venv-check" / "bin" / "python"


def install():
    marker = room / "venv-check" / "installed"
    if marker.exists():
        return
    room.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", room / "venv-check"], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", "duckdb", "polars", "pointblank",
                        "frictionless==5.21.0"], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"the engines could not be installed: {error}", file=sys.stderr)
        sys.exit(3)
    marker.touch()


forms = ["CHILD", "DEBT", "DOMESTIC", "FORCED", "FORCED_CRIME", "MARRIAGE", "ORGAN", "OTHER",
         "SERVITUDE", "SEXUAL", "SLAVERY", "UNKNOWN"]
fields = [
    ("record_id", "integer", {}),
    ("member", "string", {"pattern": "[A-Z]{3}"}),
    ("sex", "string", {"enum": ["F", "M", "X"]}),
    ("form", "string", {"enum": forms}),
    ("status", "string", {"enum": ["open", "closed", "referred"]}),
    ("case_no", "string", {"pattern": "[A-Z]{2}-[0-9]{6}"}),
    ("code", "string", {"pattern": r"[a-z]{3,8}\.[a-z]{3,8}@[a-z]{4,6}\.org"}),
    ("victims", "integer", {"minimum": 0, "maximum": 1000}),
    ("cost", "number", {"minimum": 0}),
    ("reported_on", "date", {}),
]
# Column, check, values that fail it. A member that is not spelled as one is an unknown one as well.
wrongs = [
    ("record_id", "primaryKey", None),
    ("member", "foreignKey", ["ZZZ", "ZZY", "ZYZ"]),
    ("member", "pattern", ["zzz", "Z1Z", "ZZ", "ZZZZ"]),
    ("sex", "enum", ["f", "male", "0"]),
    ("form", "enum", ["FORCE", "forced", "FORCED CRIME"]),
    ("status", "enum", ["Open", "lost", "closed."]),
    ("case_no", "pattern", ["AB123456", "ab-123456", "AB-12345", "AB-1234567", "A1-123456"]),
    ("code", "pattern", ["anna.berg@post", "anna@post.org", "Anna.berg@post.org", "a.b@post.org",
                         "anna.berg@post.org.", "anna.berg@postxorg"]),
    ("victims", "minimum", ["-1", "-40"]),
    ("victims", "maximum", ["1001", "999999"]),
    ("victims", "type", ["many", "3.5", "12 or 13"]),
    ("cost", "minimum", ["-0.01", "-1200"]),
    ("cost", "type", ["n/a", "12 EUR", "1 200.50"]),
    ("reported_on", "type", ["2015-02-30", "2015-13-01", "2015-00-10", "31/12/2015", "2015"]),
]


recipe = json.dumps([fields, wrongs])


def generate(rows, folder):
    """The data, what is wrong with it, the members and the schemas; always the same for `rows`."""
    chance = random.Random(rows)
    folder.mkdir(parents=True, exist_ok=True)
    words = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(3, 8)))
             for _ in range(3000)]
    hosts = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(4, 6)))
             for _ in range(200)]
    members = sorted({"".join(chance.choices(string.ascii_uppercase[:25], k=3))
                      for _ in range(250)})[:200]
    first = datetime.date(2010, 1, 1)
    days = [(first + datetime.timedelta(n)).isoformat() for n in range(15 * 365)]
    ids = chance.sample(range(100_000_000, 1_000_000_000), rows)
    planted = {row: wrongs[n % len(wrongs)]
               for n, row in enumerate(chance.sample(range(rows // 10, rows), rows // 1000))}
    originals = iter(chance.sample(range(rows // 10), rows // 1000))
    with (open(folder / "records.csv", "w", newline="") as file,
          open(folder / "expected.csv", "w", newline="") as beside):
        expected = csv.writer(beside, lineterminator="\n")
        expected.writerow(["row", "column", "check"])
        file.write(",".join(name for name, _, _ in fields) + "\n")
        for row in range(rows):
            case = f"{chance.choice('ABCDEFGH')}{chance.choice('KLMNOPQR')}-"
            code = f"{chance.choice(words)}.{chance.choice(words)}@{chance.choice(hosts)}.org"
            cost = "" if chance.random() < 0.05 else f"{chance.random() * 10000:.2f}"
            cells = [str(ids[row]), chance.choice(members), chance.choice("FMX"),
                     chance.choice(forms), chance.choice(["open", "closed", "referred"]),
                     f"{case}{chance.randrange(1_000_000):06}", code,
                     str(chance.randint(0, 1000)), cost, chance.choice(days)]
            if row in planted:
                column, check, values = planted[row]
                place = [name for name, _, _ in fields].index(column)
                cells[place] = chance.choice(values) if values else str(ids[next(originals)])
                expected.writerow([row + 1, column, check])
                if (column, check) == ("member", "pattern"):
                    expected.writerow([row + 1, column, "foreignKey"])
            file.write(",".join(cells) + "\n")
    with open(folder / "members.csv", "w") as file:
        file.write("member,name\n" + "".join(f"{m},Member {m}\n" for m in members))
    schema = {"fields": [{"name": name, "type": kind, **({"constraints": more} if more else {})}
                         for name, kind, more in fields], "primaryKey": ["record_id"]}
    key = {"fields": ["member"], "reference": {"resource": "members", "fields": ["member"]}}
    listed = {"fields": [{"name": "member", "type": "string"}, {"name": "name", "type": "string"}],
              "primaryKey": ["member"]}
    package = {"name": "check", "resources": [
        {"name": "records", "path": "records.csv", "schema": {**schema, "foreignKeys": [key]}},
        {"name": "members", "path": "members.csv", "schema": listed}]}
    (folder / "schema.json").write_text(json.dumps(schema, indent=2))
    (folder / "datapackage.json").write_text(json.dumps(package, indent=2))
    (folder / "generated").write_text(recipe)


def generated(rows):
    """The folder of the data. It is made in a process of its own, since the kernel says of no child
    that it took less memory than this one."""
    folder = room / f"check-{rows}"
    done = folder / "generated"
    if not done.exists() or done.read_text() != recipe:
        child = multiprocessing.get_context("fork").Process(target=generate, args=(rows, folder))
        child.start()
        child.join()
        if child.exitcode != 0:
            sys.exit("the data could not be generated")
    return folder


def cells(file):
    with open(file, newline="") as opened:
        return {(int(row["row"]), row["column"], row["check"]) for row in csv.DictReader(opened)}


def counted(found):
    return collections.Counter((column, check) for _, column, check in found)


def measured(words, codes=(0,)):
    """CPU seconds, wall seconds and peak memory of a process."""
    start = time.perf_counter()
    child = subprocess.Popen([str(w) for w in words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in codes:
        sys.exit(f"failed: {' '.join(map(str, words))}")
    return usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss / 1024


def differences(name, counts, expected, rows=None, expected_rows=None):
    """Sentences on what an engine counts otherwise than it was planted."""
    if not any(column for column, _ in counts):
        summed = collections.Counter()
        for (_, check), count in expected.items():
            summed["", check] += count
        expected = summed
    said = [f"{name}: {f'{column} {check}'.strip()}: {counts[column, check]} reported, "
            f"{expected[column, check]} planted"
            for column, check in sorted(counts.keys() | expected.keys())
            if counts[column, check] != expected[column, check]]
    if not said and rows != expected_rows:
        said = [f"{name}: the counts are right and the rows are not"]
    return said


def engine(name, threads, folder):
    """What `measured` says, and how the engine's errors differ from those planted."""
    output = room / "check-errors.csv"
    output.unlink(missing_ok=True)
    if name == "nrem":
        numbers = measured(nrem_command(folder, output), nrem_exit_codes)
        expected = counted(cells(folder / "expected.csv"))
        return numbers, differences(name, nrem_errors(output), expected)
    numbers = measured([python, here / "check_engines.py", name, threads, folder, output])
    found, expected = cells(output), cells(folder / "expected.csv")
    return numbers, differences(name, counted(found), counted(expected), found, expected)


def frictionless(failures):
    """Once. On fewer rows than asked for, a straight line through two sizes is drawn out."""
    least, most = 1000, options.rows if options.with_frictionless else min(options.rows, 100_000)
    numbers, differ = engine("frictionless", 1, generated(most))
    failures += differ
    if most == options.rows:
        return "frictionless", numbers
    small, differ = engine("frictionless", 1, generated(least))
    failures += differ
    share = (options.rows - most) / (most - least)
    cpu, wall = (b + (b - a) * share for a, b in zip(small[:2], numbers[:2]))
    return "frictionless*", (cpu, wall, numbers[2])


def main():
    nrem = top / ".build/release/nrem"
    if not options.without_nrem and not nrem.exists():
        sys.exit("nrem is not built: `make bench` builds it, and --without-nrem does without it")
    install()
    folder = generated(options.rows)
    planted = counted(cells(folder / "expected.csv"))
    versions = "import importlib.metadata as m; print(', '.join(n + ' ' + m.version(n) for n in " \
               "['duckdb', 'polars', 'pointblank', 'frictionless']))"
    print(subprocess.check_output([python, "-c", versions], text=True), end="", flush=True)
    size = (folder / "records.csv").stat().st_size / 1e6
    print(f"{options.rows:,} rows of {len(fields)} columns ({size:.0f} MB), "
          f"{sum(planted.values()):,} errors planted; best of {options.rounds} rounds taken in "
          "turn. Whole processes, start included, and every error written to a file.")
    print("planted: " + ", ".join(f"{column} {check} {count}"
                                  for (column, check), count in sorted(planted.items())))
    ran = [] if options.without_nrem else [("nrem", 0)]
    ran += [(name, threads) for name in ["duckdb", "polars", "pointblank"] for threads in [1, 2]]
    best, failures = {}, []
    for _ in range(options.rounds):
        for name, threads in ran:
            (cpu, wall, memory), differ = engine(name, threads, folder)
            failures += differ
            least = best.get((name, threads), (cpu, wall, memory))
            best[name, threads] = min(cpu, least[0]), min(wall, least[1]), max(memory, least[2])
    name, numbers = frictionless(failures)
    best[name, 1] = numbers
    floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    base = best.get(("nrem", 0))
    print(f"{'engine':14} {'threads':>7} {'CPU s':>8} {'wall s':>8} {'MB':>6}"
          + (f" {'CPU/nrem':>9} {'wall/nrem':>9}" if base else ""))
    for (name, threads), (cpu, wall, memory) in best.items():
        shown = f"{memory:.0f}" if memory > floor + 1 else f"<={memory:.0f}"
        ratio = f" {cpu / base[0]:9.1f} {wall / base[1]:9.1f}" if base else ""
        print(f"{name:14} {threads or '':>7} {cpu:8.2f} {wall:8.2f} {shown:>6}{ratio}")
    if "frictionless*" in name:
        print("* scaled: a straight line through 1,000 and 100,000 rows, once each; "
              "MB as on 100,000 rows")
    for failure in sorted(set(failures)):
        print(failure)
    if not failures:
        print("every engine reports every planted error and no other")
    sys.exit(1 if failures else 0)


main()
