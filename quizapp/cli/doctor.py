"""``quizapp doctor``: is everything there that quizapp needs, and does it work?"""

import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, requires, version

import click

from quizapp.banks import read_bank
from quizapp.cli.counting import counted
from quizapp.cli.opening import open_store
from quizapp.errors import QuizError
from quizapp.formats.readers import read_document
from quizapp.grade import mark_text
from quizapp.jobs import JobQueue
from quizapp.model.mark import Verdict
from quizapp.paths import data_dir
from quizapp.settings import WrongSetting, read_settings
from quizapp.storage.check import faults
from quizapp.web.app import create_app


@click.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Check the installation: packages, files, settings, database, marker. Exits with 1 when one is ill."""
    ill = 0
    for name, examine in EXAMINATIONS.items():
        try:
            found, is_well = examine(), True
        except (QuizError, WrongSetting, OSError, ImportError, ValueError) as e:
            found, is_well = str(e), False
        ill += not is_well
        click.echo(f"{'ok  ' if is_well else 'MEND'}  {name:<8}  {found}")
    if ill:
        click.echo(f"\n{counted(ill, 'thing')} to mend.")
        ctx.exit(1)
    click.echo("\nEverything is in order.")


def packages() -> str:
    """Look for every package that quizapp says it needs."""
    try:
        wanted = [
            row.split(";")[0]
            for row in requires("quizapp") or ()
            if "extra ==" not in row and not (sys.platform == "win32" and "win32" in row)
        ]
    except PackageNotFoundError as e:
        raise QuizError("quizapp is not installed; in its folder: pip install -e .") from e
    missing = []
    for row in wanted:
        name = row.split(">")[0].split("<")[0].split("=")[0].split("[")[0].strip()
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        raise QuizError(f"missing: {', '.join(missing)}. Install them: pip install {' '.join(missing)}")
    return f"{counted(len(wanted), 'package')} installed"


def files() -> str:
    """Read every sample, as a document and as a bank."""
    seeds = sorted(data_dir("seeds").iterdir())
    for path in seeds:
        read_document(path.read_bytes(), path.name)
    banks = [read_bank(path.read_bytes(), path.name) for path in sorted(data_dir("questions").glob("*.yaml"))]
    if not (seeds and banks):
        raise QuizError("the sample documents or banks are missing. Install quizapp again.")
    return f"{counted(len(seeds), 'sample document')}, {counted(len(banks), 'sample bank')}"


def settings() -> str:
    """Read the settings."""
    read = read_settings()
    return f"data in {read.data}, served at {read.url or f'http://{read.host}:{read.port}'}"


def database() -> str:
    """Open the database, look for damage, build the pages on it, and look at the queue of long work."""
    with open_store() as store:
        found = faults(store.engine)
        if found:
            raise QuizError(f"damaged: {found[0]}. Restore the newest backup: quizapp db restore FILE")
        chosen = read_settings()
        with closing(JobQueue(store, chosen, partial(datetime.now, UTC))) as queue:
            create_app(store, chosen, queue=queue)
            waiting = queue.waiting()
    return f"its tables are those of this version, and it is whole; {counted(waiting, 'job')} in the queue"


def marker() -> str:
    """Mark one right and one wrong answer."""
    question, reference = "What causes the tides?", "The gravity of the Moon causes the tides."
    right, _ = mark_text(question, [reference], reference)
    wrong, _ = mark_text(question, [reference], "no idea")
    if right.verdict != Verdict.CORRECT or wrong.verdict == Verdict.CORRECT:
        raise QuizError("a right and a wrong answer are not told apart. Install quizapp again.")
    return "tells a right answer from a wrong one"


EXAMINATIONS: dict[str, Callable[[], str]] = {
    "packages": packages,
    "files": files,
    "settings": settings,
    "database": database,
    "marker": marker,
}
"""What is looked at, in this order; each says what it saw, or raises what is to be mended."""
