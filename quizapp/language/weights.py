"""The weights of trained models that ship with the package, as readable JSON files."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


def weights(name: str) -> dict[str, Any]:
    """Read `data/<name>.json`.

    Who asks keeps what it makes of it: arrays take a tenth of the memory, and cost the collector of garbage no time.
    """
    content: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return content
