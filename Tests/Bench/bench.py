"""Times nrem against DuckDB, polars and bare libcsv on one set of generated files, in one run.

Ratios only mean something within a run. Every engine must give the same rows and the same groups,
else the run fails.

usage: bench.py [--rows N] [--rounds N]
"""
import argparse
import csv
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import time

here = pathlib.Path(__file__).resolve().parent
top = here.parent.parent
release = top / ".build" / "release"
options = argparse.ArgumentParser()
options.add_argument("--rows", type=int, default=4_000_000)
options.add_argument("--rounds", type=int, default=3)
options = options.parse_args()
room = top / ".build" / "bench"
room.mkdir(parents=True, exist_ok=True)
python = room / "venv" / "bin" / "python"
if not (room / "venv" / "installed").exists():
    try:
        subprocess.run([sys.executable, "-m", "venv", room / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", "duckdb", "polars"], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"DuckDB and polars could not be installed: {error}", file=sys.stderr)
        sys.exit(3)
    (room / "venv" / "installed").touch()


def definitions():
    """The shipped definitions and the benchmark's table beside them."""
    to = room / "pipelines"
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(top / "pipelines", to)
    shutil.copy(here / "definitions/table.yaml", to / "return/tables/records.yaml")
    shutil.copy(here / "definitions/indicators.yaml", to / "indicators/records.yaml")
    shutil.copy(here / "definitions/pipeline.yaml", to / "bench.yaml")
    with open(to / "mechanism/obligations.csv", "a") as file:
        file.write("VP,records,may,own,,\n")
    return to


pipelines = definitions()
lists = {}
for column, name in [("sex", "SEX"), ("age_group", "AGE_GROUP"), ("citizenship", "CITIZENSHIP"),
                     ("exploitation", "EXPLOITATION"), ("place", "PLACE")]:
    with open(pipelines / f"return/codelists/{name}.csv", newline="") as file:
        lists[column] = sorted({row["code"] for row in csv.DictReader(file)} | {"_T", "_U"})
(room / "lists.json").write_text(json.dumps(lists))


def generated(quotes, rows):
    folder = room / f"{quotes}-{rows}"
    file = folder / "2015-Q4/VP@2016-01-08/records.csv"
    if not file.exists():
        file.parent.mkdir(parents=True)
        subprocess.run([release / "synthesise-returns", "benchmark", "--rows", str(rows),
                        "--quotes", quotes, "--output", file], check=True)
    return folder, file


def measured(words, **more):
    """Wall seconds, CPU seconds and peak memory of a process."""
    start = time.perf_counter()
    child = subprocess.Popen([str(w) for w in words], stdout=subprocess.PIPE, **more)
    out = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, words))}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.decode()


def nrem(folder, threads, *more):
    return [release / "nrem", "run", "bench", "--pipelines", pipelines, "--returns", folder,
            "--jobs", str(threads), *more]


def nrem_numbers(folder):
    """What the release says: rows from the manifest, groups from the observations."""
    output = room / "output"
    measured(nrem(folder, 2, "--output", output))
    inside = output / "bench/2015-Q4/internal"
    rows = json.loads((inside / "manifest.json").read_text())["rows"]
    cells = {}
    with open(inside / "observations.csv", newline="") as file:
        for row in csv.DictReader(file):
            if (row["time_period"] == "2015" and row["sex"] != "_T" and row["member"] == "_T"
                    and row["obs_value"] not in ("", "0")):
                cells[f"{row['sex']},{row['exploitation']}"] = int(row["obs_value"])
    return rows["accepted"], cells


def engine(name, threads, file):
    words = [python, here / "engines.py", name, str(threads), file, room / "lists.json"]
    _, cpu, memory, out = measured(words)
    said = json.loads(out.splitlines()[-1])
    return said["seconds"], memory, (said["accepted"], said["cells"])


def main():
    failures = []
    print(f"{options.rows:,} rows of ten columns; best of {options.rounds} rounds taken in turn; "
          "seconds. nrem is timed with process start, the others without it and without imports.")
    print(f"{'file':6} {'threads':>7} {'nrem':>7} {'libcsv':>7} {'DuckDB':>7} {'polars':>7}  "
          f"{'DuckDB/nrem':>11} {'polars/nrem':>11} {'libcsv/nrem':>11} {'nrem MB':>8}")
    for quotes in ["none", "third", "all"]:
        folder, file = generated(quotes, options.rows)
        expected = nrem_numbers(folder)
        for threads in [1, 2]:
            best = {}

            def keep(name, seconds):
                best[name] = min(best.get(name, seconds), seconds)

            memory = 0
            for _ in range(options.rounds):
                seconds, _, used, _ = measured(nrem(folder, threads, "--through", "aggregate"))
                keep("nrem", seconds)
                memory = max(memory, used)
                seconds, _, _, _ = measured(
                    nrem(folder, threads, "--through", "aggregate"),
                    env={**os.environ, "NREM_PLAIN_PATH": "0"})
                keep("libcsv", seconds)
                for name in ["duckdb", "polars"]:
                    seconds, _, numbers = engine(name, threads, file)
                    keep(name, seconds)
                    if numbers != expected:
                        failures.append(f"{name} and nrem differ on {quotes}")
            ratio = {name: best[name] / best["nrem"] for name in best}
            print(f"{quotes:6} {threads:7} {best['nrem']:7.2f} {best['libcsv']:7.2f} "
                  f"{best['duckdb']:7.2f} {best['polars']:7.2f}  {ratio['duckdb']:11.1f} "
                  f"{ratio['polars']:11.1f} {ratio['libcsv']:11.2f} {memory:8.0f}", flush=True)
    folder, file = generated("none", 19_000)
    best = min(measured(nrem(folder, 1, "--through", "aggregate"))[0] for _ in range(20))
    print(f"{file.stat().st_size / 1e6:.1f} MB file, process start included: {best * 1000:.1f} ms")
    for failure in sorted(set(failures)):
        print(failure)
    sys.exit(1 if failures else 0)


main()
