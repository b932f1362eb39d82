"""The folders that ship beside the package: in a checkout at the top level, in a wheel under ``_data``."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """Give the folder ``templates``, ``static``, ``questions`` or ``seeds``, wherever they are installed."""
    packaged = PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else PACKAGE.parent / name
