"""YAML text → a tree of nodes that know their lines; strict where plain YAML is treacherous.

Built from the parser's events without recursion: depth is bounded, anchors and aliases are refused (a few of
them can stand for billions of nodes), so are tags, a second document and keys that are there twice. A scalar
keeps the text that was written, so that ``no`` and ``12:30`` can still be told from what YAML makes of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from quizapp.errors import FileProblems, Problem

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML without libyaml: slower, the same events
    from yaml import SafeLoader  # type: ignore[assignment]  # stands in for the other

DEEPEST = 24
"""Levels of lists and mappings within each other."""


@dataclass(slots=True)
class Scalar:
    """A text as written; ``plain`` means without quotes and not a block, so that YAML gives it a type."""

    value: str
    line: int
    plain: bool = False

    @property
    def meaning(self) -> str:
        """What YAML takes the text for: ``str``, ``bool``, ``int``, ``float``, ``null``, ``timestamp`` …"""
        if not self.plain:
            return "str"
        resolvers = yaml.SafeLoader.yaml_implicit_resolvers
        for tag, pattern in resolvers.get(self.value[:1], ()):
            if pattern.match(self.value):
                return str(tag).rpartition(":")[2]
        return "str"


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """A mapping: keys with their nodes in the order of the file, each key once."""

    line: int
    entries: list[tuple[Scalar, "Node"]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping
Container = Sequence | Mapping


def tree(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Give the tree of a YAML text (None for an empty one) and problems that do not stop the reading.

    Raises FileProblems for text that is no YAML, or is nested too deeply.
    """
    builder = Builder(file)
    try:
        for event in yaml.parse(text, Loader=SafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        words = " ".join(filter(None, [e.context, e.problem]))
        line = mark.line + 1 if mark else None
        raise FileProblems([*builder.problems, Problem(f"is not valid YAML: {words}.", file, line)]) from e
    except UnicodeEncodeError as e:
        line = text.count("\n", 0, e.start) + 1
        raise FileProblems([Problem("holds half a character (a lone surrogate).", file, line)]) from e
    except yaml.YAMLError as e:
        raise FileProblems([Problem(f"is not valid YAML: {unreadable(e)}", file)]) from e
    return builder.root, builder.problems


def line_of(event: yaml.Event) -> int:
    """Give the line where an event begins, counted from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def unreadable(error: yaml.YAMLError) -> str:
    """Say in one sentence what the parser says about a character that YAML forbids."""
    reason = " ".join(str(error).split())
    return reason if reason.endswith(".") else f"{reason}."


class Builder:
    """Puts events together to a tree."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.open: list[Container] = []
        self.keys: list[Scalar | None] = []
        self.seen: list[set[str]] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_extras(event)
            self.place(Scalar(event.value, line_of(event), event.implicit[0]))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self.refuse_extras(event)
            self.enter(Mapping if isinstance(event, yaml.MappingStartEvent) else Sequence, event)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self.open.pop()
            self.keys.pop()
            self.seen.pop()
        elif isinstance(event, yaml.AliasEvent):
            line = line_of(event)
            self.problem(f"*{event.anchor}: aliases are not read here; write the value out.", line)
            self.place(Scalar("", line))
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents == 2:
                line = line_of(event)
                self.problem("a second document begins here; a file holds one.", line)

    def enter(self, kind: type[Container], event: yaml.Event) -> None:
        """Open a list or mapping. Raises FileProblems when it lies too deep."""
        line = line_of(event)
        if len(self.open) >= DEEPEST:
            message = f"lists and mappings lie more than {DEEPEST} deep in each other."
            raise FileProblems([*self.problems, Problem(message, self.file, line)])
        node = kind(line)
        self.place(node)
        self.open.append(node)
        self.keys.append(None)
        self.seen.append(set())

    def place(self, node: Node) -> None:
        """Put a node where it belongs: at the root, into a list, as a key or as the value of one."""
        if not self.open:
            if self.root is None:
                self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            if not isinstance(node, Scalar):
                self.problem("a list or mapping stands where a key is expected.", node.line)
                node = Scalar("", node.line)
            self.keys[-1] = node
            return
        self.keys[-1] = None
        if key.value in self.seen[-1]:
            self.problem(f"the key “{key.value}” is there twice.", key.line)
            return
        self.seen[-1].add(key.value)
        parent.entries.append((key, node))

    def refuse_extras(self, event: yaml.NodeEvent) -> None:
        """Note an anchor or a tag, which mean nothing here."""
        line = line_of(event)
        if event.anchor:
            self.problem(f"&{event.anchor}: anchors are not read here; leave it out.", line)
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            self.problem(f"the tag {tag} is not read here; leave it out.", line)

    def problem(self, message: str, line: int) -> None:
        """Note a problem."""
        self.problems.append(Problem(message, self.file, line))


def walk(node: Node | None) -> Iterator[Node]:
    """Give a node and all below it, in the order of the file."""
    waiting = [node] if node else []
    while waiting:
        here = waiting.pop()
        yield here
        if isinstance(here, Sequence):
            waiting += reversed(here.items)
        elif isinstance(here, Mapping):
            waiting += [value for _, value in reversed(here.entries)]
