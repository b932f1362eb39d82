"""The settings: one table of name, default and help, read from the environment.

A wrong value stops the start with a sentence. No secret has a default: the key that signs cookies is made at
the first start and kept in the database (``storage``), unless ``QUIZAPP_SECRET_KEY`` gives one.
"""

import ipaddress
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


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
    Setting(
        "QUIZAPP_WHO_CREATES",
        "everybody on this machine alone, else teachers",
        "Who may bring in documents and make quizzes: everybody or teachers.",
    ),
    Setting("QUIZAPP_QUEUE", "queue.db in QUIZAPP_DATA", "Redis server that keeps the queue of long work."),
    Setting("QUIZAPP_CAUTION", "0.85", "Certainty below which a mark asks for a teacher: 0 never, 1 always."),
    Setting("QUIZAPP_WORKERS", "1", "Processes that share the work; more than one needs gunicorn."),
    Setting(
        "QUIZAPP_PROXIES", "none", "Addresses of proxies whose X-Forwarded-For is believed, with commas."
    ),
    Setting(
        "QUIZAPP_SECOND_FACTOR",
        "optional",
        "Codes of an app when teachers sign in: off (not offered), optional or required.",
    ),
    Setting("QUIZAPP_LOG", "off", "json: one line a request on standard error, without answers or names."),
    Setting("QUIZAPP_METRICS_TOKEN", "no metrics", "Shows /metrics to who sends it; 16 characters or more."),
)


EVERYBODY = "everybody"
CREATORS = (EVERYBODY, "teachers")
SECOND_FACTORS = ("off", "optional", "required")
LOCAL_HOSTS = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True)
class Settings:
    """The settings after reading; see ``SETTINGS`` for what each does."""

    data: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    url: str = ""
    secret_key: str | None = None
    who_creates: str = ""
    queue: str = ""
    caution: float = 0.85
    workers: int = 1
    proxies: tuple[Network, ...] = ()
    log: str = "off"
    metrics_token: str | None = None
    second_factor: str = "optional"

    @property
    def secure(self) -> bool:
        """Whether people reach the server over TLS, so that cookies may insist on it."""
        return self.url.startswith("https://")

    @property
    def everybody_creates(self) -> bool:
        """Whether people without an account may make quizzes for themselves.

        When the setting is absent: where only this machine reaches the server.
        """
        if self.who_creates:
            return self.who_creates == EVERYBODY
        return self.host in LOCAL_HOSTS and not self.url


def share_of_one(text: str, name: str) -> float:
    """Read a number from 0 to 1. Raises WrongSetting."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise WrongSetting(f"{name} is {text!r}: it must be a number from 0 to 1.")
    return value


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
    who_creates = env.get("QUIZAPP_WHO_CREATES") or ""
    if who_creates and who_creates not in CREATORS:
        raise WrongSetting(f"QUIZAPP_WHO_CREATES is {who_creates!r}: choose one of {', '.join(CREATORS)}.")
    queue = env.get("QUIZAPP_QUEUE") or ""
    if queue and not queue.startswith(("redis://", "rediss://", "unix://")):
        raise WrongSetting(f"QUIZAPP_QUEUE is {queue!r}: give an address like redis://localhost:6379/0.")
    return Settings(
        data=data,
        database_url=env.get("DATABASE_URL") or f"sqlite:///{(data / 'quizapp.db').as_posix()}",
        host=host,
        port=port,
        url=url,
        secret_key=secret,
        who_creates=who_creates,
        queue=queue,
        caution=share_of_one(env.get("QUIZAPP_CAUTION") or str(Settings.caution), "QUIZAPP_CAUTION"),
        workers=workers_wanted(env.get("QUIZAPP_WORKERS") or "1"),
        proxies=networks(env.get("QUIZAPP_PROXIES") or ""),
        log=kind_of_log(env.get("QUIZAPP_LOG") or "off"),
        metrics_token=token(env.get("QUIZAPP_METRICS_TOKEN")),
        second_factor=kind_of_factor(env.get("QUIZAPP_SECOND_FACTOR") or Settings.second_factor),
    )


def workers_wanted(text: str) -> int:
    """Read a number of processes from 1 to 64. Raises WrongSetting."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 64:
        return int(text)
    raise WrongSetting(f"QUIZAPP_WORKERS is {text!r}: it must be a number from 1 to 64.")


def networks(text: str) -> tuple[Network, ...]:
    """Read addresses and networks with commas between them. Raises WrongSetting."""
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError as e:
        raise WrongSetting(
            f"QUIZAPP_PROXIES is {text!r}: it must be addresses or networks, like 127.0.0.1, 10.0.0.0/8."
        ) from e


def kind_of_factor(text: str) -> str:
    """Read whether teachers have a second factor. Raises WrongSetting."""
    if text in SECOND_FACTORS:
        return text
    raise WrongSetting(f"QUIZAPP_SECOND_FACTOR is {text!r}: it must be one of {', '.join(SECOND_FACTORS)}.")


def kind_of_log(text: str) -> str:
    """Read which log is wanted. Raises WrongSetting."""
    if text in ("off", "json"):
        return text
    raise WrongSetting(f"QUIZAPP_LOG is {text!r}: it must be off or json.")


def token(text: str | None) -> str | None:
    """Read the token for metrics. Raises WrongSetting when it could be guessed."""
    if text and len(text) < 16:
        raise WrongSetting("QUIZAPP_METRICS_TOKEN is too short: give 16 random characters or more.")
    return text or None


def port_number(text: str, name: str) -> int:
    """Read a TCP port from 1 to 65535. Raises WrongSetting naming the setting."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise WrongSetting(f"{name} is {text!r}: it must be a number from 1 to 65535.")
