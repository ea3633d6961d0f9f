"""An independent reading of how returns become figures, held against `nrem` on random returns folders.

It knows projects, legislation, assistance, funding and plans over two years of six members: late and
amended returns, nil returns, missing ones, lats and euro, lines that change, acts that are reported
again. Every total and the one-way breakdowns of registers are compared in every period of a release,
and the kinds of later returns.

usage: model.py TOOL [--folders N] [--seed S]

Ends with 1 where anything differs.
"""
import argparse
import csv
import datetime
import pathlib
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

top = pathlib.Path(__file__).resolve().parent.parent.parent
MEMBERS = {"VP": "police", "MARTA": "ngo", "DROSA_MAJA": "ngo", "LM": "ministry",
           "IEM": "ministry", "TM": "ministry"}
QUARTERS = [(year, quarter) for year in (2013, 2014) for quarter in (1, 2, 3, 4)]
SENDERS = {"funding": list(MEMBERS), "plans": list(MEMBERS), "projects": list(MEMBERS),
           "legislation": ["LM", "IEM", "TM"], "assistance": ["LM", "MARTA", "DROSA_MAJA"]}
HEADERS = {
    "funding": "line_id,fiscal_year,purpose,funder,planned,allocated,spent,currency",
    "plans": "plan_id,measure_id,title,responsible,due,status",
    "legislation": "act_id,title,type,stage,stage_date,lead",
    "projects": "project_id,funder,title,lead,partners,start,end,budget,currency",
    "assistance": "service,sex,opening,new,closed,closing,contacts",
}
STATUSES = ["PLANNED", "IN_PROGRESS", "COMPLETED"]
# Units of a currency in one euro.
RATES = {"EUR": Fraction(1), "LVL": Fraction("0.702804")}


def first_day(quarter):
    return datetime.date(quarter[0], quarter[1] * 3 - 2, 1)


def last_day(quarter):
    year, month = quarter[0], quarter[1] * 3 + 1
    return datetime.date(year + month // 13, (month - 1) % 12 + 1, 1) - datetime.timedelta(1)


def label(quarter):
    return f"{quarter[0]}-Q{quarter[1]}"


# MARK: Random returns

class Office:
    """Returns by member, quarter and table: a list of (received, rows); rows are None for nil."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.returns = {}
        self.known_projects = []
        for number in range(4):
            start = datetime.date(2012, 6, 1) + datetime.timedelta(self.chance.randrange(850))
            end = start + datetime.timedelta(self.chance.randrange(30, 500))
            partners = self.chance.choice(
                ["", "VP", "MARTA|LT:x", "DROSA_MAJA", "LT:a|EE:b", "LV:x", "Unknown"])
            self.known_projects.append((f"PR{number}", start, end, self.chance.choice(list(MEMBERS)),
                                        partners))
        for table, members in SENDERS.items():
            for member in members:
                for quarter in QUARTERS:
                    self.send(member, quarter, table)

    def send(self, member, quarter, table):
        for version in range(self.chance.choice([0, 1, 1, 1, 1, 2])):
            delay = self.chance.choice([3, 5, 8, 12, 40, 200, 300, 480]) + version * 17
            received = last_day(quarter) + datetime.timedelta(delay)
            # Rows are made by the method that is named after the table.
            rows = getattr(self, table)(member, quarter)
            self.returns.setdefault((member, quarter, table), []).append((received, rows or None))
        self.returns.get((member, quarter, table), []).sort(key=lambda sent: sent[0])

    def some(self, things):
        return self.chance.sample(things, self.chance.randrange(len(things)))

    def day(self, first, last):
        return first + datetime.timedelta(self.chance.randrange((last - first).days + 1))

    def amount(self):
        if self.chance.random() < 0.15:
            return ""
        return f"{self.chance.randrange(100_000)}.{self.chance.randrange(100):02d}"

    def funding(self, member, quarter):
        currencies = ["EUR", "LVL"] if quarter[0] == 2013 else ["EUR", "EUR", "EUR", "NOK", ""]
        return [[line, quarter[0] - (self.chance.random() > 0.9),
                 self.chance.choice(["PREVENTION", "TRAINING", ""]),
                 self.chance.choice(["STATE", "EU"]), self.amount(), self.amount(), self.amount(),
                 self.chance.choice(currencies)] for line in self.some(["L0", "L1", "L2", "L3"])]

    def plans(self, member, quarter):
        return [[plan, self.chance.choice(["", "1.1", "1.2", "2.1"]), f"Plan {plan}", "x",
                 "2014-12-31", self.chance.choice(STATUSES)]
                for plan in self.some(["P0", "P1", "P2", "P3"])]

    def legislation(self, member, quarter):
        rows = []
        for act in self.some(["A0", "A1", "A2", "A3", "A4"]):
            first = first_day(quarter)
            if self.chance.random() < 0.15:
                day = self.day(first - datetime.timedelta(80), first)
            else:
                day = self.day(first, last_day(quarter))
            rows.append([act, f"Act {act}", self.chance.choice(["LAW", "CABINET_ORDER"]),
                         self.chance.choice(["DRAFTED", "ADOPTED", "ADOPTED"]), day, member])
        return rows

    def projects(self, member, quarter):
        return [[name, funder, f"Project {name}", lead, partners, start, end, "10.00", "EUR"]
                for name, start, end, lead, partners in self.some(self.known_projects)
                for funder in self.chance.sample(["EU", "STATE", "OWN"], self.chance.choice([1, 2]))]

    def assistance(self, member, quarter):
        rows = []
        for service in self.some(["SOCIAL_REHABILITATION", "CONSULTATION", "HELPLINE", "CRISIS"]):
            for sex in self.chance.choice([["_T"], ["F", "M"], ["F"]]):
                opening, new = self.chance.randrange(9), self.chance.randrange(9)
                closed = self.chance.randrange(opening + new + 1)
                rows.append([service, sex, opening, new, closed, opening + new - closed,
                             self.chance.randrange(50)])
        return rows

    def write(self, root):
        for (member, quarter, table), sent in self.returns.items():
            for received, rows in sent:
                folder = root / label(quarter) / f"{member}@{received}"
                folder.mkdir(parents=True, exist_ok=True)
                if rows is None:
                    nil = folder / "nil.csv"
                    text = nil.read_text() if nil.exists() else "table\n"
                    nil.write_text(text + table + "\n")
                else:
                    lines = [HEADERS[table]] + [",".join(map(str, row)) for row in rows]
                    (folder / f"{table}.csv").write_text("\n".join(lines) + "\n")


# MARK: The model

def quarters_of(period):
    own = [quarter for quarter in QUARTERS if str(quarter[0]) == period[:4]]
    rest = period[5:]
    if not rest:
        return own
    if rest.startswith("YTD"):
        return own[:int(rest[-1])]
    if rest.startswith("S"):
        return own[:2] if rest == "S1" else own[2:]
    return [own[int(rest[-1]) - 1]]


def cents(amounts):
    """Exact sum in euro, rounded once, half away from zero; amounts are never below zero."""
    total = sum((Fraction(amount) * 100 / RATES[currency] for amount, currency in amounts
                 if amount and currency in RATES), Fraction(0))
    return int(total + Fraction(1, 2))


class Model:
    def __init__(self, returns, as_of):
        self.force = {}
        for key, sent in returns.items():
            known = [rows for received, rows in sent if received <= as_of]
            if known:
                self.force[key] = known[-1]

    def pieces(self, table, quarters):
        """Member, quarter and rows of what is in force, in order of time; nil has no rows."""
        for quarter in quarters:
            for member in SENDERS[table]:
                if (member, quarter, table) in self.force:
                    yield member, quarter, self.force[(member, quarter, table)]

    def lines(self, table, quarters):
        """The latest row of each line; None where nobody sent the table."""
        latest, is_sent = {}, False
        for member, quarter, rows in self.pieces(table, quarters):
            is_sent = True
            for row in rows or []:
                # A line of another fiscal year counts nothing in the return.
                if table != "funding" or row[1] == quarter[0]:
                    latest[(member, row[0])] = row
        return list(latest.values()) if is_sent else None

    def figures(self, period):
        quarters = quarters_of(period)
        return {**self.budgets(quarters), **self.strategy(quarters), **self.acts(quarters),
                **self.joint(quarters), **self.assisted(quarters)}

    def budgets(self, quarters):
        lines = self.lines("funding", quarters)
        found = {}
        for name, place in [("planned", 4), ("allocated", 5), ("spent", 6)]:
            indicator = f"budget_{name}"
            if lines is None:
                found[indicator] = None
                continue
            amounts = [(row[place], row[7]) for row in lines]
            lacks = any(not amount or (Fraction(amount) > 0 and currency not in RATES)
                        for amount, currency in amounts)
            total = cents(amounts)
            # Nothing known is not nothing.
            found[indicator] = None if lacks and total == 0 else total
            for funder in ["STATE", "EU"]:
                found[(indicator, "funder", funder)] = cents(
                    [(row[place], row[7]) for row in lines if row[3] == funder])
        return found

    def strategy(self, quarters):
        lines = self.lines("plans", quarters)
        if lines is None:
            return {"plans": None, "strategy_measures": None}
        found = {"plans": len(lines), "strategy_measures": len({row[1] for row in lines} - {""})}
        for status in STATUSES:
            own = [row for row in lines if row[5] == status]
            found[("plans", "status", status)] = len(own)
            found[("strategy_measures", "status", status)] = len({row[1] for row in own} - {""})
        return found

    def acts(self, quarters):
        passed = {}
        for _, quarter, rows in self.pieces("legislation", QUARTERS):
            for row in rows or []:
                if row[3] == "ADOPTED" and first_day(quarter) <= row[4] <= last_day(quarter):
                    passed.setdefault(row[0], quarter)
        is_sent = any(True for _ in self.pieces("legislation", quarters))
        count = sum(quarter in quarters for quarter in passed.values())
        return {"legislation_passed": count if is_sent else None}

    def joint(self, quarters):
        parties, countries, is_sent = {}, {}, False
        for member, quarter, rows in self.pieces("projects", quarters):
            is_sent = True
            for name, _, _, lead, partners, start, end, *_ in rows or []:
                if start > last_day(quarter) or end < first_day(quarter):
                    continue
                named = [lead] + partners.split("|")
                parties.setdefault(name, set()).update({member}, set(named) & set(MEMBERS))
                countries.setdefault(name, set()).update(
                    one[:2] for one in named if ":" in one and not one.startswith("LV:"))
        if not is_sent:
            return dict.fromkeys(["projects_active", "projects_joint", "cooperation_joint_projects"])
        kinds = [{MEMBERS[member] for member in members} for members in parties.values()]
        return {
            "projects_active": len(parties),
            "projects_joint": sum(len(parties[name]) > 1 or bool(countries[name])
                                  for name in parties),
            "cooperation_joint_projects": sum("ngo" in own and len(own) > 1 for own in kinds),
        }

    def assisted(self, quarters):
        def total(service, place, own):
            values = []
            for _, _, rows in self.pieces("assistance", own):
                if rows is None:
                    values.append(0)
                elif any(row[0] == service for row in rows):
                    values.append(sum(row[place] for row in rows if row[0] == service))
            return sum(values) if values else None
        return {
            "rehabilitation_new": total("SOCIAL_REHABILITATION", 3, quarters),
            "helpline_contacts": total("HELPLINE", 6, quarters),
            # A stock is that of the last quarter.
            "rehabilitation_at_end": total("SOCIAL_REHABILITATION", 5, quarters[-1:]),
        }


def later_returns(returns, as_of):
    """Every return that came late or took another's place, with its kind."""
    found = set()
    for (member, quarter, table), sent in returns.items():
        known = [received for received, _ in sent if received <= as_of]
        for place, received in enumerate(known):
            is_late = received > last_day(quarter) + datetime.timedelta(10)
            if place == 0 and not is_late:
                continue
            passed = (received.year * 4 + (received.month - 1) // 3
                      - quarter[0] * 4 - (quarter[1] - 1))
            kind = "correction" if passed > 4 else "amendment" if place else "late-return"
            found.add((str(received), kind, member, table, label(quarter)))
    return found


# MARK: Comparison

def figures_of(release):
    """Values by period, indicator and, for a one-way breakdown, column and code."""
    found = {}
    with open(release / "observations.csv", newline="") as file:
        reader = csv.DictReader(file)
        names = reader.fieldnames
        dimensions = names[names.index("unit_mult") + 1:names.index("member")]
        for row in reader:
            cell = tuple((name, row[name]) for name in dimensions if row[name] != "_T")
            if row["member"] == "_T" and len(cell) < 2:
                key = (row["time_period"], row["indicator"]) + (cell[0] if cell else ())
                found[key] = int(row["obs_value"]) if row["obs_value"] else None
    return found


def compare(tool, seed, room):
    office = Office(seed)
    office.write(room / "returns")
    days = {received for sent in office.returns.values() for received, _ in sent}
    as_of = office.chance.choice(sorted(day for day in days if day >= datetime.date(2015, 1, 8)))
    ended = subprocess.run(
        [tool, "run", "quarter-end", "--period", "2014-Q4", "--as-of", str(as_of), "--returns",
         room / "returns", "--output", room / "output", "--pipelines", top / "pipelines"],
        capture_output=True, text=True)
    if ended.returncode:
        sys.exit(f"seed {seed}: ended with {ended.returncode}: {ended.stderr}")
    release = room / f"output/quarter-end/2014-Q4@{as_of}/internal"
    said = figures_of(release)
    model = Model(office.returns, as_of)
    differences, compared = [], 0
    for period in sorted({key[0] for key in said}):
        for name, value in model.figures(period).items():
            key = (period,) + (name if isinstance(name, tuple) else (name,))
            # A code without a line may be left out.
            if isinstance(name, tuple) and not value and not said.get(key):
                continue
            compared += 1
            if said.get(key, "nothing") != value:
                differences.append(f"{key}: {said.get(key, 'nothing')}, expected {value}")
    with open(release / "revisions.csv", newline="") as file:
        revisions = {tuple(row[name] for name in
                           ["received", "kind", "member", "table", "time_period"])
                     for row in csv.DictReader(file)}
    differences += [f"later return {one}" for one in
                    revisions ^ later_returns(office.returns, as_of)]
    return compared, differences


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("tool", type=pathlib.Path)
    arguments.add_argument("--folders", type=int, default=40)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    total, failed = 0, False
    for seed in range(options.seed, options.seed + options.folders):
        with tempfile.TemporaryDirectory() as room:
            compared, differences = compare(options.tool.resolve(), seed, pathlib.Path(room))
        total += compared
        for difference in differences[:20]:
            print(f"seed {seed}: {difference}")
        failed = failed or bool(differences)
    print(f"{options.folders} returns folders, {total:,} figures compared")
    sys.exit(failed)


main()
