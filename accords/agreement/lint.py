"""The lint: all that a careful lawyer would ask of an agreement before anybody signs it, at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from accords.agreement.agreement import Agreement
from accords.agreement.finding import Finding, line_of
from accords.agreement.foresight import Foresight
from accords.agreement.lint_guarantee import guarantee_findings
from accords.agreement.lint_order import order_findings
from accords.agreement.lint_powers import power_findings
from accords.agreement.lint_readings import reading_findings
from accords.agreement.lint_terms import term_findings
from accords.agreement.lint_time import time_findings
from accords.agreement.spoken import series


def lint(agreement: Agreement) -> tuple[Finding, ...]:
    """Every finding, in the order of the file. What cannot be read at all is a fault of the file (`read_agreement`), and no finding."""
    sight = Foresight(agreement)
    readings: dict[str, set[str]] = {}
    for one in agreement.stipulations:
        if one.reading is not None:
            readings.setdefault(one.id, set()).add(one.reading)
            # Of a procedure findings are about steps as well.
            for step in one.steps:
                readings.setdefault(f"{one.id}.{step.number}", set()).add(one.reading)
    found = chain(
        time_findings(sight),
        order_findings(sight),
        term_findings(sight),
        reading_findings(sight),
        power_findings(sight),
        guarantee_findings(sight),
    )
    return tuple(sorted(_once(found, readings), key=lambda finding: line_of(finding.place)))


def _once(findings: Iterable[Finding], readings: dict[str, set[str]]) -> list[Finding]:
    """What is so of several debtors or in all readings is told once; what is so in some readings only, with their names."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.about, finding.words), []).append(finding)
    told: list[Finding] = []
    for (_, about, words), group in groups.items():
        only = list(dict.fromkeys(one.reading for one in group if one.reading is not None))
        if not only or set(only) == readings.get(about, set()):
            told.append(replace(group[0], reading=None))
            continue
        named = f"In the reading{'s' if len(only) > 1 else ''} {series([f'`{one}`' for one in only])}: "
        told.append(replace(group[0], words=named + words, reading=", ".join(only)))
    return told
