"""A built site, and a server that serves it under its policy."""

import functools
import http.server
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Everything from here, pictures in the page (heatmaps are drawn so), and one empty style element.
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under the policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """A browser that leaves a page before it has come is no fault."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


class Site:
    """A built site, as files and behind a server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
        self.http = f"http://127.0.0.1:{self._server.server_port}/"
        self.file = f"{folder.as_uri()}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def pages(self, pattern: str = "**/*.html") -> list[str]:
        """Return the paths of the pages; a page that is not found knows only the root of a host."""
        return sorted(
            path.relative_to(self.folder).as_posix() for path in self.folder.glob(pattern) if path.name != "404.html"
        )


def built(output: Path, root: Path, *arguments: str) -> Path:
    command = [sys.executable, "-m", "tpm_audit", "-C", str(root), "build", "-o", str(output), *arguments]
    done = subprocess.run(
        [*command, "--as-of", "2026-11-22"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return output
