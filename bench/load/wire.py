"""The cheapest HTTP client that keeps a connection and cookies: the load program must not be what is measured."""

import re
import selectors
import socket
from dataclasses import dataclass
from urllib.parse import urlencode

LENGTH = re.compile(rb"(?i)\r\ncontent-length: (\d+)")
COOKIE = re.compile(rb"(?i)\r\nset-cookie: ([^=]+)=([^;\r]*)")
LOCATION = re.compile(rb"(?i)\r\nlocation: ([^\r]+)")
HIDDEN = re.compile(rb'<input type="hidden" name="(\w+)" value="([^"]*)"')
PATIENCE = 30
"""Seconds."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    location: str

    def hidden(self) -> dict[str, str]:
        """Give the hidden fields of the page's forms."""
        return {name.decode(): value.decode() for name, value in HIDDEN.findall(self.body)}


class Wire:
    """One browser's connection; a new one is opened when the server has closed it."""

    def __init__(self, port: int, patience: float = PATIENCE) -> None:
        self.port = port
        self.patience = patience
        self.cookies: dict[str, str] = {}
        self.socket: socket.socket | None = None

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self.send(f"GET {path} HTTP/1.1\r\n", b"")

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form."""
        body = urlencode(fields).encode()
        head = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return self.send(f"POST {path} HTTP/1.1\r\n{head}", body)

    def send(self, head: str, body: bytes) -> Answer:
        """Send a request and read its answer. Raises OSError when the connection breaks."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head += f"Host: 127.0.0.1\r\nAccept-Encoding: identity\r\nCookie: {cookies}\r\n\r\n"
        try:
            if self.socket is not None and is_over(self.socket):
                self.close()  # closed while nobody used it, as browsers find out too
            if self.socket is None:
                self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=self.patience)
                self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.socket.sendall(head.encode() + body)
            return self.read(self.socket)
        except OSError:
            self.close()
            raise

    def read(self, connection: socket.socket) -> Answer:
        """Read one answer, and keep its cookies."""
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65_536)
            if not more:
                raise ConnectionResetError("the server closed the connection")
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        wanted = int(length.group(1)) if length else 0
        while len(body) < wanted:
            more = connection.recv(65_536)
            if not more:
                raise ConnectionResetError("the server closed the connection")
            body += more
        for name, value in COOKIE.findall(head):
            self.cookies[name.decode()] = value.decode()
        if b"\r\nConnection: close" in head:
            self.close()
        location = LOCATION.search(head)
        return Answer(int(head[9:12]), body, location.group(1).decode() if location else "")

    def close(self) -> None:
        """End the connection."""
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def is_over(connection: socket.socket) -> bool:
    """Say whether the other side has closed a connection on which nothing is asked."""
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        return bool(selector.select(0))
