"""The settings: one table of name, default and help, read from the environment.

A wrong value stops the start with a sentence. No secret has a default: the key that signs cookies is made at
the first start and kept in the database (``storage``), unless ``QUIZAPP_SECRET_KEY`` gives one.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class WrongSetting(ValueError):
    """A setting has a value that cannot be used; the message is a sentence for a person."""


def default_data_folder(environ: Mapping[str, str]) -> Path:
    """Give the folder for a person's data that the platform's convention names."""
    if sys.platform == "win32":
        base = environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "quizapp"


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, what holds when it is absent, what it does."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("QUIZAPP_DATA", "the platform's folder for user data", "Folder for the database."),
    Setting(
        "DATABASE_URL", "quizapp.db in QUIZAPP_DATA", "Address of another database, on SQLite or PostgreSQL."
    ),
    Setting("QUIZAPP_HOST", "127.0.0.1", "Address that the server listens on."),
    Setting("QUIZAPP_PORT", "8000", "Port that the server listens on."),
    Setting(
        "QUIZAPP_URL", "http://HOST:PORT", "Address that people use, when a proxy stands before the server."
    ),
    Setting(
        "QUIZAPP_SECRET_KEY",
        "made at the first start",
        "Key that signs cookies and forms; 32 characters or more.",
    ),
)


@dataclass(frozen=True)
class Settings:
    """The settings after reading; see ``SETTINGS`` for what each does."""

    data: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    url: str = ""
    secret_key: str | None = None

    @property
    def secure(self) -> bool:
        """Whether people reach the server over TLS, so that cookies may insist on it."""
        return self.url.startswith("https://")


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from ``environ`` (default: the process's). Raises WrongSetting."""
    env = os.environ if environ is None else environ
    data = Path(env["QUIZAPP_DATA"]).expanduser() if env.get("QUIZAPP_DATA") else default_data_folder(env)
    data = data.absolute()
    secret = env.get("QUIZAPP_SECRET_KEY") or None
    if secret is not None and len(secret) < 32:
        raise WrongSetting(
            "QUIZAPP_SECRET_KEY is too short: give 32 random characters or more, or leave it out."
        )
    host = env.get("QUIZAPP_HOST") or Settings.host
    port = port_number(env.get("QUIZAPP_PORT") or str(Settings.port), "QUIZAPP_PORT")
    url = (env.get("QUIZAPP_URL") or "").rstrip("/")
    if url and not url.startswith(("http://", "https://")):
        raise WrongSetting(f"QUIZAPP_URL is {url!r}: it must begin with http:// or https://.")
    return Settings(
        data=data,
        database_url=env.get("DATABASE_URL") or f"sqlite:///{(data / 'quizapp.db').as_posix()}",
        host=host,
        port=port,
        url=url,
        secret_key=secret,
    )


def port_number(text: str, name: str) -> int:
    """Read a TCP port from 1 to 65535. Raises WrongSetting naming the setting."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise WrongSetting(f"{name} is {text!r}: it must be a number from 1 to 65535.")
