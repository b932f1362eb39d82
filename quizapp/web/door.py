"""The door: who really asks, under which name, before the app sees anything.

``X-Forwarded-For`` is read from configured proxies alone; names that are not the server's are turned away.
"""

import ipaddress
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from werkzeug.sansio.utils import host_is_trusted

from quizapp.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED")
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
PROBES = ("/healthz", "/readyz")
"""Asked for by machines, under whatever name they know the server by."""

NOT_HERE = b"This server does not answer under that name. Use the address that you were given.\n"


class Door:
    """Wraps an app: sets the client's address and the scheme that people use, and checks the host."""

    def __init__(self, app: "WSGIApplication", settings: Settings) -> None:
        self.app = app
        self.proxies = settings.proxies
        self.secure = settings.secure
        self.hosts = known_hosts(settings)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        if self.proxies:
            environ["REMOTE_ADDR"] = self.client(environ)
        for name in FORWARDED:
            environ.pop(name, None)
        if self.secure:
            environ["wsgi.url_scheme"] = "https"
        if not self.is_known(environ):
            headers = [
                ("Content-Type", "text/plain; charset=utf-8"),
                ("Content-Length", str(len(NOT_HERE))),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "no-store"),
            ]
            start_response("400 Bad Request", headers)
            return [NOT_HERE]
        return self.app(environ, start_response)

    def is_known(self, environ: dict[str, Any]) -> bool:
        """Say whether the request names this server."""
        if self.hosts is None or environ.get("PATH_INFO") in PROBES:
            return True
        host: str = environ.get("HTTP_HOST") or environ.get("SERVER_NAME") or ""
        return host_is_trusted(host.lower(), self.hosts)

    def client(self, environ: dict[str, Any]) -> str:
        """Give the address of who asks.

        It is the last one in ``X-Forwarded-For`` that is not a proxy's own; what stands before it was written
        by the client, who may write anything.
        """
        client: str = environ.get("REMOTE_ADDR") or ""
        hops = [hop.strip() for hop in environ.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        while hops and self.is_proxy(client):
            hop = hops.pop()
            if not is_address(hop):
                break
            client = hop
        return client

    def is_proxy(self, address: str) -> bool:
        """Say whether an address is a configured proxy's."""
        return is_address(address) and any(
            ipaddress.ip_address(address) in network for network in self.proxies
        )


def known_hosts(settings: Settings) -> list[str] | None:
    """Give the names under which the server answers; None for any, where it cannot know its own.

    With the address that people use, or when only this machine can ask, all others are tricks: a foreign site
    that points its name here, a header made up to get into a link.
    """
    if settings.url:
        return [urlsplit(settings.url).hostname or "", *LOOPBACK]
    return list(LOOPBACK) if settings.host in ("localhost", "127.0.0.1", "::1") else None


def is_address(text: str) -> bool:
    """Say whether a text is an IP address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
