"""Writes what fuzzing starts from: broken examples of rules and small tables with every kind of trouble,
each behind a byte that chooses schema and dialect.

usage: corpus.py FOLDER
"""
import pathlib
import sys

top = pathlib.Path(__file__).resolve().parent.parent.parent
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
tables = [
    b"a,b,c\n1,x-01,2020-01-01\n1,x-01,2020-01-01\n,,\n  ,\nTotal,,\nnote\n\x1a",
    b"sep=;\r\na;b;c\r\n\"x\"\"y\";1;2\r\n\"open;1\r\n2;3;4\r\n",
    "title\n\na,b\nRīgā,šķērso\n".encode("windows-1257"), "a,b\nç,é\n".encode("windows-1252"),
    "\ufeffa,b\n1,2\n".encode("utf-16-le"), "a,b\n1,ž\n".encode("utf-16-be"),
    b"\xef\xbb\xbfa, b\n1, \"x, y\"\n#c\n2, \xff\n", b"a|b\r1|2\r\r3\"|4\r", b"a\tb\n1\t\x00\n",
    b"PK\x03\x04", b"<html>", b"", b"\n\n\n", b"a\n" + b"\"" * 99, b"a,a,,b\n1,2,3,4,5\n",
]
tables += [f.read_bytes() for f in sorted(top.glob("samples/rules/*/invalid/*/*/*.csv"))[::7]]
for number, table in enumerate(tables):
    for first in (number % 200, 1, 31):
        (folder / f"{number}-{first}").write_bytes(bytes([first]) + table)
schemas = [
    b'"fields": [{"name": "a", "constraints": {"pattern": "[a-z-[x]]+|\\\\d{2,}", "enum": ["x", 1]}}]}',
    b'"fields": [{"name": "a", "type": "date", "format": "%Y-%j"}], "primaryKey": "a"}',
    b'"fields": [{"name": "\\ud83d\\ude00", "missingValues": [{"value": "-"}]}], "x": [1, null]}',
]
for number, schema in enumerate(schemas):
    (folder / f"schema-{number}").write_bytes(b"\xff" + schema + b"\x00a\nx\n2020-366\n")
