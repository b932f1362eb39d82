"""Builds quizapp/language/data/wordnet.txt.gz from WordNet 3.0 (Debian: apt-get install wordnet-base).

    python bench/build_wordnet.py [folder of data.noun …]

Only relations between single lower-case words are kept: synonyms (word senses), antonyms, derived forms,
similar adjectives, direct hypernyms, irregular forms. No glosses, no examples. What is one step away from a word
stands in its own line, so that the marker has it at once. The same input gives the same bytes.
"""

import gzip
import re
import sys
from collections import defaultdict
from pathlib import Path

from quizapp.language.wordnet import forms_among

TARGET = Path(__file__).resolve().parent.parent / "quizapp" / "language" / "data" / "wordnet.txt.gz"
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
PLAIN = re.compile(r"[a-z]{2,}(?:-[a-z]+)*$")
SENSES = 8
"""Senses kept of a word for each part of speech, the commonest first."""


class Synset:
    """One line of a data file: its words and its relations to other synsets."""

    def __init__(self, part: str, line: str) -> None:
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        self.key = (part, fields[0])
        self.words = [re.sub(r"\(.*", "", word) for word in fields[4 : 4 + 2 * count : 2]]
        rest = fields[5 + 2 * count :]
        self.relations = [
            (
                rest[i],
                (PARTS_BY_LETTER[rest[i + 2]], rest[i + 1]),
                int(rest[i + 3][:2], 16),
                int(rest[i + 3][2:], 16),
            )
            for i in range(0, 4 * int(fields[4 + 2 * count]), 4)
        ]


PARTS_BY_LETTER = {"n": "n", "v": "v", "a": "a", "s": "a", "r": "r"}


def read_synsets(folder: Path) -> dict[tuple[str, str], Synset]:
    """Give all synsets by part of speech and offset."""
    found = {}
    for name, part in PARTS.items():
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if not line.startswith("  "):
                synset = Synset(part, line)
                found[synset.key] = synset
    return found


def read_senses(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Give the synsets of each plain word, by part of speech and then the commonest first."""
    senses: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, part in PARTS.items():
        for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines():
            fields = line.split()
            if line.startswith("  ") or not PLAIN.match(fields[0]):
                continue
            count = int(fields[2])
            senses[fields[0]] += [(part, offset) for offset in fields[-count:][:SENSES]]
    return senses


def read_irregular(folder: Path) -> list[tuple[str, str]]:
    """Give irregular forms with their base form."""
    pairs = set()
    for name in PARTS:
        for line in (folder / f"{name}.exc").read_text(encoding="utf-8").splitlines():
            form, base = line.split()[:2]
            if PLAIN.match(form) and PLAIN.match(base) and form != base:
                pairs.add((form, base))
    return sorted(pairs)


def word_relations(synsets: dict, senses: dict) -> tuple[dict, dict]:
    """Give antonyms and derived forms, word by word."""
    antonyms, derived = defaultdict(set), defaultdict(set)
    for synset in synsets.values():
        for sign, target, here, there in synset.relations:
            if not here or sign not in ("!", "+", "\\", "<"):
                continue
            word, other = synset.words[here - 1].lower(), synsets[target].words[there - 1].lower()
            if word in senses and other in senses and word != other:
                table = antonyms if sign == "!" else derived
                table[word].add(other)
                table[other].add(word)
    return antonyms, derived


def steps_away(synsets: dict, senses: dict, number: dict, signs: tuple[str, ...]) -> dict[str, set[str]]:
    """Give for each word the senses that relations of some signs lead to from its own."""
    return {
        word: {
            number[target]
            for key in keys
            for sign, target, _, _ in synsets[key].relations
            if sign in signs and target in number
        }
        for word, keys in senses.items()
    }


def forms_near(word: str, senses: dict, irregular: dict, derived: dict) -> list[str]:
    """Give the words that the derived forms of a word may stand for, themselves among them."""
    return [form for other in derived[word] for form in forms_among(senses, irregular, other)]


def word_lines(synsets: dict, senses: dict, number: dict, irregular: dict) -> list[str]:
    """Give a line for each word: see `FIELDS` in `quizapp/language/wordnet.py`."""
    antonyms, derived = word_relations(synsets, senses)
    kinds = steps_away(synsets, senses, number, ("@", "@i"))
    similar = steps_away(synsets, senses, number, ("&", "$", "^"))
    lines = []
    for word in sorted(senses):
        near = forms_near(word, senses, irregular, derived)
        own = forms_among(senses, irregular, word)
        derived_senses = {number[key] for form in near for key in senses.get(form, ())}
        against = {other for form in (*own, *near) for other in antonyms.get(form, ())}
        keys = " ".join(number[key] for key in senses[word])
        sets = (antonyms[word], derived[word], kinds[word], similar[word], derived_senses, against)
        lines.append("\t".join([word, keys, *(" ".join(sorted(each)) for each in sets)]))
    return lines


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("/usr/share/wordnet")
    synsets, senses = read_synsets(folder), dict(read_senses(folder))
    pairs = read_irregular(folder)
    used = sorted({key for keys in senses.values() for key in keys})
    number = {key: f"{key[0]}{i:x}" for i, key in enumerate(used)}
    lines = [
        "# words: word, senses, antonyms, derived forms, hypernyms, similar senses, senses of the derived forms, "
        "antonyms of all forms",
        *word_lines(synsets, senses, number, dict(pairs)),
        "# synsets: synset, hypernyms",
    ]
    for key in used:
        up = [number[t] for sign, t, _, _ in synsets[key].relations if sign in ("@", "@i") and t in number]
        if up:
            lines.append("\t".join([number[key], " ".join(up)]))
    lines.append("# irregular forms: form, base")
    lines += ["\t".join(pair) for pair in pairs]
    with TARGET.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write("\n".join(lines).encode())
    print(f"{len(senses):,} words, {len(used):,} senses, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
