"""``quizapp check``: is the file right, are the questions fair, and how far does guessing get?"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from quizapp.banks import read_bank
from quizapp.banks.reading import LARGEST_BANK
from quizapp.cli.counting import counted
from quizapp.cli.files import BANK_EXPECTED, read_file
from quizapp.errors import FileProblems, Problem
from quizapp.generate.check import Flaw, GuessRate, check, guess_rates, guessable
from quizapp.model.bank import Bank


@dataclass(frozen=True)
class Finding:
    """What is to be said about one bank file; ``bank`` is None where the file itself has problems."""

    file: str
    bank: Bank | None = None
    problems: tuple[Problem, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    rates: tuple[GuessRate, ...] = ()

    @property
    def is_grave(self) -> bool:
        """Whether something must be mended."""
        return bool(self.problems) or any(flaw.grave for flaw in self.flaws)


@click.command("check")
@click.argument("files", metavar="BANK.yaml...", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def check_command(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Check banks: problems of the file, flaws of questions, and how often guessing finds the key.

    Exits with 1 when something must be mended.
    """
    findings = [examine(path) for path in files]
    if as_json:
        click.echo(json.dumps([as_record(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        pages = [*map(as_page, findings), *together(findings)]
        click.echo("\n\n".join(pages))
    if any(finding.is_grave for finding in findings):
        ctx.exit(1)


def examine(path: Path) -> Finding:
    """Check one bank file."""
    try:
        bank = read_bank(read_file(path, BANK_EXPECTED, LARGEST_BANK), str(path))
    except FileProblems as e:
        return Finding(str(path), problems=e.problems)
    rates = guess_rates(bank)
    return Finding(str(path), bank, flaws=(*check(bank), *guessable(bank, rates)), rates=rates)


def as_record(finding: Finding) -> dict[str, object]:
    """Give a finding for programs."""
    return {
        "file": finding.file,
        "id": finding.bank.id if finding.bank else None,
        "questions": len(finding.bank.questions) if finding.bank else None,
        "problems": [asdict(problem) for problem in finding.problems],
        "flaws": [asdict(flaw) for flaw in finding.flaws],
        "guess_rates": [asdict(rate) for rate in finding.rates],
    }


def as_page(finding: Finding) -> str:
    """Give a finding for people."""
    if finding.bank is None:
        return "\n".join(map(str, finding.problems))
    grave = [flaw for flaw in finding.flaws if flaw.grave]
    slight = [flaw for flaw in finding.flaws if not flaw.grave]
    lines = [f"{finding.file}: {counted(len(finding.bank.questions), 'question')}, the file is in order."]
    for title, flaws in (("To mend", grave), ("To look at", slight)):
        if flaws:
            lines += ["", f"{title}:", *(f"  {flaw.question}: {flaw.name}: {flaw.saw}" for flaw in flaws)]
    if not finding.flaws:
        lines.append("No flaws found.")
    if finding.rates:
        lines += ["", "How often somebody who never read the source picks the key:", *rows(finding.rates)]
    return "\n".join(lines)


def together(findings: Sequence[Finding]) -> list[str]:
    """Give the guess rates of several banks together, the learning guesser held out bank by bank; of one none."""
    banks = [finding.bank for finding in findings if finding.bank and finding.rates]
    if len(banks) < 2:
        return []
    title = f"All {len(banks)} banks together, what was learnt from the others tried on each:"
    return ["\n".join([title, *rows(guess_rates(*banks))])]


def rows(rates: Sequence[GuessRate]) -> list[str]:
    """Give one line a guess rate."""
    width = max(len(rate.attack) for rate in rates)
    return [f"  {rate.attack:<{width}}  {figures(rate)}" for rate in rates]


def figures(rate: GuessRate) -> str:
    """Give a guess rate with its 95 % interval and the rate of mere chance."""
    mark = "  too high" if rate.too_high else ""
    return f"{rate.rate:4.0%} of {rate.items:,} ({rate.low:.0%}–{rate.high:.0%}; chance: {rate.chance:.0%}){mark}"
