"""Make a differential corpus for Table Schema validation and record what frictionless-py says about it.

Usage: python cases.py FOLDER          (an environment with frictionless 5.21.0 and nothing else)

FOLDER/cells.json, one case a line:

    {"frictionless": "5.21.0",
     "cases":   [{"field", "missingValues"?, "version"?, "note"?, "cells": [...], "verdicts": [...]}],
     "refused": [{"field", "missingValues"?, "version"?, "note"}]}

    A case is a CSV file of two columns, `id` (a string that counts from 1, so no row is ever blank) and the
    field under test, one row for each cell; the field is described by `field` and the schema by
    `missingValues` where present. A verdict is null where the cell passes, one [type, constraint] pair where
    frictionless reports one error, and a list of such pairs where it reports several. The pair
    ["crash", exception] marks a cell that makes frictionless raise: such a cell was tried on its own and left
    out of the file from which the other verdicts come. `refused` holds the fields that give no verdict at
    all, since frictionless rejects the descriptor or raises on any cell.

FOLDER/tables.json, one case a line:

    {"frictionless": "5.21.0",
     "cases": [{"name", "csv", "schema", "dialect", "resources"?, "version"?, "note"?, "errors", "sniffed"?}]}

    `csv` is the whole file as text (UTF-8). `resources` are the other files of the package by file name; the
    resource name is the file name without its extension, and the file under test is the resource `main`.
    `errors` are [row, field, type, constraint] tuples, sorted, or null where frictionless raises. The field of
    an extra cell or label is `#` and its position from 1; that of a foreign key is its fields joined by `+`.

Both files: descriptors are read as Data Package v2 (a package with the v2 `$schema` holds the resource) unless
`version` is "v1", where no `$schema` is given. frictionless guesses every dialect property that a descriptor leaves open
from the text of the file, so the dialect of a case is laid over the standard's defaults and given in full; if
leaving the open properties to the guess changes the result, that result is in `sniffed`.

Some verdicts are those of the libraries below frictionless. The committed files were made with Python 3.11.7,
python-dateutil 4.0.0, isodate 0.7.2, rfc3986 2.0.0 and validators 0.36.0.
"""

import csv
import io
import json
import logging
import re
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import frictionless
from frictionless import FrictionlessException, Package, errors

EXPECTED = "5.21.0"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
STANDARD_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
    "headerRows": [1],
}


# ---------------------------------------------------------------------------------------------------- cells
# Pools of cells. None of them may depend on the clock, the locale or the time zone: a cell such as "31" in a
# date of format "any" is day 31 of the current month for dateutil, and is left out for that reason.

def unique(items):
    return list(dict.fromkeys(items))


BLANKS = ["", " ", "  ", "\t", "\n", "\u00a0", "\u2003", "\u200b", "\ufeff"]
WORDS = ["NULL", "null", "None", "NA", "N/A", "nan", "-", "abc", "true"]
FOREIGN_DIGITS = ["\uff15", "\uff11\uff12", "\u0663", "\u0661\u0662", "\u0967\u0968", "1\uff12", "\u00b2", "\u00bd", "\u2167"]

STRINGS = BLANKS + WORDS + [
    "  abc  ", "abc\t", "a b", "a,b", 'say "hi"', '"', '""', "two\nlines", "two\r\nlines", "two\rlines", "trailing\n",
    "\u00e9", "e\u0301", "\u00df", "\u65e5\u672c\u8a9e", "\U0001f44d", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f1e9\U0001f1ea", "\ufb01", "\u0130", "\u2028", "\x85", "\x0b", "a\x00b", "#comment", "'quoted'", "=1+1",
    "\\N", "a\\b", "a;b", "007", "x" * 300,
]

INTEGERS = ["", " ", "\t", "\u00a0", "NULL", "null", "abc", "NaN", "INF", "-"] + FOREIGN_DIGITS + [
    "0", "1", "-1", "5", "42", "+5", "-0", "+0", "00", "007", "-007", "+007", "1 000", "1,000", "1.000", "1'000",
    "1\u00a0000", "1_000", "_1", "1_", "1__0", "1_0_0", "1e3", "1E3", "1.", "1.0", "5.00", ".5", "0.5", " 5", "5 ",
    "\t5", "5\n", "\r\n5", "\u00a05", "5\u00a0", "\u20035", "\u200b5", "\ufeff5", "\x1f5", "\x0b5\x0c", "5\x00",
    "\u22125", "\u20135", "--5", "+-5", "-+5", "+ 5", "- 5", "5-", "(5)", "0x10", "0b1", "0o7", "1e", "12:30",
    "99999999999999999999999", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "0" * 30 + "1",
    "1" * 100, "True", "2020-01-01",
]

PADDED_INTEGERS = unique(INTEGERS + [
    "$5", "5%", "5 %", "5 EUR", "EUR 5", "\u20ac5", "5kg", "$ 5", "$-5", "-$5", "- $5", "EUR -5", "a-b5", "a--5",
    "5-3", "a5b", "a5b6c", "~5~", "5.", "5.0%", "$1,000", "-", "--", "$", "%", "(5)", "[-5]", "No. 5", "-5-", "5\u00b2",
    "\u00b25", "\u0663%", "$\uff15", "5\n%", "a\n5",
])

NUMBERS = ["", " ", "\t", "\u00a0", "NULL", "null", "abc", "-", "+", ".", "-.", "e", "e3"] + FOREIGN_DIGITS + [
    "0", "1", "-1", "+5", "-0", "+0", "007", "1.5", "-1.5", "+1.5", "1.50", "00.5", "1.", ".5", "-.5", "+.5", "-1.",
    "1,5", "1.234,56", "1,234.56", "1 234,56", "1 234.5", "1'234.56", "1\u00a0234.5", "1,23,4.5", "1.2.3", "..5", "1..5",
    "1e3", "1E3", "1e+3", "1e-3", "1.5e3", "1.e3", ".5e1", "1e", "1e+", "1e3.5", "1e 3", "1 e3", "1d3", "1e1e1",
    "1e400", "1e-400", "1e999999", "1e999999999999999999", "1e1000000000000000000", "1e-9999999999999999999",
    "NaN", "nan", "NAN", "-NaN", "+nan", "NaN123", "sNaN", "INF", "inf", "Inf", "+INF", "-INF", "-inf", "INF ",
    "Infinity", "infinity", "-Infinity", "INFINITE", "\u221e", "1_000.5", "1_0", "1__0", "_1", "1_", "1._5", "_",
    " 1.5", "1.5 ", "\t1.5", "1.5\n", "\u00a01.5", "1.5\u2003", "\u200b1.5", "\ufeff1.5", "\u22121.5", "--1.5", "- 1.5",
    "\uff11.\uff15", "\uff11\uff0e\uff15", "\u0663\u066b\u0661", "\u0663.\u0661", "0x1p3", "0x10", "1/2", "1.5f", "1.5L",
    "0.1000000000000000000000000000000000000000000000001", "123456789012345678901234567890.5", "9" * 100, "1:30", "True",
]

SEPARATED = [
    "", " ", "x", "1", "1.5", "1,5", "1.", "1,", ".5", ",5", "-1,5", "+1,5", " 1,5 ", "1.000", "1,000", "1 000", "1'000", "1_000", "1\u00a0000", "1\u202f000",
    "1.234,56", "1,234.56", "1 234,56", "1 234.56", "1'234.56", "1\u00a0234,56", "1.234.567", "1,234,567", "1 234 567", "1,23,4.5", "1.5,5", "1,5.5", "1,5,5",
    ",", ".", ",,", "1,,5", "1 ,5", "1e3", "1,5e3", "1,5e-3", "1e3,5", "NaN", "INF", "-INF", "N,aN", "1,0e1,0", "\uff11,\uff15", "$1,5", "1,5 %", "1.234,5 EUR", "EUR1,234.5",
    "-1.234,5", "1234567.89", "1234567,89", "0,1", "0.1", "::5", "1::5",
]

PADDED_NUMBERS = unique(NUMBERS + [
    "$1.5", "1.5$", "$ 1.5", "1.5%", "1.5 %", "EUR 1.5", "1.5 EUR", "\u20ac1.5", "-$1.5", "$-1.5", "$-.5", "$.5", "%",
    "1.5.", "1.5-", "a-b1.5", "1.5e3%", "1.5e", "$NaN", "INF%", "EUR1,234.5", "EUR 1.234,5", "1,5 EUR", "ca. 1.5",
    "(1.5)", "1.5\u00b2", "1 2", "~-1.5~",
])

BOOLEANS = BLANKS[:6] + WORDS[:5] + FOREIGN_DIGITS[:1] + [
    "true", "True", "TRUE", "tRUE", "truE", "1", "false", "False", "FALSE", "fALSE", "0", "yes", "no", "Yes", "No", "YES",
    "Y", "N", "y", "n", "t", "f", "T", "F", "on", "off", " true", "true ", "\ttrue", "true\n", "\u00a01", "1 ", "01", "00",
    "1.0", "0.0", "-1", "+1", "2", "ja", "nein", "Ja", "JA", "\u2713", "\u2717", "x", "\uff54rue", "truetrue", "-",
]

DATES = ["", " ", "NULL", "abc", "2020"] + [
    "2020-01-01", "2020-12-31", "2020-02-29", "2019-02-29", "1900-02-29", "2000-02-29", "2020-02-30", "2020-04-31",
    "2020-00-01", "2020-13-01", "2020-01-00", "2020-01-32", "0001-01-01", "0000-01-01", "9999-12-31", "10000-01-01",
    "999-01-01", "20-01-01", "2020-1-1", "2020-01-1", "2020-1-01", "2020-001-01", "2020-01-001", "2020-01- 1", "2020- 1-01",
    "20200101", "2020/01/01", "2020.01.01", "2020-01", " 2020-01-01", "2020-01-01 ", "2020-01-01\n", "\u00a02020-01-01",
    "2020-01-01T00:00:00", "2020-01-01 00:00:00", "2020-01-01Z", "2020-01-01+01:00", "-2020-01-01", "+2020-01-01",
    "02020-01-01", "2020\u201301\u201301", "2020\u221201-01", "\uff12\uff10\uff12\uff10-\uff10\uff11-\uff10\uff11",
    "\uff12\uff10\uff12\uff10-01-01", "2020-01-1\uff12", "2020-0\uff11-01", "2020_01_01", "1582-10-10", "2020-W01-1",
    "2020-366", "YYYY-MM-DD", "01.02.2020", "1.2.2020", "31.12.2020", "29.02.2019", "01/02/20", "31/12/99", "1/2/20",
    "01/31/2020", "12/31/2020",
]

PATTERN_DATES = ["", "NULL", "abc", "2020", "2020-01-01", "2020-1-1", "2019-02-29", "01.02.2020", "1.2.2020", "29.02.2019", "31.12.2020", "01/02/20", "31/12/99",
                 "01/02/2020", "20200101", "1 Jan 2020", " 01.02.2020", "01.02.2020 ", "01.02.2020\n", "\uff10\uff11.02.2020", "2020-01-01T00:00:00"]

TIMES = ["", " ", "NULL", "abc", "-"] + [
    "12:00:00", "00:00:00", "23:59:59", "24:00:00", "24:00:01", "25:00:00", "12:60:00", "12:00:60", "12:00:61", "12:00",
    "12", "1:00:00", "01:0:00", "1:2:3", "120000", "1200", "12:00:00.1", "12:00:00.123", "12:00:00.123456",
    "12:00:00.123456789", "12:00:00.", "12:00:00,5", "12:00:00Z", "12:00:00z", "12:00:00+01:00", "12:00:00-05:30",
    "12:00:00+0100", "12:00:00+01", "12:00:00+24:00", "12:00:00+01:60", "12:00:00 +01:00", "12:00:00.5Z", "12:00Z",
    "12:00+01:00", "T12:00:00", "12:00:00 ", " 12:00:00", "12:00:00\n", "12:00:00 PM", "12.00.00", "12-00-00",
    "-12:00:00", "\uff11\uff12:00:00", "12:0\uff10:00", "2020-01-01T12:00:00", "12:00:00:00", "12:00:000", "noon",
]

PATTERN_TIMES = ["", "NULL", "abc", "12:00:00", "12:00", "1:2:3", "1200", "24:00:00", "12:60:00", "12:00:60", "12:00:00.5", "12:00:00Z", "12:00:00+0100", "12:00:00+01:00",
                 " 12:00", "12:00 ", "12:00\n", "12:00 PM", "1\uff12:00"]

DATETIMES = ["", " ", "NULL", "abc", "2020", "2020-01-01", "12:00:00"] + [
    "2020-01-01T12:00:00", "2020-01-01T12:00:00Z", "2020-01-01T12:00:00z", "2020-01-01T12:00:00+01:00",
    "2020-01-01T12:00:00-05:30", "2020-01-01T12:00:00+0100", "2020-01-01T12:00:00+01", "2020-01-01T12:00:00.5",
    "2020-01-01T12:00:00.123456789", "2020-01-01T12:00:00,5Z", "2020-01-01T12:00:00.", "2020-01-01T12:00:00.300-05:00",
    "2020-01-01 12:00:00", "2020-01-01t12:00:00", "2020-01-01x12:00:00", "2020-01-01_12:00:00", "2020-01-01  12:00:00",
    "2020-01-01T12:00", "2020-01-01T12", "2020-01-01 12:00", "20200101T120000", "20200101T12:00:00", "2020-01-01T120000",
    "2020-01-01T24:00:00", "2020-12-31T24:00:00", "9999-12-31T24:00:00", "2020-01-01T24:00:01", "2020-01-01T25:00:00",
    "2020-01-01T12:60:00", "2020-01-01T12:00:60", "2019-02-29T12:00:00", "2020-02-29T12:00:00", "0000-01-01T00:00:00",
    "0001-01-01T00:00:00", "2020-1-1T12:00:00", "2020-01-01T1:00:00", " 2020-01-01T12:00:00", "2020-01-01T12:00:00 ",
    "2020-01-01T12:00:00\n", "2020-01-01T12:00:00 Z", "2020-01-01T12:00:00UTC", "2020-W01-1T12:00:00", "2020-001T12:00:00",
    "-2020-01-01T12:00:00", "+2020-01-01T12:00:00", "10000-01-01T00:00:00", "2020-01-01T12:00:00+24:00",
    "2020-01-01T12:00:00+14:00", "2020-01-01T12:00:00+00:00", "2020-01-01T12:00:00-00:00",
    "\uff12\uff10\uff12\uff10-01-01T12:00:00", "2020/01/01 12:00:00", "01/02/2020 12:00:00", "31/12/2020 23:59:59",
]

PATTERN_DATETIMES = ["", "NULL", "abc", "2020-01-01", "2020-01-01T12:00:00", "2020-01-01 12:00:00", "2020-01-01 12:00", "2020-01-01T12:00:00Z", "2020-01-01T12:00:00+01:00",
                     "2020-01-01T12:00:00+0100", "2020-01-01T12:00:00+01", "2020-01-01T12:00:00.5", "2020-01-01T12:00:00.123456Z", "2019-02-29 12:00:00", "2020-01-01 24:00:00",
                     "2020-01-01 12:60", " 2020-01-01 12:00", "2020-01-01 12:00 ", "2020-01-01 12:00\n", "2020-1-1 1:2:3", "20200101T120000", "01/02/2020 12:00:00"]

YEARS = ["", " ", "    ", "NULL", "abc", "abcd"] + [
    "2020", "0000", "0001", "9999", "10000", "02020", "999", "20", "1", "-999", "-001", "-000", "+999", "-2020", "+2020",
    " 202", "202 ", " 20 ", "2020 ", " 2020", "2020\n", "20 0", "1_00", "1__0", "_100", "100_", "20.0", "2e03", "12.5",
    "\uff12\uff10\uff12\uff10", "\u0662\u0660\u0662\u0660", "20\u00b2\u00b2", "2020Z", "2020-01", "2020AD", "0x1F", "\u00a0123",
    "\t\t20",
]

YEARMONTHS = ["", " ", "NULL", "abc", "2020"] + [
    "2020-01", "2020-12", "2020-1", "2020-00", "2020-13", "20-01", "0-1", "0000-01", "9999-12", "10000-01", "99999-12",
    "-2020-01", "+2020-01", "2020-+1", "2020--1", "2020-01-01", "202001", "2020/01", "2020.01", "01-2020", " 2020-01",
    "2020-01 ", "2020 - 01", "2020-01\n", "2020-001", "2_0-1_0", "\uff12\uff10\uff12\uff10-\uff10\uff11", "2020-Jan",
    "2020-1.0", "-", "-1", "2020-", "2020\u201301", "2020-01Z",
]

LOOSE_DATES = [
    "", " ", "NULL", "abc", "2020-01-01", "20200101", "2020/01/01", "2020.01.01", "01/02/2020", "13/02/2020", "02/13/2020",
    "13/13/2020", "1.2.2020", "1 January 2020", "January 1, 2020", "Jan 1 2020", "1-Jan-2020", "1st of May 2020", "Mai 2020",
    "May 2020", "2020-02-30", "31 Feb 2020", "Feb 29 2020", "Feb 29 2019", "2020-13-01", "2020-01-01T12:00:00",
    "2020-01-01T25:00:00", "2020-01-01 12:00", "12:00", "today", "tomorrow", "Monday", "2020", "1/2/3", "0", "-1", "32/1/2020",
    " 2020-01-01 ", "2020-01-01\n", "2020-01-01 x", "(2020-01-01)", "\uff12\uff10\uff12\uff10-01-01", "2020-W05-1", "2020-045", "1e3",
    "2020-01-01Z", "Wed, 01 Jan 2020", "1 janvier 2020", "10000-01-01", "0000-01-01", "20200101T120000Z", ",", ".", "12", "99",
]

LOOSE_TIMES = [
    "", " ", "NULL", "abc", "12:00", "12:00:00", "12", "noon", "12:00 PM", "12:00PM", "12 am", "0 am", "13:00 PM", "5pm",
    "5 p.m.", "25:00", "24:00", "12:60", "12:00:60", "12:00:00.123", "12:00:00,5", "12:00:00+01:00", "12:00:00Z", "12:00 UTC",
    "2020-01-01 12:00", "2020-01-01", "1:2:3", "12h30m", "12h", "17.30", "10:10:10 AM", "0:00", " 12:00 ", "12:00\n", "12-00",
    "\uff11\uff12:00", "120000", "1200", "-12:00", "half past ten", "12:00 x",
]

DURATIONS = [
    "", " ", "NULL", "abc", "P1Y", "P1Y2M3DT4H5M6S", "PT1M", "P1M", "PT1.5S", "P1.5Y", "PT0.5H", "P1W", "P1W2D", "P", "PT", "P1",
    "1Y", "p1y", "-P1D", "+P1D", "P-1D", "P1DT", "P1D1Y", "PT1S1M", "P0D", "P0Y", "P1H", "PT1D", "P1,5D", "P0001-02-03T04:05:06",
    "P00010203T040506", " P1D", "P1D ", "P1D\n", "P\uff11D", "PT36H", "P99999Y", "P1Y-2M",
]

EMAILS = [
    "", " ", "a@b.c", "a@b.co", "jane@example.org", "Jane.Doe+tag@example.org", "jane@sub.example.co.uk", "jane@example",
    "jane@localhost", "jane", "@example.org", "jane@", "jane@@example.org", "jane@example..org", "jane@.org", ".jane@example.org",
    "jane.@example.org", "ja..ne@example.org", "jane@-example.org", "jane@example-.org", "jane@exa_mple.org", "jane doe@example.org",
    '"jane doe"@example.org', "jane@[127.0.0.1]", "jane@127.0.0.1", "jane@[IPv6:::1]", "j\u00fcrgen@example.org", "jane@m\u00fcller.de",
    "jane@xn--mller-kva.de", " jane@example.org", "jane@example.org ", "jane@example.org\n", "mailto:jane@example.org",
    "Jane <jane@example.org>", "jane@example.org,joe@example.org", "jane@example.c", "jane@example.123", "jane@example.o-g",
    "o'brien@example.org", "a!#$%&*+/=?^_`{|}~-@example.org", "jane(x)@example.org", "x" * 64 + "@example.org",
    "x" * 65 + "@example.org", "jane@" + "x" * 63 + ".org", "jane@" + "x" * 64 + ".org", "JANE@EXAMPLE.ORG", "NULL",
]

URIS = [
    "", " ", "http://example.org", "https://example.org/", "https://example.org/a/b?c=d&e=f#g", "HTTP://EXAMPLE.ORG", "ftp://x",
    "mailto:jane@example.org", "urn:isbn:0451450523", "tel:+1", "data:,x", "file:///etc", "a:", "a:b", "a:b:c", ":", "://", "//example.org",
    "/path", "path", "www.example.org", "example.org:80", "http:", "http:/", "http://", "http:///path", "http:example.org", "1http://x",
    "h-t.t+p://x", "h_t://x", "http://example.org:80/", "http://example.org:port/", "http://example.org:99999/", "http://u:p@example.org",
    "http://[::1]/", "http://[::1", "http://256.0.0.1/", "http://exa mple.org", "http://example.org/a b", "http://example.org/%zz",
    "http://example.org/%20", "http://example.org/\u00e9", "http://\u00e9xample.org/", " http://example.org", "http://example.org ",
    "http://example.org\n", "http://example.org/<>", "http://example.org/{}", "http://example.org/|", "http://example.org/\\",
    'http://example.org/"', "http://example.org#a#b", "http://example.org?a?b", "http://a_b.org", "javascript:alert(1)", "NULL", "?x", "#x",
]

UUIDS = [
    "", " ", "123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000", "123e4567-E89B-12d3-A456-426614174000",
    "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "123e4567-e89b-42d3-a456-426614174000",
    "123e4567-e89b-02d3-a456-426614174000", "123e4567-e89b-92d3-a456-426614174000", "123e4567-e89b-42d3-0456-426614174000",
    "123e4567-e89b-42d3-f456-426614174000", "123e4567e89b12d3a456426614174000", "{123e4567-e89b-12d3-a456-426614174000}",
    "urn:uuid:123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-42661417400", "123e4567-e89b-12d3-a456-4266141740000",
    "123e4567-e89b-12d3-a456-42661417400g", "123e4567_e89b_12d3_a456_426614174000", "123e4567-e89b12d3-a456-426614174000",
    "123-e4567e89b-12d3-a456-426614174000", "1-2-3e4567e89b12d3a456426614174000", " 123e4567-e89b-12d3-a456-426614174000",
    "123e4567-e89b-12d3-a456-426614174000 ", "123e4567-e89b-12d3-a456-426614174000\n", "abc", "NULL",
    "\uff1123e4567-e89b-12d3-a456-426614174000", "(123e4567-e89b-12d3-a456-426614174000)",
]

BINARIES = [
    "", " ", "=", "==", "====", "a", "ab", "abc", "abcd", "abcde", "YQ==", "YQ=", "YQ", "YWI=", "YWJj", "YWJjZA==", "YQ==YQ==", "YQ==YWJj",
    "YQ===", "YQ=====", "Y=Q=", "Y===", "=YQ=", "YR==", "YWJ=", " YQ==", "YQ== ", "Y Q = =", "YW\nJj", "YW\r\nJj", "YQ==\n", "-_-_", "+/+/",
    "YW.Jj", "YW-Jj", "!!!!", "YWJj!", "Y!W!J!j", "\u00e9", "YWJj\u00e9", "\uff39\uff37\uff2a\uff4a", "\t\t", "\u00a0", "NULL", "null", "12345678",
    "YWJjYWJjYWJj", "data:text/plain;base64,YQ==",
]

JSONS = [
    "", " ", "{}", "[]", "{ }", " [] ", '{"a":1}', '{"a":1,"b":2}', '{"a":1,"a":2}', '{"a":{"b":[1,2]}}', "[1]", "[1,2,3]", "[[1],[2]]",
    "[1,]", '{"a":1,}', "{a:1}", "{'a':1}", '"a"', "1", "null", "true", "NULL", "[NaN]", "[Infinity,-Infinity]", '{"a":NaN}', "[01]", "[.5]",
    "[1.]", "[+1]", "[1e5]", "[1", '{"a"', "[1] x", "[1][2]", '["a\nb"]', '["a\\nb"]', '["\\ud800"]', '["\\x41"]', '["\u00e9"]', '{"":0}',
    "[1,/**/2]", "[\u00a01]", "\u00a0[1]", "\ufeff[1]", "[1]\n", '["\t"]', "[True]", "[null]", "[1e999]", "[" * 50 + "]" * 50,
    "\uff3b1\uff3d", "abc", "a,b",
]

LISTS = [
    "", " ", "a", "a,b", "a,b,c", ",", ",,", "a,", ",a", "a,,b", " a , b ", "a, b", "a;b", "a;b;c", "a|b", "a||b", "1", "1,2", "1, 2", " 1 ,2",
    "1,", ",1", "1,a", "1.5,2", "1;2", "1|2", "1.0,2", "1e3,2", "true,false", "true, false", "1,0", "yes,no", "2020-01-01", "2020-01-01,2020-02-29",
    "2020-01-01,2020-02-30", "2020-01-01, 2020-01-02", "12:00:00,13:00:00", "12:00,13:00", "2020-01-01T12:00:00,2020-01-01T12:00:00Z", "NULL", "NA",
    "a\nb", "[1,2]", '"a","b"', "\uff11,\uff12", "-", "NaN,INF",
]

GEOPOINTS = [
    "", " ", "NULL", "90.50,45.50", "90.50, 45.50", " 90 , 45 ", "180,90", "-180,-90", "180.1,0", "0,90.1", "0,0,0", "0", "0;0", "a,b", "[90,45]",
    "[90.5, 45.5]", '["90","45"]', "[90]", "[90,45,1]", '{"lon": 90, "lat": 45}', '{"lon": "90", "lat": "45"}', '{"lat": 45}', '{"lon":1,"lat":2,"x":3}',
    "1e2,1", "NaN,0", "INF,0", "+1,-1", "1_0,1", "\uff11,\uff12", ",", "[181,0]", "[true,false]", "[null,1]",
]


def field(type_=None, /, **properties):
    """A field descriptor named `value`; keyword arguments are its properties under their JSON names."""
    return {"name": "value", **({"type": type_} if type_ else {}), **properties}


def bound(type_, /, format_=None, **constraints):
    """A field descriptor with nothing but constraints and perhaps a format."""
    return field(type_, **({"format": format_} if format_ else {}), constraints=constraints)


@dataclass
class Case:
    field: dict
    cells: list
    missing: list | None = None
    version: str = "v2"
    note: str | None = None

    @property
    def schema(self):
        return {
            "fields": [{"name": "id", "type": "string", "missingValues": []}, self.field],
            **({} if self.missing is None else {"missingValues": self.missing}),
        }

    def record(self, **more):
        out = {"field": self.field}
        if self.missing is not None:
            out["missingValues"] = self.missing
        if self.version != "v2":
            out["version"] = self.version
        if self.note:
            out["note"] = self.note
        return {**out, **more}


def type_cases():
    """Every type with its formats and own properties, no constraints."""
    yield Case(field(), STRINGS, note="without a type frictionless takes string; the v2 standard says any")
    yield Case(field("string"), STRINGS)
    yield Case(field("string", format="default"), STRINGS[:20], version="v1")
    yield Case(field("string", format="email"), EMAILS)
    yield Case(field("string", format="uri"), URIS)
    yield Case(field("string", format="uuid"), UUIDS)
    yield Case(field("string", format="binary"), BINARIES)
    yield Case(field("string", format="ipv4"), ["a"])
    yield Case(field("any"), STRINGS)

    yield Case(field("integer"), INTEGERS + ["9" * 4300, "9" * 4301], note="Python reads no integer of more than 4300 digits")
    yield Case(field("integer"), INTEGERS[:40], version="v1")
    yield Case(field("integer", bareNumber=True), INTEGERS[:40])
    yield Case(field("integer", bareNumber=False), PADDED_INTEGERS)
    ignored = "frictionless ignores groupChar on integer fields (v2 property)"
    yield Case(field("integer", groupChar=","), SEPARATED, note=ignored)
    yield Case(field("integer", groupChar=" "), SEPARATED, note=ignored)
    yield Case(field("integer", groupChar=",", bareNumber=False), SEPARATED, note=ignored)

    yield Case(field("number"), NUMBERS)
    yield Case(field("number"), NUMBERS[:60], version="v1")
    yield Case(field("number", bareNumber=True), NUMBERS[:60])
    yield Case(field("number", bareNumber=False), PADDED_NUMBERS)
    for separators in [
        {"decimalChar": ","}, {"decimalChar": "."}, {"groupChar": ","}, {"groupChar": " "}, {"groupChar": "'"}, {"groupChar": "\u00a0"}, {"groupChar": "_"},
        {"groupChar": "."}, {"groupChar": ".", "decimalChar": ","}, {"groupChar": ",", "decimalChar": "."}, {"groupChar": " ", "decimalChar": ","},
        {"groupChar": ",", "decimalChar": ","}, {"decimalChar": "::"}, {"groupChar": "", "decimalChar": ","},
    ]:
        yield Case(field("number", **separators), SEPARATED)
    for separators in [{"decimalChar": ","}, {"groupChar": ","}, {"groupChar": ".", "decimalChar": ","}]:
        yield Case(field("number", **separators, bareNumber=False), SEPARATED)

    yield Case(field("boolean"), BOOLEANS)
    yield Case(field("boolean", trueValues=["yes"], falseValues=["no"]), BOOLEANS)
    yield Case(field("boolean", trueValues=["ja", "JA"], falseValues=["nein"]), BOOLEANS)
    yield Case(field("boolean", trueValues=["x"]), BOOLEANS)
    yield Case(field("boolean", falseValues=["-", ""]), BOOLEANS)
    yield Case(field("boolean", falseValues=["-", ""]), BOOLEANS, missing=[])
    yield Case(field("boolean", trueValues=["1"], falseValues=["1", "0"]), BOOLEANS)
    yield Case(field("boolean", trueValues=[], falseValues=[]), BOOLEANS)
    yield Case(field("boolean", trueValues=[" true"], falseValues=["\u00a01"]), BOOLEANS)

    yield Case(field("date"), DATES)
    yield Case(field("date", format="any"), LOOSE_DATES)
    more = {
        "%d.%m.%Y": ["1.2.2020", "01.02.20", "1. 2. 2020", " 1.02.2020", "01.2.2020", "32.01.2020", "00.01.2020", "29.2.2020"],
        "%d/%m/%y": ["01/02/68", "01/02/69", "01/02/00", "01/02/2020", "1/2/0", "01/02/5"],
        "%m/%d/%Y": ["1/2/2020", "13/01/2020", "02/29/2020"],
        "%Y%m%d": ["202011", "2020111", "2020 101", "20201301", "20200230", "2020010"],
        "%d %b %Y": ["1 Jan 2020", "01 JAN 2020", "1 jan 2020", "1 January 2020", "1  Jan  2020", "1\tJan\u00a02020", "1Jan2020", "1 Mai 2020",
                     "1 May 2020", "30 Feb 2020", "1 Jan 20", "1 J\u00e4n 2020"],
        "%B %d, %Y": ["January 1, 2020", "january 01, 2020", "Jan 1, 2020", "May 1,2020", "May 1,  2020"],
        "%A %d %B %Y": ["Wednesday 01 January 2020", "Monday 01 January 2020", "Wed 1 January 2020"],
        "%j": ["1", "01", "001", "365", "366", "367", "0", "000", "0001", "60"],
        "%Y-%j": ["2020-1", "2020-001", "2020-366", "2019-366", "2019-365", "2020-000"],
        "%G-W%V-%u": ["2020-W01-1", "2020-W53-7", "2021-W53-1", "2020-W1-1", "2020-W00-1", "2020-W01-8", "2020-W01-0"],
        "%Y-W%U-%w": ["2020-W01-1", "2020-W00-0", "2020-W53-6", "2020-W54-0"],
        "%Y": ["2020", "20", "0000", "10000"],
        "%Y-%m": ["2020-01", "2020-1", "2020-13"],
        "%d%%%m%%%Y": ["01%02%2020", "01%%02%%2020"],
        "%y%m%d": ["200101", "2011", "20011"],
        "%d. %m. %Y": ["1. 2. 2020", "1.2.2020", "01.  02.\n2020"],
        "%x": ["01/02/20", "01/02/2020", "1/2/20"],
        "%Y-%m-%d %H:%M": ["2020-01-01 12:00"],
        "YYYY-MM-DD": ["YYYY-MM-DD", "yyyy-mm-dd"],
        "%-d.%-m.%Y": ["1.2.2020"],
        "%e.%m.%Y": ["1.02.2020"],
        "%D": ["01/02/20"],
        "%Y-%m-%d%": ["2020-01-01%"],
        "fmt:%d.%m.%Y": ["1.2.2020", "fmt:1.2.2020"],
    }
    for pattern, cells in more.items():
        yield Case(field("date", format=pattern), unique(PATTERN_DATES + cells))

    yield Case(field("time"), TIMES)
    yield Case(field("time", format="any"), LOOSE_TIMES)
    more = {
        "%H:%M": ["1:2", "0:0", "12:00", "23:59", "24:00", "12: 0", " 1:00"],
        "%H:%M:%S": ["1:2:3", "12:00:61"],
        "%I:%M %p": ["12:00 AM", "12:00 pm", "13:00 PM", "0:30 AM", "1:00 am", "12:00AM", "12:00  PM", "12:00 P.M."],
        "%H%M": ["1200", "120", "12", "2400", "959"],
        "%H:%M:%S.%f": ["12:00:00.1", "12:00:00.1234567", "12:00:00.", "12:00:00.\uff11"],
        "%H:%M:%S%z": ["12:00:00+01:00:30", "12:00:00+2500", "12:00:00Z", "12:00:00 Z", "12:00:00UTC"],
        "%Hh%M": ["12h00", "1h5", "12H00"],
        "%Y-%m-%d": ["2020-01-01"],
        "%T": ["12:00:00"],
    }
    for pattern, cells in more.items():
        yield Case(field("time", format=pattern), unique(PATTERN_TIMES + cells))

    yield Case(field("datetime"), DATETIMES)
    yield Case(field("datetime", format="any"), unique(LOOSE_DATES + [cell for cell in DATETIMES if "UTC" not in cell]))
    more = {
        "%Y-%m-%d %H:%M": ["2020-01-01 1:2", "2020-1-1 01:02", "2020-01-01\t12:00", "2020-01-01   12:00", "2020-01-01\u00a012:00", "2020-01-01T12:00"],
        "%Y-%m-%d %H:%M:%S": ["2020-01-01 12:00:60"],
        "%Y-%m-%dT%H:%M:%S%z": ["2020-01-01T12:00:00+1", "2020-01-01T12:00:00+01:00:00", "2020-01-01T12:00:00+99:00"],
        "%Y-%m-%dT%H:%M:%SZ": ["2020-01-01T12:00:00+00:00"],
        "%Y-%m-%dT%H:%M:%S.%f%z": ["2020-01-01T12:00:00.1Z"],
        "%d/%m/%Y %H:%M:%S": ["1/2/2020 1:2:3", "12/11/2018 09:15:32"],
        "%a, %d %b %Y %H:%M:%S": ["Wed, 01 Jan 2020 12:00:00", "Thu, 01 Jan 2020 12:00:00", "wed, 1 jan 2020 1:2:3"],
        "%Y%m%dT%H%M%S": ["202011T123"],
        "%d.%m.%y %I:%M %p": ["01.02.20 12:00 AM", "1.2.20 1:0 pm", "01.02.20 13:00 PM"],
        "%c": ["Wed Jan  1 12:00:00 2020", "Wed Jan 1 12:00:00 2020"],
        "%s": ["1577880000"],
        "%Y-%m-%d": ["2020-01-01"],
    }
    for pattern, cells in more.items():
        yield Case(field("datetime", format=pattern), unique(PATTERN_DATETIMES + cells))

    yield Case(field("year"), YEARS)
    yield Case(field("yearmonth"), YEARMONTHS)
    yield Case(field("duration"), DURATIONS)
    yield Case(field("object"), JSONS)
    yield Case(field("array"), JSONS)
    yield Case(field("geopoint"), GEOPOINTS)
    yield Case(field("geopoint", format="array"), GEOPOINTS)
    yield Case(field("geopoint", format="object"), GEOPOINTS)

    yield Case(field("list"), LISTS)
    yield Case(field("list"), LISTS[:12], version="v1", note="a v2 type that frictionless does not refuse under v1")
    yield Case(field("list", delimiter=";"), LISTS)
    yield Case(field("list", delimiter="||"), LISTS)
    yield Case(field("list", delimiter=""), ["a", "a,b", ""], note="str.split('') raises")
    for item in ["string", "integer", "number", "boolean", "date", "time", "datetime"]:
        yield Case(field("list", itemType=item), LISTS)
    yield Case(field("list", itemType="integer", delimiter=";"), LISTS)
    yield Case(field("list", itemType="year"), LISTS)
    yield Case(field("list", itemType="string"), LISTS, missing=["", "a", "a,b"])
    yield Case(field("list", itemType="integer"), LISTS, missing=["", "a"])

    yield Case(field("string", categories=["abc", "NA"]), STRINGS, note="frictionless ignores categories (v2 property)")
    yield Case(field("integer", categories=[{"value": 0, "label": "none"}, {"value": 1}]), INTEGERS, note="frictionless ignores categories (v2 property)")
    yield Case(field("varchar"), ["a"])
    yield Case(field("String"), ["a"])


def missing_value_cases():
    cells = BLANKS + WORDS + ["-99", " -99", "-99 ", "-99.0", "-99", "0", "00", "1", "7", "-1", "na", "Na", " NA", "NA ", "--", "\u2212", "e\u0301", "\u00e9", "1.5"]
    cells = unique(cells)
    sets = [
        None, [], [""], ["-"], ["", "NA", "-99"], ["NA"], [" "], ["", " ", "\t"], ["NULL", "null", "None"], ["0"], ["\u00e9"], ["", "", "-"],
        [{"value": "-99", "label": "refused"}], [{"value": ""}, {"value": "NA", "label": "not asked"}, {"value": "-99", "label": "refused"}],
    ]
    for values in sets:
        yield Case(field("string", constraints={"required": True}), cells, missing=values)
        yield Case(field("integer", constraints={"required": True}), cells, missing=values)
    for type_ in ["string", "number", "boolean", "date", "year", "any", "list", "array"]:
        yield Case(field(type_, constraints={"required": True}), cells, missing=["", "NA", "-99"])
    yield Case(field("integer", constraints={"required": False}), cells, missing=["", "NA", "-99"])
    yield Case(field("integer"), cells, missing=["", "NA", "-99"])
    yield Case(field("integer", missingValues=["-"]), cells)
    yield Case(field("integer", missingValues=["-"]), cells, missing=["", "NA", "-99"], note="the field's own list replaces the schema's")
    yield Case(field("integer", missingValues=[]), cells, missing=["", "NA", "-99"])
    yield Case(field("integer", missingValues=[{"value": "-99", "label": "refused"}], constraints={"required": True}), cells)
    yield Case(field("string", missingValues=[""]), cells, missing=["-"])
    yield Case(field("integer", bareNumber=False), cells, missing=["", "NA", "-99"])
    yield Case(field("boolean", trueValues=["NA"]), cells, missing=["", "NA"])
    yield Case(field("string", constraints={"enum": ["NA", "abc"], "required": True}), cells, missing=["", "NA"])
    yield Case(field("string", constraints={"minLength": 3, "pattern": "[a-z]+"}), cells, missing=["", "NA", "-99"])
    yield Case(field("integer", constraints={"minimum": 0}), cells, missing=["", "-99"])
    yield Case(field("string", constraints={"unique": True}), ["NA", "NA", "", "", "x", "x", "-", "NA "], missing=["", "NA"])
    yield Case(field("integer"), cells, missing=[{"value": "-99", "label": "refused"}], version="v1")
    yield Case(field("integer"), cells, missing=[{"value": "-99"}, {"value": "-99"}])
    yield Case(field("integer"), cells, missing=[{"value": "-1", "label": "x"}, {"value": "-2", "label": "x"}])
    yield Case(field("integer"), cells, missing=["-1", {"value": "-99"}])
    yield Case(field("integer"), cells, missing=["-1", "-1"], note="a repeated string is accepted")
    yield Case(field("integer"), cells, missing=[-99])


def uniqueness_cases():
    def case(type_, cells, **properties):
        constraints = {"unique": True, **properties.pop("constraints", {})}
        return Case(field(type_, constraints=constraints, **properties), cells)

    yield case("string", ["a", "a", "A", " a", "a ", "", "", "a", "\u00e9", "e\u0301", "\u00e9", "b", "NULL", "NULL", "1", "01", "1"])
    yield case("any", ["a", "a", "", "", "1", "01", "1"])
    yield case("integer", ["1", "01", "+1", " 1", "1_0", "10", "-0", "0", "x", "x", "", "", "\uff11", "2"])
    yield case("integer", ["$1", "1%", "1", "2 kg", "2"], bareNumber=False)
    yield case("number", ["1", "1.0", "1.00", "1e0", "10e-1", "+1", "01", "0", "-0", "0.0", "NaN", "NaN", "INF", "inf", "-INF", "0.1", "0.10",
                          "0.1000000000000000000000000000000001", "x", "x", "1e2", "100", "sNaN"])
    yield case("number", ["1.000,5", "1000,5", "1000,50", "1,5", "1,50"], groupChar=".", decimalChar=",")
    yield case("boolean", ["true", "1", "TRUE", "false", "0", "", "x"])
    yield case("date", ["2020-01-01", "2020-1-1", "2020-01-02", "2020-01- 1", "", ""])
    yield case("date", ["1.2.2020", "01.02.2020", "2.2.2020"], format="%d.%m.%Y")
    yield case("datetime", ["2020-01-01T12:00:00Z", "2020-01-01T13:00:00+01:00", "2020-01-01T12:00:00", "2020-01-01 12:00:00", "2020-01-01T12:00:00.0",
                            "2020-01-01T24:00:00", "2020-01-02T00:00:00"])
    yield case("time", ["12:00:00Z", "13:00:00+01:00", "12:00:00", "12:00:00.000", "00:00:00", "24:00:00"])
    yield case("year", ["2020", "0020", "+020", "2020", "  20"])
    yield case("yearmonth", ["2020-01", "2020-1", "2020-02", " 2020-01"])
    yield case("duration", ["P1D", "PT24H", "P1W", "P7D", "P1Y", "P12M", "P1Y"])
    yield case("array", ["[1]", "[1]"])
    yield case("object", ["{}", "{}"])
    yield case("list", ["a,b", "a,b"])
    yield case("geopoint", ["1,2", "1.0,2.0", "1, 2"])
    yield case("string", ["a", "", "a", "", "bb", "bb"], constraints={"required": True, "minLength": 2})
    yield case("integer", ["5", "5", "1", "1"], constraints={"minimum": 3})
    yield Case(bound("string", unique=False), ["a", "a", "a"])


def enum_cases():
    yield Case(bound("string", enum=["a", "b"]), ["a", "b", "c", "A", " a", "a ", "a\n", "", "ab", "a,b", "a|b"])
    yield Case(bound("string", enum=["a", "b", ""]), ["a", "", " "])
    yield Case(bound("string", enum=["a", "", "NA"]), ["a", "", " ", "NA"], missing=[])
    yield Case(bound("string", enum=["\u00e9", "\u00df", "\ufb01", "\U0001f44d"]), ["\u00e9", "e\u0301", "\u00df", "ss", "\ufb01", "fi", "\U0001f44d", "\U0001f44d\U0001f3fd", "\U0001f44d\ufe0f"])
    yield Case(bound("string", enum=["1", "01", "1.0"]), ["1", "01", "1.0", "001", "1.00", "+1"])
    yield Case(bound("string", enum=[1, 2.5, True]), ["1", "2.5", "true", "True", "", "x"], note="no cell of a string field equals a number")
    yield Case(bound("string", enum=[]), ["a", "", "1"])
    yield Case(bound("string", "email", enum=["a@example.org", "nonsense"]), ["a@example.org", "A@example.org", "b@example.org", "nonsense", ""])
    numbers = ["1", "01", "+1", " 1", "1.0", "1.00", "1e0", "2", "02", "2.5", "2.50", "3", "-0", "0", "", "x", "1_0", "10", "\uff11", "0.1", "0.10", "NaN", "INF", "1,5", "1.5"]
    yield Case(bound("integer", enum=[1, 2, 10]), numbers)
    yield Case(bound("integer", enum=["1", "02", "10"]), numbers)
    yield Case(bound("integer", enum=[1.0, 2.5]), numbers, note="2.5 is no integer and never matches")
    yield Case(bound("integer", enum=["x", 1]), numbers)
    yield Case(bound("integer", enum=[True, 2]), numbers)
    yield Case(bound("integer", enum=["$1", "2%"]), numbers)
    yield Case(field("integer", bareNumber=False, constraints={"enum": ["$1", 2]}), numbers + ["$1", "2 EUR"])
    yield Case(bound("number", enum=[1, 2.5, 0.1]), numbers)
    yield Case(bound("number", enum=["1", "2.5", "0.1"]), numbers)
    yield Case(bound("number", enum=["NaN", "INF", 0]), numbers + ["nan", "inf", "-INF", "0.0"], note="NaN equals nothing, itself included")
    yield Case(field("number", decimalChar=",", constraints={"enum": ["1,5", 2.5, "1.5"]}), numbers + ["2,5"])
    yield Case(bound("boolean", enum=[True]), BOOLEANS)
    yield Case(bound("boolean", enum=["true"]), BOOLEANS)
    yield Case(bound("boolean", enum=["1", False]), BOOLEANS)
    yield Case(bound("boolean", enum=[1, 0]), BOOLEANS)
    yield Case(field("boolean", trueValues=["yes"], falseValues=["no"], constraints={"enum": ["yes"]}), BOOLEANS)
    yield Case(field("boolean", trueValues=["yes"], falseValues=["no"], constraints={"enum": ["true"]}), BOOLEANS)
    yield Case(bound("date", enum=["2020-01-01", "2020-2-29"]), DATES)
    yield Case(bound("date", "%d.%m.%Y", enum=["01.02.2020", "31.12.2020"]), DATES)
    yield Case(bound("date", "%d.%m.%Y", enum=["2020-02-01"]), DATES, note="an enum value that the format does not read never matches")
    yield Case(bound("time", enum=["12:00:00", "13:00:00+01:00"]), TIMES)
    yield Case(bound("datetime", enum=["2020-01-01T12:00:00", "2020-01-01T12:00:00Z"]), DATETIMES)
    yield Case(bound("year", enum=[2020, "1999", 20]), YEARS + ["1999", "0020"])
    yield Case(bound("yearmonth", enum=["2020-01", "2020-2"]), YEARMONTHS + ["2020-02"])
    yield Case(bound("duration", enum=["P1D", "P1Y"]), DURATIONS + ["PT24H", "P12M"])
    yield Case(bound("any", enum=["a", 1, True]), ["a", "1", "true", "True", "", "b", " a"])
    yield Case(bound("array", enum=["[1]", [1, 2]]), ["[1]", "[1,2]", "[ 1 ]", "[1.0]", "[true]", "[2]", "x", ""])
    yield Case(bound("object", enum=['{"a":1}', {"b": 2}]), ['{"a":1}', '{ "a" : 1 }', '{"b":2}', '{"b":2.0}', '{"c":3}', "", "x"])
    yield Case(bound("list", enum=["a,b"]), ["a,b", "a"], note="enum is not a constraint of list fields in frictionless")
    yield Case(bound("string", enum="a"), ["a"])


PATTERN_CELLS = [
    "", "a", "b", "c", "ab", "abc", "aab", "aaa", "xa", "bx", "a\n", "b\n", "b\n\n", "a\nb", "\n", "ABC", "Abc", "\u00e9", "e\u0301", "\u00c9", "\u00df",
    "\u65e5\u672c", "\U0001f44d", "1", "12", "123", "\uff11\uff12", "\u0663", "\u00b2", "a1", "a b", "a\tb", "a\u00a0b", "a\u2003b", " ", "_", "a_b", "-", "a-b",
    ".", "a.b", "a.b@c", "AB-12", "555-1234", "2024-Q1", "2024-Q5", "unknown", "2024-Q5 unknown", "aXb", "]", "\\", "$", "$x", "a$", "^", "foo", "foo bar", "foox",
    "aa", " a", "a ", "\t", "a{x}", "a#b", "bc", "abb", "b]", "a]]", ":]", "a&b",
]

PATTERNS = [
    "a|b", "^a|b$", "(a|b)", "^(a|b)$", "(?:a|b)c?", "abc", "^abc$", "^abc", "abc$", "^a.*$", ".*", ".+", ".", "..", "", "^$", "^", "$", "^^a$$",
    "a*", "a+", "a?b", "a{2}", "a{2,}", "a{,2}", "a{1,3}b?", "a{0}", "a{x}", "a*?b", "(?:ab)+", "(a*)*b", "a.b", "a$b", "a^b",
    r"\d", r"\d+", r"\D+", r"[\d]+", "[0-9]+", r"\w+", r"\W+", r"\s", r"\s+", r"\S+", r"a\sb", "[a-z]+", "[A-Za-z0-9_-]+", r"[\w.-]+@[\w.-]+", "[^a-z]+",
    r"[^\d\s]+", "[A-Z]{2}-[0-9]{2}", r"\d{3}-\d{4}", r"\d{4}-Q[1-4]", r"[0-9]{4}-Q[1-4]|unknown", r"\.", r"a\.b", "[.]", "[-a]", "[a-]", r"[a\-b]+", "[]a]+", "[^]a]+",
    r"[a\]]+", r"\\", r"[\\]", r"\$", r"\^", r"\-", r"\_", r"a\tb", r"a\nb", r"\n", r"\x61", r"\u00e9", "\u00e9", "\u00e9|\u00c9", "[\u00e0-\u00ff]+", "[\u4e00-\u9fff]+",
    "(?i:abc)", "(?s:.+)", "(?x: a b )", "(?#note)a", "(?=a).*", "(?!a).*", ".*(?<=a)b", "(?<!a)b", r"(a)\1", "(?P<x>a)(?P=x)b", r"(?:foo)\b.*", r"foo\Bx?", r"\Aabc\Z",
    r"(?a:\w+)", r"(?a:\d+)", r"[\s\S]*", "a++b", "(?>a+)b", "(a)?b(?(1)b|c)", "a|", "|a", "a||b", "()", "[a&&b]+", "[[:alpha:]]+", "[a-z-[aeiou]]+",
    r"\N{LATIN SMALL LETTER E WITH ACUTE}", "\\", "a\\", " a", "a ", "[ab] [ab]", "\t", "a#b",
]

PATTERN_NOTES = {
    "a|b": "only the first branch is anchored at the start and only the last at the end",
    "|a": "the first branch is the bare start anchor and matches everything",
    "a{,2}": "Python reads {,2} as {0,2}; XML Schema does not allow it",
    "[a-z-[aeiou]]+": "subtraction in XML Schema; Python reads a class of a-z, - and [, then aeiou closes it and ]+ follows",
    "[[:alpha:]]+": "Python reads a class of [ : a l p h and then ]+",
    "\\": "the lone backslash escapes the end anchor that frictionless adds, and a leading $ is wanted",
    "a\\": "the lone backslash escapes the end anchor that frictionless adds",
    "(?x: a b )": "Python only",
    "(?#note)a": "Python only",
}

REFUSED_PATTERNS = [
    r"\i\c*", r"\i", r"\c+", r"\p{L}+", r"\p{Lu}", r"\P{L}", r"\p{IsBasicLatin}", r"[\p{L}]", r"\h+", r"\R", r"\X", r"\Q.\E", r"\z", r"\G", r"\e", r"\K", "[a", "(a", "a)", "a)(b",
    "*a", "+", "a**", "a{2,1}", "[z-a]", "(?i)abc", "(?<x>a)", r"\k<x>", r"\1", "(?<=a+)b", r"\x{61}", r"\u{61}", r"\u", "(?P<1>a)", r"\8", r"(?|a|b)", r"\p",
]


def pattern_cases():
    for pattern in PATTERNS:
        yield Case(bound("string", pattern=pattern), PATTERN_CELLS, note=PATTERN_NOTES.get(pattern))
    for pattern in REFUSED_PATTERNS:
        yield Case(bound("string", pattern=pattern), ["a"])
    yield Case(bound("string", pattern="a|b"), PATTERN_CELLS, version="v1")
    yield Case(bound("string", pattern=".*"), PATTERN_CELLS, missing=[])
    yield Case(bound("string", pattern="a+", minLength=2, maxLength=2), PATTERN_CELLS)
    yield Case(bound("string", pattern="a+", required=True, enum=["a", "b"]), PATTERN_CELLS)
    yield Case(bound("string", "email", pattern="a.*"), ["a@example.org", "b@example.org", "a", ""])
    yield Case(bound("integer", pattern=r"\d+"), ["1"])
    yield Case(bound("any", pattern=r"\d+"), ["1"])
    yield Case(bound("date", pattern=".*"), ["2020-01-01"])


def length_cases():
    cells = ["", " ", "a", "ab", "abc", "abcd", "  ab  ", "\u00e9", "e\u0301", "e\u0301e\u0301", "\u00df", "\u65e5\u672c", "\u65e5\u672c\u8a9e", "\U0001f44d", "\U0001f44d\U0001f3fd",
             "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea", "\ufb01", "a\nb", "a\r\nb", "\r\n", "\n", "\u200b", "\ufeffa", "\u0928\u092e\u0938\u094d\u0924\u0947", "\u1100\u1161\u11a8",
             "a\x00b", "NULL", "\t\t\t", "\u00a0\u00a0"]
    for constraints in [{"minLength": 0}, {"minLength": 1}, {"minLength": 2}, {"minLength": 3}, {"maxLength": 0}, {"maxLength": 1}, {"maxLength": 2}, {"maxLength": 3},
                        {"minLength": 2, "maxLength": 3}, {"minLength": 3, "maxLength": 2}, {"minLength": 2, "required": True}]:
        yield Case(bound("string", **constraints), cells)
    yield Case(bound("string", minLength=1, maxLength=2), cells, missing=[])
    yield Case(bound("string", "email", minLength=8, maxLength=13), ["a@b.co", "aa@b.example", "aaaa@b.example", "x", "", "aaaaaaaaaaaaaaaa"])
    yield Case(bound("string", "binary", maxLength=4), ["YQ==", "YWJj", "YWJjZA==", "a", ""], note="the text is measured, not the bytes it stands for")
    yield Case(bound("array", minLength=1, maxLength=2), JSONS)
    yield Case(bound("object", minLength=1, maxLength=1), JSONS)
    yield Case(bound("list", minLength=2, maxLength=2), LISTS)
    yield Case(field("list", itemType="integer", delimiter=";", constraints={"minLength": 2}), LISTS)
    yield Case(bound("string", minLength="2"), ["a", "ab"])
    yield Case(bound("string", minLength=2.0), ["a", "ab", "abc", ""], note="2.0 is an integer for JSON Schema")
    yield Case(bound("string", minLength=-1), ["a", ""])
    yield Case(bound("integer", minLength=2), ["1"])


def range_cases():
    integers = ["", "x", "-6", "-5", "-4", "0", "-0", "4", "5", "05", "+5", " 5", "6", "1_0", "10", "11", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e1", "5.0", "\uff15", "NULL"]
    for constraints in [{"minimum": 5}, {"minimum": "5"}, {"maximum": 5}, {"minimum": -5, "maximum": 5}, {"exclusiveMinimum": 5}, {"exclusiveMaximum": 5},
                        {"exclusiveMinimum": -5, "exclusiveMaximum": 5}, {"minimum": 5, "exclusiveMinimum": 5}, {"minimum": 10, "maximum": 5}, {"minimum": 5.0}, {"minimum": 0},
                        {"maximum": "9223372036854775807"}, {"minimum": "-9223372036854775808"}, {"minimum": 5, "required": True, "enum": [4, 5]}]:
        yield Case(bound("integer", **constraints), integers)
    yield Case(field("integer", bareNumber=False, constraints={"minimum": "$5"}), integers + ["$4", "$5", "$-5"])
    for value in [5.5, "x", True, "5.5", ""]:
        yield Case(bound("integer", minimum=value), integers, note="the bound cannot be read as an integer")

    numbers = ["", "x", "-2", "-1.5", "-1.4999999999999999999999", "-0", "0", "0.1", "0.10", "0.1000000000000000000001", "0.09999999999999999999", "0.3", "0.30000000000000004", "1.5", "1.50", "15e-1",
               "1.5000000000000000000000000001", "1.49999999999999999999999999999", "2", "1e2", "1e400", "NaN", "nan", "-NaN", "INF", "-INF", "1,5", "\uff11.5", " 1.5", "1_0"]
    for constraints in [{"minimum": 1.5}, {"minimum": "1.5"}, {"maximum": 1.5}, {"minimum": 0.1}, {"maximum": 0.1}, {"maximum": "0.1"}, {"exclusiveMinimum": 0.1}, {"exclusiveMaximum": 0.1}, {"maximum": 0.3},
                        {"exclusiveMinimum": 1.5}, {"exclusiveMaximum": 1.5}, {"exclusiveMinimum": "1.5", "exclusiveMaximum": "2"}, {"minimum": -1.5, "maximum": 1.5}, {"minimum": 0}, {"minimum": 2}, {"maximum": "1e2"},
                        {"maximum": "INF"}, {"minimum": "-INF"}, {"exclusiveMaximum": "INF"}, {"minimum": "NaN"}]:
        yield Case(bound("number", **constraints), numbers)
    yield Case(bound("number", minimum=1.5), ["1", "2", "sNaN", "-sNaN1", "NaN"], note="a signalling NaN cannot be compared")
    yield Case(field("number", decimalChar=",", constraints={"minimum": "1,5"}), numbers)
    yield Case(field("number", decimalChar=",", constraints={"minimum": 1.5}), numbers)
    yield Case(field("number", decimalChar=",", constraints={"minimum": "1.5"}), numbers, note="the bound is read with the field's own decimalChar and so is no number")
    yield Case(field("number", bareNumber=False, constraints={"maximum": "1.5%"}), numbers + ["1%", "2%", "$.5"])

    dates = ["", "x", "2019-12-31", "2020-01-01", "2020-1-1", "2020-01-02", "2020-06-15", "2020-12-31", "2021-01-01", "0001-01-01", "9999-12-31", "2020-02-30", " 2020-01-01"]
    for constraints in [{"minimum": "2020-01-01"}, {"maximum": "2020-01-01"}, {"exclusiveMinimum": "2020-01-01"}, {"exclusiveMaximum": "2020-01-01"}, {"minimum": "2020-01-01", "maximum": "2020-12-31"}, {"minimum": "2020-1-1"},
                        {"minimum": "01.01.2020"}, {"minimum": 2020}, {"minimum": "2020"}]:
        yield Case(bound("date", **constraints), dates)
    european = ["", "x", "31.12.2019", "01.01.2020", "1.1.2020", "02.01.2020", "31.12.2020", "2020-01-01"]
    yield Case(bound("date", "%d.%m.%Y", minimum="01.01.2020", exclusiveMaximum="31.12.2020"), european)
    yield Case(bound("date", "%d.%m.%Y", minimum="2020-01-01"), european, note="the bound must have the field's format")
    yield Case(bound("date", "any", minimum="2020-01-01", maximum="31 December 2020"), ["2019-12-31", "2020-01-01", "1 Jan 2020", "31/12/2020", "2021-01-01", "x", ""])

    years = ["", "x", "0000", "1999", "2000", "2001", "2020", "9999", "-001", " 999", "+999"]
    for constraints in [{"minimum": 2000}, {"minimum": "2000"}, {"maximum": 2000}, {"exclusiveMinimum": 2000}, {"exclusiveMaximum": "2000"}, {"minimum": "200"}, {"minimum": 20000}, {"minimum": 2000.0}]:
        yield Case(bound("year", **constraints), years)
    months = ["", "x", "1999-12", "2000-01", "2000-1", "2000-02", "2000-06", "2001-01", "10000-01", "0001-01"]
    for constraints in [{"minimum": "2000-01"}, {"maximum": "2000-01"}, {"exclusiveMinimum": "2000-1"}, {"exclusiveMaximum": "2000-02"}, {"minimum": "2000-01", "maximum": "2000-06"}, {"minimum": [2000, 2]}, {"minimum": "2000"}]:
        yield Case(bound("yearmonth", **constraints), months)
    times = ["", "x", "08:59:59", "09:00:00", "09:00:00.0", "09:00:00.001", "12:00:00", "17:00:00", "17:00:01", "24:00:00", "00:00:00", "09:00", "09:00:00Z", "10:00:00+01:00", "09:30:00+01:00"]
    for constraints in [{"minimum": "09:00:00"}, {"maximum": "17:00:00"}, {"exclusiveMinimum": "09:00:00"}, {"exclusiveMaximum": "17:00:00"}, {"minimum": "09:00:00Z"}, {"minimum": "09:00"}]:
        yield Case(bound("time", **constraints), times, note="a time with an offset cannot be compared with one without")
    yield Case(bound("time", "%H:%M", minimum="09:00", maximum="17:00"), ["08:59", "09:00", "9:00", "17:00", "17:01", "24:00", "x", "", "09:00:00"])
    moments = ["", "x", "2019-12-31T23:59:59", "2020-01-01T00:00:00", "2020-01-01 00:00:00", "2020-01-01T00:00:00.000001", "2020-01-01T00:00:01", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00+01:00",
               "2020-01-01T01:00:00+01:00", "2019-12-31T23:00:00-01:00", "2019-12-31T24:00:00", "2020-01-01", "2021-01-01T00:00:00"]
    for constraints in [{"minimum": "2020-01-01T00:00:00"}, {"maximum": "2020-01-01T00:00:00"}, {"exclusiveMinimum": "2020-01-01T00:00:00"}, {"exclusiveMaximum": "2020-01-01T00:00:00"}, {"minimum": "2020-01-01T00:00:00Z"},
                        {"maximum": "2020-01-01T00:00:00+01:00"}, {"minimum": "2020-01-01"}]:
        yield Case(bound("datetime", **constraints), moments, note="a datetime with an offset cannot be compared with one without")
    yield Case(bound("datetime", "%Y-%m-%d %H:%M", minimum="2020-01-01 00:00", exclusiveMaximum="2021-01-01 00:00"), ["2019-12-31 23:59", "2020-01-01 00:00", "2020-1-1 0:0", "2020-12-31 23:59", "2021-01-01 00:00", "x", ""])

    yield Case(bound("integer", exclusiveMinimum=5), integers, version="v1")
    yield Case(bound("integer", minimum=5), integers, version="v1")
    yield Case(bound("string", minimum="b"), ["a"])
    yield Case(bound("duration", minimum="P1D"), ["P1D"], note="the standard allows bounds on durations")
    yield Case(bound("boolean", minimum=True), ["true"])
    yield Case(bound("array", jsonSchema={"type": "array"}), ["[1]"], note="jsonSchema is a v2 constraint")
    yield Case(bound("array", unique=True, required=True), ["", "x"])
    yield Case(field("integer", required=True), ["1"], note="required outside constraints")
    yield Case(bound("integer", required="true"), ["1"])
    yield Case(bound("integer", maxDigits=3), ["1"])


def cell_cases():
    yield from type_cases()
    yield from missing_value_cases()
    yield from uniqueness_cases()
    yield from enum_cases()
    yield from pattern_cases()
    yield from length_cases()
    yield from range_cases()


# --------------------------------------------------------------------------------------------------- tables


@dataclass
class Table:
    name: str
    csv: str
    schema: dict
    dialect: dict | None = None
    resources: dict | None = None
    version: str = "v2"
    note: str | None = None

    def record(self, **more):
        out = {"name": self.name, "csv": self.csv, "schema": self.schema, "dialect": self.dialect}
        if self.resources:
            out["resources"] = self.resources
        if self.version != "v2":
            out["version"] = self.version
        if self.note:
            out["note"] = self.note
        return {**out, **more}


def schema(*fields, **properties):
    """A schema from fields written `name`, `name:type` or `name:type!` (required), or as descriptors."""

    def one(text):
        if isinstance(text, dict):
            return text
        name, _, type_ = text.partition(":")
        out = {"name": name, "type": type_.rstrip("!") or "string"}
        if type_.endswith("!"):
            out["constraints"] = {"required": True}
        return out

    return {"fields": [one(item) for item in fields], **properties}


def lines(*rows, end="\n"):
    return "".join(row + end for row in rows)


def header_tables():
    plain = lambda **more: schema("a:integer", "b:string", **more)  # noqa: E731
    yield Table("valid", lines("a,b", "1,x", "2,y"), plain())
    yield Table("valid-crlf", lines("a,b", "1,x", "2,y", end="\r\n"), plain())
    yield Table("valid-cr", lines("a,b", "1,x", "2,y", end="\r"), plain())
    yield Table("valid-no-final-newline", "a,b\n1,x", plain())
    yield Table("valid-mixed-line-ends", "a,b\r\n1,x\n2,y\r3,z\n", plain())
    yield Table("byte-order-mark", "\ufeffa,b\n1,x\n", plain())
    yield Table("empty-file", "", plain())
    yield Table("one-blank-line", "\n", plain())
    yield Table("header-only", "a,b\n", plain())
    yield Table("header-blank-then-data", "\na,b\n1,x\n", plain())
    yield Table("labels-padded", lines(" a ,b\t", "1,x"), plain(), note="labels are stripped of blanks before comparison")
    yield Table("labels-quoted-padded", lines('" a","b "', "1,x"), plain())
    yield Table("labels-other-case", lines("A,b", "1,x"), plain())
    yield Table("labels-swapped", lines("b,a", "x,1"), plain(), note="exact maps by order: the cells are read with the field of their position")
    yield Table("label-incorrect", lines("a,c", "1,x"), plain())
    yield Table("label-nfd", lines("e\u0301", "x"), schema("\u00e9"))
    yield Table("label-missing", lines("a", "1", "x"), plain())
    yield Table("label-missing-required", lines("a", "1"), schema("a:integer", "b:string!"))
    yield Table("label-extra", lines("a,b,c", "1,x,9", "x,y,"), plain())
    yield Table("label-extra-blank", lines("a,b,", "1,x,", "2,y,z"), plain())
    yield Table("label-blank", lines("a,", "1,x"), plain())
    yield Table("label-blank-first", lines(",b", "1,x"), plain())
    yield Table("label-blank-middle-short", lines("a,,c", "1,2,3", "1,,x"), schema("a:integer", "b:integer", "c:integer"))
    yield Table("labels-all-blank", lines(",", "1,x"), plain())
    yield Table("label-duplicate", lines("a,a", "1,x"), plain())
    yield Table("label-duplicate-thrice", lines("a,a,a", "1,2,3"), schema("a:integer", "b:integer", "c:integer"))
    yield Table("label-duplicate-beyond", lines("a,b,a", "1,x,9"), plain())
    yield Table("labels-incorrect-and-missing", lines("b", "1"), plain())
    yield Table("header-with-newline", lines('"a\nb",c', "1,x", "y,z"), schema("a\nb:integer", "c"))
    yield Table("field-without-rows", lines("a,b"), schema("a:integer!", "b:string!", primaryKey=["a"]))

    yield Table("missing-cell", lines("a,b", "1", "2,y"), plain())
    yield Table("missing-cell-required", lines("a,b", "1", "2,y"), schema("a:integer", "b:string!"))
    yield Table("missing-cells-two", lines("a,b,c", "1"), schema("a:integer", "b", "c"))
    yield Table("extra-cell", lines("a,b", "1,x,9", "2,y,", "3,z,,"), plain())
    yield Table("extra-cell-and-type-error", lines("a,b", "x,x,9"), plain())
    yield Table("blank-row", lines("a,b", "1,x", "", "2,y"), plain())
    yield Table("blank-row-last", "a,b\n1,x\n\n", plain())
    yield Table("blank-row-delimiters", lines("a,b", ",", "1,x"), plain())
    yield Table("blank-row-spaces", lines("a,b", "  ", " , ", "1,x"), plain())
    yield Table("blank-row-required", lines("a,b", "", ",", "1,x"), schema("a:integer!", "b:string!"), note="only the blank row is reported")
    yield Table("blank-row-extra-cells", lines("a,b", ",,", ",,z"), plain())
    yield Table("blank-row-missing-values", lines("a,b", "-,-", "-,NA", ",-"), plain(missingValues=["-", "NA"]))
    yield Table("blank-row-one-column", lines("a", "", '""', "1"), schema("a:integer"))
    yield Table("blank-row-one-column-required", lines("a", '""', "1"), schema("a:integer!"))
    yield Table("blank-row-unique-key", lines("a,b", "1,x", "", ""), plain(primaryKey=["a"]))
    yield Table("row-numbers-multiline", 'a,b\n1,"x\ny"\nz,y\n', plain(), note="a row number counts records from 1, the header included, not lines")
    yield Table("row-numbers-blank", lines("a,b", "", "x,1", "", "y,2"), plain())


def fields_match_tables():
    same, swapped = lines("a,b", "1,x", "x,y"), lines("b,a", "x,1", "y,x")
    fewer, more, other = lines("a", "1", "x"), lines("a,b,c", "1,x,9", "x,y,"), lines("c,d", "1,2")
    mixed, short = lines("c,b", "9,x"), lines("b,a", "x")
    for mode in ["exact", "equal", "subset", "superset", "partial"]:
        both = schema("a:integer", "b:string", fieldsMatch=mode)
        for name, text in [("same", same), ("swapped", swapped), ("fewer", fewer), ("more", more), ("none", other), ("mixed", mixed)]:
            yield Table(f"fields-match-{mode}-{name}", text, both)
        yield Table(f"fields-match-{mode}-required-missing", lines("a", "1"), schema("a:integer", "b:string!", fieldsMatch=mode))
        yield Table(f"fields-match-{mode}-key-missing", lines("a", "1", "1"), schema("a:integer", "b", fieldsMatch=mode, primaryKey=["b"]))
        yield Table(f"fields-match-{mode}-duplicate-label", lines("a,a", "1,2"), both)
        yield Table(f"fields-match-{mode}-blank-label", lines("a,", "1,x"), both)
        yield Table(f"fields-match-{mode}-short-row", short, both)
        yield Table(f"fields-match-{mode}-case", lines("B,A", "x,1"), both)
    yield Table("fields-match-subset-unique", lines("c,a", "9,1", "9,1"), schema({"name": "a", "type": "integer", "constraints": {"unique": True}}, fieldsMatch="subset"))
    yield Table("fields-match-subset-no-header", lines("1,x"), schema("a:integer", "b", fieldsMatch="subset"), {"header": False})
    yield Table("fields-match-list", same, schema("a:integer", "b", fieldsMatch=["equal"]), note="the v2 profile has an array here, the text a string")
    yield Table("fields-match-unknown", same, schema("a:integer", "b", fieldsMatch="some"))
    yield Table("fields-match-equal-v1", swapped, schema("a:integer", "b", fieldsMatch="equal"), version="v1")


def key_tables():
    yield Table("primary-key", lines("a,b", "1,x", "2,x", "1,y", "1,z"), schema("a:integer", "b", primaryKey=["a"]))
    yield Table("primary-key-string-form", lines("a,b", "1,x", "1,y"), schema("a:integer", "b", primaryKey="a"))
    yield Table("primary-key-string-form-v1", lines("a,b", "1,x", "1,y"), schema("a:integer", "b", primaryKey="a"), version="v1")
    yield Table("primary-key-empty", lines("a,b", "1,x", "1,x"), schema("a:integer", "b", primaryKey=[]))
    yield Table("primary-key-null", lines("a,b", ",x", ",y", "1,z"), schema("a:integer", "b", primaryKey=["a"]))
    yield Table("primary-key-null-required", lines("a,b", ",x", ",y"), schema("a:integer!", "b", primaryKey=["a"]))
    yield Table("primary-key-composite", lines("a,b", "1,x", "1,y", "2,x", "1,x"), schema("a:integer", "b", primaryKey=["a", "b"]))
    yield Table("primary-key-composite-null", lines("a,b,c", "1,,p", "1,,q", ",x,r", ",x,s", ",,t"), schema("a:integer", "b", "c", primaryKey=["a", "b"]), note="a key is faulted only where all its cells are null")
    yield Table("primary-key-typed-integer", lines("a", "1", "01", "+1", " 1", "2"), schema("a:integer", primaryKey=["a"]))
    yield Table("primary-key-typed-number", lines("a", "1", "1.0", "1e0", "NaN", "NaN"), schema("a:number", primaryKey=["a"]))
    yield Table("primary-key-typed-string", lines("a", "1", "01", "1 ", "A", "a"), schema("a", primaryKey=["a"]))
    yield Table("primary-key-typed-date", lines("a", "2020-01-01", "2020-1-1"), schema("a:date", primaryKey=["a"]))
    yield Table("primary-key-typed-boolean", lines("a,b", "true,1", "1,1", "false,0"), schema("a:boolean", "b:integer", primaryKey=["a", "b"]))
    yield Table("primary-key-cross-type", lines("a,b", "1,true", "true,1"), schema("a:any", "b:any", primaryKey=["a", "b"]))
    yield Table("primary-key-type-error", lines("a,b", "x,1", "x,2", "1,3"), schema("a:integer", "b", primaryKey=["a"]), note="a cell that cannot be read is null to the key")
    yield Table("primary-key-constraint-error", lines("a", "1", "1"), schema({"name": "a", "type": "integer", "constraints": {"minimum": 5}}, primaryKey=["a"]))
    yield Table("primary-key-short-row", lines("a,b", "1", "1"), schema("a", "b", primaryKey=["b"]))
    yield Table("primary-key-missing-value", lines("a,b", "-,1", "-,2"), schema("a", "b", primaryKey=["a"], missingValues=["-"]))
    yield Table("primary-key-unknown-field", lines("a", "1"), schema("a", primaryKey=["z"]))
    yield Table("primary-key-label-swapped", lines("b,a", "1,x", "1,y"), schema("a", "b", primaryKey=["a"]))
    yield Table("primary-key-list", lines("a", '"1,2"', '"1,2"'), schema("a:list", primaryKey=["a"]))
    one = {"name": "a", "type": "integer", "constraints": {"unique": True}}
    yield Table("unique-and-primary-key", lines("a", "1", "01"), schema(one, primaryKey=["a"]))
    yield Table("unique-three-times", lines("a,b", "1,x", "1,x", ",x", ",x", "1,x"), schema(one, "b"))
    yield Table("unique-type-error", lines("a,b", "x,1", "x,2"), schema(one, "b"))
    yield Table("field-names-not-unique", lines("a,a", "1,2"), schema("a:integer", "a:integer"))
    yield Table("field-names-not-unique-v1", lines("a,a", "1,2"), schema("a:integer", "a:integer"), version="v1")
    ignored = "frictionless ignores uniqueKeys"
    yield Table("unique-keys-single", lines("a,b", "1,x", "1,y"), schema("a:integer", "b", uniqueKeys=[["a"]]), note=ignored)
    yield Table("unique-keys-composite", lines("a,b", "1,x", "1,y", "1,x"), schema("a:integer", "b", uniqueKeys=[["a", "b"]]), note=ignored)
    yield Table("unique-keys-null", lines("a,b", "1,", "1,", ",,"), schema("a:integer", "b", uniqueKeys=[["a", "b"]]), note=ignored)
    yield Table("unique-keys-unknown-field", lines("a", "1"), schema("a", uniqueKeys=[["z"]]), note=ignored)


def foreign_key_tables():
    def to(resource, fields, reference):
        target = {"fields": reference} if resource is None else {"resource": resource, "fields": reference}
        return [{"fields": fields, "reference": target}]

    def other(text, *fields, **properties):
        return {"other.csv": {"csv": text, "schema": schema(*fields, **properties)}}

    codes = other(lines("code,name", "1,one", "2,two"), "code:integer", "name")
    pair = other(lines("x,y", "1,a", "2,b", "3,"), "x:integer", "y")
    one = schema("id", "ref:integer", foreignKeys=to("other", ["ref"], ["code"]))
    yield Table("foreign-key", lines("id,ref", "a,1", "b,3", "c,2"), one, resources=codes)
    yield Table("foreign-key-typed", lines("id,ref", "a,01", "b, 2", "c,+1"), one, resources=codes)
    yield Table("foreign-key-null", lines("id,ref", "a,", "b,1"), one, resources=codes)
    yield Table("foreign-key-null-required", lines("id,ref", "a,", "b,1"), schema("id", "ref:integer!", foreignKeys=to("other", ["ref"], ["code"])), resources=codes)
    yield Table("foreign-key-type-error", lines("id,ref", "a,x", "b,1"), one, resources=codes)
    yield Table("foreign-key-string-to-integer", lines("id,ref", "a,1", "b,2"), schema("id", "ref", foreignKeys=to("other", ["ref"], ["code"])), resources=codes, note="the types of the two fields differ: nothing is found")
    yield Table("foreign-key-number-to-integer", lines("id,ref", "a,1.0", "b,1.5"), schema("id", "ref:number", foreignKeys=to("other", ["ref"], ["code"])), resources=codes)
    yield Table("foreign-key-string-form", lines("id,ref", "a,1", "b,3"), schema("id", "ref:integer", foreignKeys=to("other", "ref", "code")), resources=codes)
    yield Table("foreign-key-other-empty", lines("id,ref", "a,1"), one, resources=other("code,name\n", "code:integer", "name"))
    yield Table("foreign-key-other-invalid", lines("id,ref", "a,1", "b,2", "c,"), one, resources=other(lines("code,name", "x,one", "2,two", ",n"), "code:integer", "name"))
    yield Table("foreign-key-other-duplicate", lines("id,ref", "a,1"), one, resources=other(lines("code,name", "1,one", "1,uno"), "code:integer", "name"))
    yield Table("foreign-key-other-missing-values", lines("id,ref", "a,9", "b,1"), one, resources=other(lines("code,name", "9,none", "1,one"), "code:integer", "name", missingValues=["9"]))
    yield Table("foreign-key-own-missing-values", lines("id,ref", "a,9", "b,1"), schema("id", "ref:integer", missingValues=["9"], foreignKeys=to("other", ["ref"], ["code"])), resources=codes)
    both = schema("id", "p:integer", "q", foreignKeys=to("other", ["p", "q"], ["x", "y"]))
    yield Table("foreign-key-composite", lines("id,p,q", "k,1,a", "l,1,b", "m,2,b", "n,9,z"), both, resources=pair)
    yield Table("foreign-key-composite-null", lines("id,p,q", "k,,", "l,1,", "m,,a", "n,3,"), both, resources=pair, note="skipped only where all cells are null; a partly null key is looked up as it stands")
    yield Table("foreign-key-composite-swapped", lines("id,p,q", "k,1,a"), schema("id", "p:integer", "q", foreignKeys=to("other", ["q", "p"], ["y", "x"])), resources=pair)
    yield Table("foreign-key-two", lines("id,p,q", "k,1,a", "l,9,a", "m,9,z"), schema("id", "p:integer", "q", foreignKeys=to("other", ["p"], ["x"]) + to("other", ["q"], ["y"])), resources=pair)
    tree = lines("id,parent", "1,", "2,1", "3,2", "4,9", "5,5")
    own = schema("id:integer", "parent:integer")
    yield Table("foreign-key-self", tree, {**own, "foreignKeys": to(None, ["parent"], ["id"])})
    yield Table("foreign-key-self-empty-name", tree, {**own, "foreignKeys": to("", ["parent"], ["id"])})
    yield Table("foreign-key-self-by-name", tree, {**own, "foreignKeys": to("main", ["parent"], ["id"])})
    yield Table("foreign-key-self-v1", tree, {**own, "foreignKeys": to("", "parent", "id")}, version="v1")
    yield Table("foreign-key-no-such-resource", lines("id,ref", "a,1"), schema("id", "ref:integer", foreignKeys=to("nowhere", ["ref"], ["code"])), resources=codes)
    yield Table("foreign-key-no-such-field", lines("id,ref", "a,1", "b,"), schema("id", "ref:integer", foreignKeys=to("other", ["ref"], ["zzz"])), resources=codes)
    yield Table("foreign-key-unknown-own-field", lines("id,ref", "a,1"), schema("id", "ref:integer", foreignKeys=to("other", ["zzz"], ["code"])), resources=codes)
    yield Table("foreign-key-lengths-differ", lines("id,ref", "a,1"), schema("id", "ref:integer", foreignKeys=to("other", ["id", "ref"], ["code"])), resources=codes)
    yield Table("foreign-key-blank-row", lines("id,ref", "", "a,3"), one, resources=codes)


def dialect_tables():
    two = schema("a:integer", "b:string")
    short = schema("a:integer", {"name": "b", "type": "string", "constraints": {"maxLength": 3}})
    yield Table("delimiter-semicolon", lines("a;b", "1;x,y", "z;w"), two, {"delimiter": ";"})
    yield Table("delimiter-tab", lines("a\tb", "1\tx", "z\tw"), two, {"delimiter": "\t"})
    yield Table("delimiter-pipe", lines("a|b", "1|x", "z|w"), two, {"delimiter": "|"})
    yield Table("delimiter-wrong", lines("a;b", "1;x"), two, None)
    yield Table("delimiter-two-characters", lines("a||b", "1||x"), two, {"delimiter": "||"})
    yield Table("delimiter-non-ascii", lines("a\u00a6b", "1\u00a6x", "z\u00a6y"), two, {"delimiter": "\u00a6"})
    yield Table("line-terminator-ignored", "a,b;1,x;", two, {"lineTerminator": ";"}, note="lineTerminator is not used for reading")
    yield Table("line-terminator-lf", lines("a,b", "1,x"), two, {"lineTerminator": "\n"})
    yield Table("quote-single", lines("a,b", "1,'x,y'", "2,'it''s'"), two, {"quoteChar": "'"})
    yield Table("quote-single-unset", lines("a,b", "1,'x,y'"), two, None)
    yield Table("quote-none", lines("a,b", '1,"x', '2,"x,y"'), two, {"quoteChar": ""})
    yield Table("quote-doubled", lines("a,b", '1,"x""y"', '2,""""', '3,""""""'), short)
    yield Table("quote-not-doubled", lines("a,b", '1,"x""y"', '2,"x"'), short, {"doubleQuote": False}, note="doubleQuote counts only where there is an escapeChar")
    yield Table("quote-not-doubled-escape", lines("a,b", '1,"x\\"y"', '2,"x""y"'), short, {"doubleQuote": False, "escapeChar": "\\"})
    yield Table("escape-without-double-quote", lines("a,b", "1,x\\,y", "2,x\\\\y", "3,\\n", "4,x\\"), short, {"escapeChar": "\\"})
    yield Table("escape-newline", 'a,b\n1,x\\\ny\n2,z\n', two, {"escapeChar": "\\"})
    yield Table("escape-pipe", lines("a,b", "1,x|,y", "2,||"), short, {"escapeChar": "|"})
    yield Table("escape-unset", lines("a,b", "1,x\\,y"), two, None)
    yield Table("quote-inside-cell", lines("a,b", '1,x"y', '2,x"y"z', '3,x "y,z"'), two)
    yield Table("quote-then-text", lines("a,b", '1,"x"y', '2,"x" ', '3,"x" "y"'), short)
    yield Table("quote-after-space", lines("a,b", '1, "x,y"', '2, "x"'), two)
    yield Table("quote-unterminated", 'a,b\n1,"x\n2,y\n', two)
    yield Table("quote-empty", lines("a,b", '"",""', '1,""', '"2",x'), schema("a:integer", "b:string!"))
    yield Table("skip-initial-space", lines("a, b", "1, x", "2,  y", '3, "p,q"', "4 , z "), short, {"skipInitialSpace": True})
    yield Table("skip-initial-space-off", lines("a, b", "1, x", "2,  xyz"), short, {"skipInitialSpace": False})
    yield Table("skip-initial-space-tab", lines("a,\tb", "1,\txyz", "2,\u00a0xyz"), short, {"skipInitialSpace": True})
    yield Table("skip-initial-space-blank", lines("a, b", "1, ", "2,"), schema("a:integer", "b:string!"), {"skipInitialSpace": True})
    yield Table("no-header", lines("1,x", "y,z", "1", "1,2,3"), two, {"header": False})
    yield Table("no-header-with-header", lines("a,b", "1,x"), two, {"header": False})
    yield Table("no-header-key", lines("1,x", "1,y"), {**two, "primaryKey": ["a"]}, {"header": False})
    yield Table("no-header-empty", "", two, {"header": False})
    yield Table("header-rows-second", lines("title", "a,b", "1,x", "y,z"), two, {"headerRows": [2]})
    yield Table("header-rows-two", lines("a,b", "1,2", "3,x", "y,z"), schema("a 1:integer", "b 2"), {"headerRows": [1, 2]})
    yield Table("header-rows-two-same", lines("a,b", "a,2", "3,x"), schema("a:integer", "b 2"), {"headerRows": [1, 2]}, note="a label that repeats the one above is not joined")
    yield Table("header-rows-two-blank", lines("g,", "a,b", "1,x"), schema("g a:integer", "b"), {"headerRows": [1, 2]})
    yield Table("header-rows-two-blank-spaced", lines("g,", "a,b", "1,x"), schema("g a:integer", " b"), {"headerRows": [1, 2]})
    yield Table("header-rows-two-short", lines("fruit", "id,name", "1,apple"), schema("fruit id:integer", "name"), {"headerRows": [1, 2]}, note="the standard's own example expects the first label to spread over the columns")
    yield Table("header-rows-two-spread", lines("fruit", "id,name", "1,apple"), schema("fruit id:integer", "fruit name"), {"headerRows": [1, 2]})
    yield Table("header-join", lines("a,b", "1,2", "3,x"), schema("a-1:integer", "b-2"), {"headerRows": [1, 2], "headerJoin": "-"})
    yield Table("header-join-empty", lines("a,b", "1,2", "3,x"), schema("a1:integer", "b2"), {"headerRows": [1, 2], "headerJoin": ""})
    yield Table("header-rows-apart", lines("a,b", "skipped,row", "1,2", "3,x", "y,z"), schema("a 1:integer", "b 2"), {"headerRows": [1, 3]}, note="rows before the last header row are not data")
    yield Table("header-rows-none", lines("a,b", "1,x"), two, {"headerRows": []})
    yield Table("header-rows-beyond", lines("a,b", "1,x"), two, {"headerRows": [9]})
    yield Table("header-rows-unordered", lines("a,b", "1,2", "3,x"), schema("a 1:integer", "b 2"), {"headerRows": [2, 1]})
    yield Table("header-case", lines("A,B", "1,x"), two, {"headerCase": False}, note="headerCase is frictionless's own")
    yield Table("comment-char", lines("a,b", "#1,x", "2,#y", " #z,w", "#", "3,z"), two, {"commentChar": "#"})
    yield Table("comment-char-first-row", lines("# about", "a,b", "1,x", "#2,y", "z,w"), two, {"commentChar": "#"}, note="row 1 is a comment and header row at once: no header is read and the labels are data")
    yield Table("comment-char-first-row-header-second", lines("# about", "a,b", "1,x", "z,w"), two, {"commentChar": "#", "headerRows": [2]})
    yield Table("comment-char-quoted", lines("a,b", '"#1",x', "z,w"), two, {"commentChar": "#"})
    yield Table("comment-char-long", lines("a,b", "//1,x", "/2,y", "3,z"), two, {"commentChar": "//"})
    yield Table("comment-char-unbalanced-quote", lines("a,b", '# it"s, "so', "1,x", 'y,"'), two, {"commentChar": "#"}, note="comments are recognised after the file is cut into cells")
    yield Table("comment-char-multiline", 'a,b\n#1,"x\ny"\nz,w\n', two, {"commentChar": "#"})
    yield Table("comment-char-no-header", lines("#c", "1,x", "#2,y", "z,w"), two, {"commentChar": "#", "header": False})
    yield Table("comment-char-unset", lines("a,b", "#1,x"), two, None)
    yield Table("comment-rows", lines("a,b", "c,d", "1,x", "y,z"), two, {"commentRows": [2]})
    yield Table("comment-rows-first", lines("about", "a,b", "1,x", "y,z"), two, {"commentRows": [1]})
    yield Table("comment-rows-first-header-second", lines("about", "a,b", "1,x", "y,z"), two, {"commentRows": [1], "headerRows": [2]})
    yield Table("comment-rows-key", lines("a,b", "1,x", "1,y", "1,z"), {**two, "primaryKey": ["a"]}, {"commentRows": [3]})
    yield Table("comment-rows-between-headers", lines("a,b", "c,d", "1,2", "3,x"), schema("a 1:integer", "b 2"), {"headerRows": [1, 3], "commentRows": [2]})
    yield Table("null-sequence", lines("a,b", "\\N,x", "1,\\N"), schema("a:integer", "b:string!"), {"nullSequence": "\\N"}, note="nullSequence is not used for reading")
    yield Table("skip-blank-rows", lines("a,b", "", "1,x", ",", " , ", "y,z", ""), two, {"skipBlankRows": True}, note="skipBlankRows is frictionless's own")
    yield Table("skip-blank-rows-missing-values", lines("a,b", "-,-", ",", "1,x"), {**two, "missingValues": ["-"]}, {"skipBlankRows": True})
    yield Table("dialect-unknown-property", lines("a,b", "1,x"), two, {"somethingElse": 1})
    yield Table("guess-by-width", lines("report of the year", "", "a,b,c,d", "1,x,,", "2,y,,", "3,z,,"), schema("a:integer", "b", "c", "d"), None, note="left to itself frictionless takes the first row of about average width for the header")
    yield Table("guess-quote", lines("a,b", "1,'x'", "2,'y'", "3,'z'"), two, None)
    yield Table("guess-space", lines("a, b", "1, xyz", "2, xyz", "3, xyz"), short, None)


def whole_table_tables():
    yield Table("all-at-once", lines("a,b,c", "1,x,2020-01-01", "x,,2020-02-30", "1,yyyy,", "", "2", "3,x,2020-01-01,9", ",,", "4,x,01.01.2020"),
                schema("a:integer!", {"name": "b", "type": "string", "constraints": {"required": True, "maxLength": 3}}, "c:date", primaryKey=["a"]))
    yield Table("constraint-order", lines("a", "abcd", "b"), schema({"name": "a", "type": "string", "constraints": {"enum": ["a"], "pattern": "a", "maxLength": 3, "minLength": 2, "required": True}}))
    yield Table("required-error-and-type-error", lines("a,b", ",x", "z,"), schema("a:integer!", "b:integer!"))
    yield Table("any-field-no-type", lines("a,b", "1,x"), {"fields": [{"name": "a"}, {"name": "b"}]})
    yield Table("no-fields", lines("a,b", "1,x"), {"fields": []})
    yield Table("missing-values-schema", lines("a,b", "NA,x", "1,NA", "-,y"), schema("a:integer!", "b", missingValues=["NA"]))
    yield Table("missing-values-field-over-schema", lines("a,b", "NA,NA", "-,-", ",", "1,x"), schema({"name": "a", "type": "integer", "missingValues": ["-"]}, "b:string!", missingValues=["", "NA"]))
    yield Table("missing-values-objects", lines("a,b", "-99,x", "1,-99"), schema("a:integer", "b:string!", missingValues=[{"value": "-99", "label": "refused"}]))
    yield Table("missing-values-objects-v1", lines("a,b", "-99,x"), schema("a:integer", "b", missingValues=[{"value": "-99", "label": "refused"}]), version="v1")
    yield Table("missing-values-none", lines("a,b", ",x", "1,"), schema("a:integer", "b:string!", missingValues=[]))
    yield Table("example-invalid", lines("a", "1"), schema({"name": "a", "type": "integer", "example": "x"}))


def table_cases():
    yield from header_tables()
    yield from fields_match_tables()
    yield from key_tables()
    yield from foreign_key_tables()
    yield from dialect_tables()
    yield from whole_table_tables()


# --------------------------------------------------------------------------------------------------- oracle

CONSTRAINT = re.compile(r'constraint "(\w+)" is ')


class Refused(Exception):
    """frictionless does not accept the descriptors; the argument is the list of its errors."""


def full_dialect(dialect):
    merged = {**STANDARD_DIALECT, **(dialect or {})}
    if merged["header"] is False:
        del merged["headerRows"]
    return merged


def oracle(folder, text, schema, *, dialect, others=None, version="v2"):
    """Errors that frictionless reports for the resource `main` of a package of small files."""
    files = {"main": (text, schema, dialect)}
    for name, other in (others or {}).items():
        files[Path(name).stem] = (other["csv"], other["schema"], STANDARD_DIALECT)
    resources = []
    for name, (content, table_schema, table_dialect) in files.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8", newline="")
        resources.append({
            "name": name, "path": f"{name}.csv", "type": "table", "format": "csv", "encoding": "utf-8", "schema": table_schema,
            **({} if table_dialect is None else {"dialect": table_dialect}),
        })
    descriptor = {**({"$schema": PROFILE} if version == "v2" else {}), "resources": resources}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            report = Package.from_descriptor(descriptor, basepath=str(folder)).validate(name="main", limit_errors=1_000_000)
        except FrictionlessException as exception:
            raise Refused(innermost(exception)) from exception
    found = report.errors + [error for task in report.tasks for error in task.errors]
    described = [e for e in found if type(e) is errors.Error or isinstance(e, errors.MetadataError) and not isinstance(e, errors.SourceError)]
    if described:
        raise Refused(described)
    return found


def innermost(exception):
    reasons = exception.reasons or [exception.error]
    return [error for error in reasons if error.note != "descriptor is not valid"] or reasons


def label(error):
    match = CONSTRAINT.match(error.note or "")
    return [error.type, match.group(1) if match else None]


def place(error):
    if error.type in ("extra-cell", "extra-label"):
        return f"#{error.field_number}"
    if error.type == "foreign-key":
        return "+".join(error.field_names)
    return getattr(error, "field_name", None) or None


def describe(described):
    return "; ".join(unique(f"{error.type}: {error.note}" for error in described))


def crash(exception):
    return f"{type(exception).__name__}: {exception}"[:160]


def two_columns(cells):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["id", "value"])
    writer.writerows([str(number), cell] for number, cell in enumerate(cells, start=1))
    return stream.getvalue()


def judge_cells(folder, case):
    """The record of a case and whether it has verdicts."""

    def verdicts(cells):
        out = [[] for _ in cells]
        for error in oracle(folder, two_columns(cells), case.schema, dialect=STANDARD_DIALECT, version=case.version):
            assert error.field_name == "value" and error.row_number >= 2, error
            out[error.row_number - 2].append(label(error))
        return out

    def shape(pairs):
        return None if not pairs else pairs[0] if len(pairs) == 1 else pairs

    try:
        return case.record(cells=case.cells, verdicts=[shape(pairs) for pairs in verdicts(case.cells)]), True
    except Refused as refused:
        case.note = join(case.note, "refused: " + describe(refused.args[0]))
        return case.record(), False
    except Exception as exception:
        reason = crash(exception)

    crashes = {}
    for index, cell in enumerate(case.cells):
        try:
            verdicts([cell])
        except Exception as exception:
            crashes[index] = ["crash", type(exception).__name__]
    case.note = join(case.note, "frictionless raises " + reason)
    kept = [index for index in range(len(case.cells)) if index not in crashes]
    if all(case.cells[index] == "" for index in kept):
        return case.record(), False
    merged = dict(crashes)
    for index, pairs in zip(kept, verdicts([case.cells[index] for index in kept])):
        merged[index] = shape(pairs)
    return case.record(cells=case.cells, verdicts=[merged[index] for index in range(len(case.cells))]), True


def join(*notes):
    return "; ".join(note for note in notes if note)


def judge_table(folder, case):
    def run(dialect):
        try:
            found = oracle(folder, case.csv, case.schema, dialect=dialect, others=case.resources, version=case.version)
        except Refused as refused:
            found = refused.args[0]
            return tuples(found), "refused: " + describe(found)
        except Exception as exception:
            return None, "frictionless raises " + crash(exception)
        notes = describe([error for error in found if error.type == "source-error"])
        return tuples(found), notes

    def tuples(found):
        rows = [[getattr(error, "row_number", None), place(error), *label(error)] for error in found]
        return sorted(rows, key=lambda row: json.dumps(row))

    result, note = run(full_dialect(case.dialect))
    case.note = join(case.note, note) or None
    guessed, _ = run(case.dialect)
    return case.record(errors=result, **({} if guessed == result else {"sniffed": guessed}))


# ------------------------------------------------------------------------------------------------------ main


def write(path, **lists):
    """A JSON object of the version and some arrays, one element a line."""
    parts = [f'"frictionless":"{frictionless.__version__}"']
    for name, items in lists.items():
        body = ",\n".join(json.dumps(item, separators=(",", ":")) for item in items)
        parts.append(f'"{name}":[\n{body}\n]')
    path.write_text("{" + ",\n".join(parts) + "}\n", encoding="ascii")


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    if frictionless.__version__ != EXPECTED:
        sys.exit(f"frictionless {EXPECTED} is needed, not {frictionless.__version__}")
    logging.disable(logging.CRITICAL)
    target = Path(arguments[0])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        judged = [judge_cells(folder, case) for case in cell_cases()]
        tables = [judge_table(folder, case) for case in table_cases()]
    cases = [record for record, fine in judged if fine]
    refused = [record for record, fine in judged if not fine]
    names = [record["name"] for record in tables]
    assert len(names) == len(set(names)), "two tables have the same name"
    write(target / "cells.json", cases=cases, refused=refused)
    write(target / "tables.json", cases=tables)
    print(f"{len(cases)} cell cases with {sum(len(c['cells']) for c in cases)} cells, {len(refused)} refused, {len(tables)} tables")


if __name__ == "__main__":
    main(sys.argv[1:])
