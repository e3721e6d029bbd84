import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.pages.small_result import small_result
from tpm_audit.site.preview import Answer, Preview
from tpm_audit.site.preview_guards import LOOPBACK, asked_path, is_ours, policy
from tpm_audit.site.preview_server import PreviewServer
from tpm_audit.site.preview_tree import Sources

MARK = "/_tpm-audit/"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PreviewServer]:
    with serving(tmp_path_factory.mktemp("work"), []) as running:
        running.show(Sources(small_result()))
        yield running


@contextmanager
def serving(work: Path, heard: list[BaseException]) -> Iterator[PreviewServer]:
    with PreviewServer(Preview(work), LOOPBACK, 0, heard.append) as running:
        yield running


def ask(
    server: PreviewServer, target: str, method: str = "GET", host: str | None = None
) -> tuple[http.client.HTTPResponse, str]:
    connection = http.client.HTTPConnection(LOOPBACK, server.port, timeout=20)
    connection.putrequest(method, target, skip_host=True)
    for one in (f"{LOOPBACK}:{server.port}" if host is None else host).split("|"):
        if one:
            connection.putheader("Host", one)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


def test_a_page_comes_with_its_guards_and_the_script_that_reloads_it(server: PreviewServer) -> None:
    answer, body = ask(server, "/en/touchpoints/home.html?x=1")
    assert answer.status == HTTPStatus.OK
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert body.count(f'src="{MARK}reload.js"') == 1


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/assets/plotly.min.js", "application/javascript; charset=utf-8"),
        ("/de/assets/charts.js", "application/javascript; charset=utf-8"),
        ("/de/assets/tpm-audit.css", "text/css; charset=utf-8"),
        ("/en/search/search_index.json", "application/json; charset=utf-8"),
        ("/_tpm-audit/reload.js", "application/javascript; charset=utf-8"),
        ("/_tpm-audit/preview.css", "text/css; charset=utf-8"),
        ("/en/assets/images/favicon.png", "image/png"),
    ],
)
def test_files_have_their_types(server: PreviewServer, path: str, media_type: str) -> None:
    answer, _ = ask(server, path, "HEAD")
    assert (answer.status, answer.headers["Content-Type"]) == (HTTPStatus.OK, media_type)
    assert int(answer.headers["Content-Length"]) > 100


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/", "/en/index.html"),
        ("/index.html", "/en/index.html"),
        ("/en", "/en/index.html"),
        ("/en/", "/en/index.html"),
        ("/en/touchpoints/", "/en/touchpoints/index.html"),
    ],
)
def test_folders_lead_to_their_pages(server: PreviewServer, path: str, location: str) -> None:
    answer, _ = ask(server, path)
    assert (answer.status, answer.headers["Location"]) == (HTTPStatus.FOUND, location)


@pytest.mark.parametrize(
    "target",
    [
        "/../tpm_audit/report.py",
        "/en/../../pyproject.toml",
        "/en/%2e%2e/%2e%2e/pyproject.toml",
        "/en/..%2f..%2fpyproject.toml",
        "/en/assets/%5c..%5c..%5cpyproject.toml",
        "/en/index.html%00.png",
        "/%ff",
        "//etc/passwd",
        "/etc/passwd",
        "/en/assets/",
        "/en/mkdocs.yml",
        "/en/docs/assets/charts.js",
        "/fr/index.html",
        "http://127.0.0.1/en/index.html",
        "*",
    ],
)
def test_nothing_else_is_there(server: PreviewServer, target: str) -> None:
    answer, body = ask(server, target)
    assert answer.status == HTTPStatus.NOT_FOUND
    assert "pyproject" not in body.replace(target, "")
    assert "root:" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_reading_is_answered(server: PreviewServer, method: str) -> None:
    answer, _ = ask(server, "/en/index.html", method)
    assert (answer.status, answer.headers["Allow"]) == (HTTPStatus.METHOD_NOT_ALLOWED, "GET, HEAD")


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "BREW"])
def test_what_http_has_no_word_for_is_refused(server: PreviewServer, method: str) -> None:
    answer, body = ask(server, "/en/index.html", method)
    assert answer.status == HTTPStatus.NOT_IMPLEMENTED
    assert method not in body


@pytest.mark.parametrize("host", ["{loopback}:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
def test_this_machine_s_names_are_answered(server: PreviewServer, host: str) -> None:
    named = host.format(loopback=LOOPBACK, port=server.port)
    assert ask(server, "/en/index.html", host=named)[0].status == HTTPStatus.OK


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:{port}",
        "evil.example",
        "localhost.evil.example:{port}",
        "localhost",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}@evil.example",
        "192.168.0.1:{port}",
        "",
        "localhost:{port}|localhost:{port}",
    ],
)
def test_another_name_for_this_machine_is_not_answered(server: PreviewServer, host: str) -> None:
    answer, body = ask(server, "/en/index.html", host=host.format(port=server.port))
    assert answer.status == HTTPStatus.MISDIRECTED_REQUEST
    assert "evil" not in body


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("192.168.0.7:8000", True),
        ("[fe80::1]:8000", True),
        ("localhost:8000", True),
        ("evil.example:8000", False),
        ("192.168.0.7.evil.example:8000", False),
        ("", False),
    ],
)
def test_everywhere_means_every_number_and_no_foreign_name(host: str, *, answered: bool) -> None:
    assert is_ours(host, frozenset({"localhost:8000", "*"})) is answered


@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from([".", "..", "%2e", "%2F", "/", "\\", "%5c", "a", "?", "#"])).map("".join)
)
@example("/%2e%2e/x")
@example("/a/%00")
def test_an_asked_path_never_leads_up(target: str) -> None:
    path = asked_path(f"/{target}")
    assert path is None or (path.startswith("/") and not {"..", "."} & set(path.split("/")) and "\\" not in path)


def test_the_next_free_port_is_taken(server: PreviewServer, tmp_path: Path) -> None:
    with PreviewServer(Preview(tmp_path), LOOPBACK, server.port, lambda _: None) as second:
        assert server.port < second.port <= server.port + 50


def test_open_pages_hear_of_a_change_and_hold_up_no_end(tmp_path: Path) -> None:
    with serving(tmp_path, []) as running:
        connection = http.client.HTTPConnection(LOOPBACK, running.port, timeout=20)
        connection.request("GET", f"{MARK}events")
        events = connection.getresponse()
        revisions = (line for line in iter(events.readline, b"") if line.startswith(b"data: "))
        first = next(revisions)
        running.show(Sources(small_result()))
        assert next(revisions) != first
    assert next(revisions, None) is None  # the end came while the page was open
    connection.close()


class Failing(Preview):
    """Fails at every page, as a fault of ours would."""

    def answer(self, path: str) -> Answer:
        raise ZeroDivisionError(f"<b>{path}")


def test_a_fault_of_ours_is_shown_and_heard_and_the_server_lives_on(tmp_path: Path) -> None:
    heard: list[BaseException] = []
    with PreviewServer(Failing(tmp_path), LOOPBACK, 0, heard.append) as running:
        for count in (1, 2):
            answer, body = ask(running, "/en/index.html")
            assert answer.status == HTTPStatus.INTERNAL_SERVER_ERROR
            assert "ZeroDivisionError" in body
            assert "<b>/" not in body
            assert f'src="{MARK}reload.js"' in body
            assert len(heard) == count


def test_the_policy_names_scripts_only_where_there_are_some() -> None:
    assert "script-src" not in policy()
    assert "script-src 'self' 'sha256-x';" in policy(("'sha256-x'",))


def test_each_show_is_seen_at_once(tmp_path: Path) -> None:
    with serving(tmp_path, []) as running:
        result = small_result()
        assert "The workspace is being read" in ask(running, "/en/index.html")[1]
        for client in ("Wirsing", "Kohlrabi"):
            running.show(Sources(replace(result, site=replace(result.site, client=client))))
            assert client in ask(running, "/en/index.html")[1]
