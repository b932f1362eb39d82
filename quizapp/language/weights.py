"""The weights of trained models that ship with the package, as readable JSON files."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@lru_cache(maxsize=8)
def weights(name: str) -> dict[str, Any]:
    """Give the content of `data/<name>.json`."""
    content: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return content
