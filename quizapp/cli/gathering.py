"""The workers of gunicorn, made patient: a thread is given to a request only once all of it is there.

As it comes, gunicorn's threads wait for every byte themselves: sixteen people on a bad line, or one who means ill,
stop a server of two workers. Here the loop that watches the connections gathers what comes, as nginx would.
"""

import re
import selectors
import socket
import time
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from gunicorn.workers.gthread import ThreadWorker

IN_MEMORY = 1024 * 1024
"""Bytes of a request that are kept in memory; of a larger one the rest waits in a file."""

AT_ONCE = 65_536
LONGEST_HEAD = 65_536
"""Bytes without an end of the head that are passed on, to be refused."""

PATIENCE = 20.0
"""Seconds in which a request must be there, or an answer be taken; a long one has more, by ``PACE``."""

PACE = 8_192
"""Bytes a second."""

REQUESTS = 16
"""Requests on one connection, which stays with the worker that took it; the next one goes to whoever has time."""

END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
LAST_CHUNK = b"0\r\n\r\n"
EXPECTS = re.compile(rb"\r\nexpect:", re.IGNORECASE)


class Gathered:
    """A socket that gathers a request without waiting, and then gives it to whoever reads from it."""

    def __init__(self, plain: socket.socket) -> None:
        self.plain = plain
        self.requests = 0
        self.begin()

    def begin(self) -> None:
        """Forget what was read, for the next request."""
        self.kept: IO[bytes] | None = None
        self.size = 0
        self.begun = time.monotonic()
        self.head = b""
        self.tail = b""
        self.wanted: int | None = None

    def __getattr__(self, name: str) -> Any:
        """Be the socket in everything else."""
        return getattr(self.plain, name)

    def setblocking(self, blocks: bool) -> None:
        """Wait, but not for ever: nobody holds a thread by taking nothing."""
        self.plain.settimeout(PATIENCE if blocks else 0)

    def recv(self, size: int) -> bytes:
        """Give what was gathered, then what comes."""
        if self.kept is not None:
            if data := self.kept.read(size):
                return data
            self.kept.close()
            self.kept = None
        return self.plain.recv(size)

    def is_whole(self) -> bool:
        """Take in what has come; say whether a thread can go to work on it."""
        try:
            while True:
                data = self.plain.recv(AT_ONCE)
                self.keep(data)
                if not data or self.is_enough():
                    break
        except (BlockingIOError, InterruptedError):
            return False
        except OSError:
            pass  # the thread will find the same, and close the connection
        if self.kept is not None:
            self.kept.seek(0)
        return True

    def keep(self, data: bytes) -> None:
        """Put bytes to the others."""
        if self.kept is None:
            self.kept = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed once it is read
        self.kept.write(data)
        self.size += len(data)
        self.tail = (self.tail + data)[-len(LAST_CHUNK) :]
        if self.wanted is None:
            self.head += data
            self.look_at_head()

    def look_at_head(self) -> None:
        """Find out how long the request is; -1: as long as its chunks say."""
        end = self.head.find(END)
        if end < 0:
            self.wanted = 0 if len(self.head) > LONGEST_HEAD else None
            return
        lines = self.head[: end + 2]
        length = LENGTH.search(lines)
        if CHUNKED.search(lines):
            self.wanted = -1
        elif length and not EXPECTS.search(lines):
            self.wanted = end + len(END) + int(length[1])
        else:
            self.wanted = 0
        self.head = b""

    def is_enough(self) -> bool:
        """Say whether the request is there as a whole."""
        if self.wanted is None:
            return False
        return self.tail == LAST_CHUNK if self.wanted < 0 else self.size >= self.wanted

    @property
    def is_too_slow(self) -> bool:
        """Whether the request should be there by now."""
        return time.monotonic() > self.begun + PATIENCE + self.size / PACE


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's worker with threads, which never wait for a client's bytes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gathering: list[Any] = []

    def enqueue_req(self, conn: Any) -> None:
        """Gather a request; give it to a thread when it is there."""
        if not isinstance(conn.sock, Gathered):
            conn.sock = Gathered(conn.sock)
        elif conn.parser is not None and conn.parser.unreader.buf.getvalue():
            super().enqueue_req(conn)  # the next request came with the last one
            return
        conn.sock.begin()
        conn.sock.setblocking(False)
        if conn.sock.is_whole():
            self.pass_on(conn)
        else:
            self.gathering.append(conn)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_more, conn))

    def on_more(self, conn: Any, client: Any) -> None:
        """Take in what a client sent of a request."""
        if conn.sock.is_whole():
            self.poller.unregister(client)
            self.gathering.remove(conn)
            self.pass_on(conn)

    def handle_request(self, req: Any, conn: Any) -> bool:
        """Answer a request; gives whether the connection may bring another."""
        conn.sock.requests += 1
        if conn.sock.requests >= REQUESTS:
            req.force_close()
        goes_on: bool = super().handle_request(req, conn)
        return goes_on

    def pass_on(self, conn: Any) -> None:
        """Give a request to a thread."""
        conn.data_ready = True
        super().enqueue_req(conn)

    def murder_pending(self) -> None:
        """Close connections whose request does not come; gunicorn asks for it every second.

        A worker that stops waits for none that has not begun: browsers open connections to have them.
        """
        super().murder_pending()
        over = [one for one in self.gathering if one.sock.is_too_slow or not (self.alive or one.sock.size)]
        for conn in over:
            self.gathering.remove(conn)
            self.poller.unregister(conn.sock)
            self.nr_conns -= 1
            conn.close()
