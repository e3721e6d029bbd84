"""The preview's own HTTP server: for this machine's browsers, and for nobody who only knows a name for it."""

import errno
import socket
import socketserver
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from tpm_audit.site.preview import Answer, Preview
from tpm_audit.site.preview_guards import LOOPBACK, asked_path, is_everywhere, is_ours, names_of, policy
from tpm_audit.site.preview_notice import EVENTS, Trouble
from tpm_audit.site.preview_tree import Sources

_PORTS_TRIED = 50
_LAST_PORT = 65_535
_A_LITTLE = 0.01  # seconds
_BEAT = 5.0  # seconds between signs of life; a browser that has gone is noticed at the next


class NoFreePortError(Exception):
    """Neither the port that was asked for nor one of the next is free."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"no port is free at {host} from {port} on")


class PreviewServer:
    """Answers at one address until it is closed; ``hear`` is told of errors that are the tool's own.

    Raises:
        NoFreePortError: no port is free.
        OSError: there is no such host.
    """

    def __init__(self, preview: Preview, host: str, port: int, hear: Callable[[BaseException], None]) -> None:
        self.preview = preview
        self.hear = hear
        self._changed = threading.Condition()
        self._settling = False
        self.closing = False
        # One thread makes the pages, for MkDocs is not made for two; the others wait for it.
        self._maker = ThreadPoolExecutor(max_workers=1)
        self._http = _bound(host, port, self)
        self.port: int = self._http.server_address[1]
        self.host = host
        self.names = names_of(host, self.port)

    @property
    def address(self) -> str:
        """Return what a browser is given."""
        host = LOOPBACK if is_everywhere(self.host) else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def __enter__(self) -> Self:
        """Begin to answer."""
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Answer no more; no open tab holds this up."""
        self.closing = True
        with self._changed:
            self._changed.notify_all()
        self._http.shutdown()
        self._http.server_close()
        self._maker.shutdown(cancel_futures=True)  # what is being made writes into a folder that is about to go

    def show(self, sources: Sources) -> None:
        """Show a site, and tell the open pages."""
        self.preview.show(sources)
        self._tell()

    def warn(self, trouble: Trouble) -> None:
        """Say what is wrong, and tell the open pages."""
        self.preview.warn(trouble)
        self._tell()

    def _tell(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def wait_beyond(self, revision: str) -> None:
        """Wait until something else is shown, or for the time of one beat."""
        with self._changed:
            self._changed.wait_for(lambda: self.closing or self.preview.revision != revision, _BEAT)

    def answer(self, path: str) -> Answer:
        """Return what stands at a path; where making it fails the page says so, and the server lives on."""
        making = self._maker.submit(self.preview.answer, path)
        error = making.exception()
        if error is None:
            if not self._settling:
                self._settling = True
                self._maker.submit(self._settle)
            return making.result()
        self.hear(error)
        return self._maker.submit(self.preview.failed, path, error).result()

    def _settle(self) -> None:
        """Do a little of what was left for later, and the rest after whatever a browser asks for in the meantime."""
        changed = self.preview.settle(_A_LITTLE)
        if changed is None and not self.closing:
            self._maker.submit(self._settle)
            return
        self._settling = False
        if changed:
            self._tell()


class _Http(ThreadingHTTPServer):
    """The socket; what its threads do not finish does not keep the program alive."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = sys.platform != "win32"  # there it would let two programs take one port

    def __init__(self, address: tuple[str, int], server: PreviewServer) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.preview_server = server
        super().__init__(address, _Request)

    def server_bind(self) -> None:
        """Bind, without asking a name server for the name of this machine."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 (socketserver's signature)
        """Say nothing of a browser that went away, and the rest to whoever listens."""
        error = sys.exc_info()[1]
        gone = isinstance(error, ConnectionError | TimeoutError) or self.preview_server.closing
        if error is not None and not gone:
            self.preview_server.hear(error)


class _Request(BaseHTTPRequestHandler):
    """One connection of a browser."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    server: _Http

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_POST(self) -> None:
        self.close_connection = True
        self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_POST  # noqa: N815

    def _answer(self, *, body: bool) -> None:
        preview = self.server.preview_server
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # what follows is no request
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or not is_ours(hosts[0], preview.names):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        path = asked_path(self.path)
        if path is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif path == EVENTS:
            self._events(body=body)
        else:
            self._send(preview.answer(path), body=body)

    def _send(self, answer: Answer, *, body: bool = True) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.location is not None:
            self.send_header("Location", answer.location)
        if answer.status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self._send_guards(answer.scripts)
        self.end_headers()
        if body:
            self.wfile.write(answer.body)

    def _send_guards(self, scripts: tuple[str, ...] = ()) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", policy(scripts))
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")

    def _events(self, *, body: bool) -> None:
        """Say the revision now and at each change, until the browser goes or the server ends."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self._send_guards()
        self.end_headers()
        preview, said = self.server.preview_server, ""
        while body and not preview.closing:
            revision = preview.preview.revision
            sign = ": here\n\n" if revision == said else f"retry: 300\nevent: revision\ndata: {revision}\n\n"
            self.wfile.write(sign.encode())
            said = revision
            preview.wait_beyond(revision)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 (http.server's signature)
        """Refuse in a few words of ours; nothing of the request is repeated."""
        status = HTTPStatus(code)
        self._send(Answer(status, "text/plain; charset=utf-8", f"{status.value} {status.phrase}\n".encode()))

    def version_string(self) -> str:
        """Return the name of the program, and not its version."""
        return "tpm-audit"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's signature)
        """Say nothing: the terminal is for what was saved."""


def _bound(host: str, port: int, server: PreviewServer) -> _Http:
    """Return the socket at the first free port from ``port`` on."""
    for candidate in range(port, min(port + _PORTS_TRIED, _LAST_PORT + 1)) if port else (0,):
        try:
            return _Http((host, candidate), server)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise NoFreePortError(host, port)
