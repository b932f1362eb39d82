"""Which column of a roster holds what: headings in the words of schools' systems and of several languages."""

import unicodedata
from collections.abc import Sequence

HEADINGS: dict[str, tuple[str, ...]] = {
    "first": (
        "first name", "firstname", "given name", "forename", "preferred name", "vorname", "rufname", "prenom",
        "nombre", "nome", "voornaam", "fornamn", "fornavn", "imie",
    ),
    "last": (
        "last name", "lastname", "surname", "family name", "nachname", "familienname", "zuname", "nom",
        "nom de famille", "apellidos", "apellido", "apellido s", "cognome", "sobrenome", "achternaam", "efternamn",
        "etternavn", "efternavn", "nazwisko",
    ),
    "name": (
        "name", "full name", "fullname", "student name", "learner name", "participant name", "display name",
        "student", "learner", "participant", "pupil", "vollstandiger name", "teilnehmer", "nom complet",
        "nombre completo", "nome completo",
    ),
    "login": (
        "sis login id", "login id", "login", "username", "user name", "netid", "account", "user",
        "benutzername", "anmeldename", "kennung", "benutzerkennung", "identifiant", "nom d utilisateur", "usuario",
        "nombre de usuario", "nome utente", "gebruikersnaam",
    ),
    "email": (
        "email address", "email", "e mail", "e mail address", "mail", "e mail adresse", "mailadresse",
        "emailadresse", "adresse e mail", "adresse de courriel", "courriel", "adresse mail",
        "correo electronico", "correo", "direccion de correo", "e mail adres",
    ),
    "id": (
        "sis user id", "sis id", "student id", "student number", "student no", "id number", "orgdefinedid",
        "external id", "person id", "registration number", "matriculation number", "matrikelnummer",
        "matrikel nr", "matrikelnr", "matrikel", "user id", "userid", "id", "number", "nummer", "nr",
        "numero d etudiant", "numero etudiant", "numero de identificacion", "studentnummer", "matricola",
    ),
    "extra": (
        "extra time", "extra time factor", "time factor", "time multiplier", "zeitfaktor", "zeitverlangerung",
        "temps supplementaire", "tiempo adicional",
    ),
}  # fmt: skip
"""What a column may hold, with its headings, the surest first."""

NAMED_BY = ("first", "last", "name", "login", "email", "id")


def plain(heading: str) -> str:
    """Give a heading without case, accents and punctuation: ``E-Mail Adresse`` is ``e mail adresse``."""
    letters = unicodedata.normalize("NFKD", heading.casefold().replace("ß", "ss"))
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in kept).split())


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Give the places of the columns that are known, by what they hold."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        places.setdefault(plain(heading), place)
    found = {}
    for what, known in HEADINGS.items():
        here = next((places[heading] for heading in known if heading in places), None)
        if here is not None:
            found[what] = here
    return told_apart(found)


def told_apart(found: dict[str, int]) -> dict[str, int]:
    """Say what "Name" means beside a first name (the last one), and a first or last name that stands alone."""
    if "first" in found and "last" not in found and "name" in found:
        found["last"] = found.pop("name")
    alone = [part for part in ("first", "last") if part in found]
    if len(alone) == 1 and "name" not in found:
        found["name"] = found.pop(alone[0])
    return found


def are_headings(cells: Sequence[str]) -> bool:
    """Whether a row names columns that tell people apart."""
    return any(what in NAMED_BY for what in columns_of(cells))
