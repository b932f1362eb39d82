"""Words that name things of one kind, none of which is another: Monday and Tuesday, server and client.

Wrong options come from these sets. A set holds neither two names of one thing nor a thing beside its kind, so that a
statement with another member in its place says something else. Words with several common senses are left out.
"""

from functools import lru_cache

_ANYWHERE = """
daily weekly monthly; hourly nightly; weekdays weekends; January February
March April June July August September October November December; Monday Tuesday Wednesday Thursday Friday
Saturday Sunday; spring summer autumn winter; northern southern eastern western; northeast southeast
northwest southwest; horizontal vertical; centimetres kilometres; centimeters kilometers;
milligrams kilograms; hours minutes; years months; months weeks; weeks days; days weeks; year month; month
week; week day; day week; primary secondary; upstream downstream; weekly monthly; written oral; verbal
written
"""
"""Sets whose members can stand for each other in any text."""

_BESIDE = """
server client; servers clients; author publisher; authors publishers; licensor licensee; licensors
licensees; buyer seller; buyers sellers; borrower lender; borrowers lenders; landlord tenant; landlords
tenants; vaccine medicine; vaccines medicines; virus bacterium; viruses bacteria; username password;
usernames passwords; salary pension; salaries pensions; loan withdrawal; loans withdrawals; interest
principal; income expenses; import export; imports exports; supply demand; input output; morning evening;
internal external; static dynamic; physical virtual; wired wireless
"""
"""Sets whose members stand for each other where the document speaks of both."""


def _table(text: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for entry in text.split(";"):
        members = entry.split()
        for member in members:
            known = table.get(member.lower(), ())
            new = tuple(other for other in members if other != member and other not in known)
            table[member.lower()] = known + new
    return table


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    return _table(_ANYWHERE), _table(_BESIDE)


def alternatives(word: str) -> tuple[str, ...]:
    """Give what can stand for a word in any text, of its kind and number; () for a word of no set."""
    return _tables()[0].get(word.lower(), ())


def alternatives_beside(word: str) -> tuple[str, ...]:
    """Give what can stand for a word in a text that speaks of both."""
    return _tables()[1].get(word.lower(), ())
