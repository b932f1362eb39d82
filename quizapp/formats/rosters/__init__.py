"""Lists of learners, as the systems of schools write them."""

from quizapp.formats.rosters.reading import Roster, RosterRow, read_roster
from quizapp.formats.rosters.writing import write_roster

__all__ = ["Roster", "RosterRow", "read_roster", "write_roster"]
