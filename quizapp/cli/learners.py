"""``quizapp learners``: what is kept of learners, and its end."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

import click

from quizapp.cli.counting import counted
from quizapp.cli.opening import open_store
from quizapp.services import privacy

sure = click.option("--yes", is_flag=True, help="Do not ask.")


@click.group()
def learners() -> None:
    """See, erase and purge learners' data."""


@learners.command()
@click.argument("name")
def export(name: str) -> None:
    """Print all that is kept of the attempts under NAME, and of its places on rosters, as JSON."""
    with open_store() as store:
        kept = [asdict(attempt) for attempt in privacy.export_learner(store, name)]
        kept += [{"roster": asdict(place)} for place in privacy.places_of(store, name)]
    click.echo(json.dumps(kept, default=str, ensure_ascii=False, indent=2))


@learners.command()
@click.argument("name")
@sure
def erase(name: str, yes: bool) -> None:
    """Remove the attempts under NAME for good, and its places on rosters; backups still have them."""
    with open_store() as store:
        count = len(privacy.export_learner(store, name))
        places = counted(len(privacy.places_of(store, name)), "place")
        if not yes:
            question = f"Erase {counted(count, 'attempt')} of {name!r} and {places} on rosters for good?"
            click.confirm(question, abort=True)
        erased = privacy.erase_learner(store, name)
    click.echo(
        f"Erased {counted(erased, 'attempt')}. Old backups still have them: let them go in their time."
    )


@learners.command()
@click.option("--days", type=click.IntRange(1), required=True, help="Attempts untouched for so long go.")
@sure
def purge(days: int, yes: bool) -> None:
    """Remove attempts that nobody touched for a time; run it daily to keep what you promised."""
    if not yes:
        click.confirm(f"Erase all attempts that nobody touched for {counted(days, 'day')}?", abort=True)
    with open_store() as store:
        erased = privacy.purge(store, days, datetime.now(UTC))
    click.echo(f"Erased {counted(erased, 'attempt')}.")
