"""``junit``: the XML of JUnit, valid under the schemas of Ant and of Jenkins.

Each file with faults is a test suite, each fault a failed test case; a run without faults is one
passed test case, since many readers take a report without tests for a mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from postlint.diagnostic import Diagnostic
from postlint.report import Report, plural
from postlint.report.placed import placed, said
from postlint.report.xml import PROLOG, content, element
from postlint.text import Source


def render(report: Report) -> Iterator[str]:
    """The element ``testsuites``. Ant's schema asks for a time and a host; the host is not told."""
    # Without microseconds and zone, as the schema's pattern has it
    now = report.made.strftime("%Y-%m-%dT%H:%M:%S")
    yield PROLOG + "<testsuites>\n"
    if not any(report.new):
        passed = element("testcase", name=plural(report.files, "post"), classname="postlint", time=0)
        yield from _suite(0, "postlint", now, [f"  {passed}/>\n"], failures=0)
    for number, (path, faults) in enumerate(
        groupby(placed(report, report.new), key=lambda pair: pair[0].path)
    ):
        cases = [_case(diagnostic, source) for diagnostic, source in faults]
        yield from _suite(number, path, now, cases, failures=len(cases))
    yield "</testsuites>\n"


def _suite(number: int, name: str, now: str, cases: list[str], *, failures: int) -> Iterator[str]:
    counts = {"tests": len(cases), "failures": failures, "errors": 0, "time": 0}
    place = {"id": number, "name": name, "package": "postlint", "hostname": "localhost", "timestamp": now}
    yield element("testsuite", **place, **counts) + ">\n  <properties/>\n"
    yield from cases
    yield "  <system-out/>\n  <system-err/>\n</testsuite>\n"


def _case(diagnostic: Diagnostic, source: Source) -> str:
    _, line, column = source.position(diagnostic.span.start)
    case = element("testcase", name=f"{diagnostic.rule} {line}:{column}", classname=diagnostic.path, time=0)
    failure = element("failure", message=diagnostic.message, type=diagnostic.severity)
    text = f"{diagnostic.path}:{line}:{column}: {said(diagnostic)}"
    return f"  {case}>\n    {failure}>{content(text)}</failure>\n  </testcase>\n"
