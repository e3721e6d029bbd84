"""tpm-audit serve: show the site while it is being written."""

import datetime
import errno
import gc
import signal
import socket
import tempfile
import time
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path

import click

from tpm_audit.cli import Settings
from tpm_audit.cli.check import report_or_say
from tpm_audit.cli.editor import refresh_schemas
from tpm_audit.cli.exits import Exit, tell_internal
from tpm_audit.cli.options import common_options, in_language, read_in, report_options, request_of
from tpm_audit.cli.output import own_templates
from tpm_audit.exports.text import plain
from tpm_audit.language.catalogue import Language
from tpm_audit.model.entry import Edition
from tpm_audit.model.result import Result
from tpm_audit.site.brand import branded
from tpm_audit.site.folders import BesideResult
from tpm_audit.site.preview import Preview
from tpm_audit.site.preview_guards import LOOPBACK
from tpm_audit.site.preview_notice import Fault, Trouble, trouble_inside
from tpm_audit.site.preview_server import NoFreePortError, PreviewServer
from tpm_audit.site.preview_tree import Sources
from tpm_audit.site.watch import Watch
from tpm_audit.source.message import Message, Sayable, say
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.picture_sources import picture_sources

_PORT = 8000
_REST = 3.0  # seconds without a save, after which there is time to tidy up
_MUCH = 100_000  # objects made since it was last tidied up
_NAMED = 3  # saved files that a line names


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the options ask for."""

    settings: Settings
    audit: str | None
    as_of: datetime.date | None
    edition: str
    spoken: Language

    def sources(self) -> tuple[Workspace, Sources]:
        """Read the workspace and make its result; if it has problems, then all of them, as `build` says them."""
        workspace = read_in(self.settings)
        zone = workspace.site.time_zone
        request = request_of(audit=self.audit, as_of=self.as_of, edition=self.edition, time_zone=zone)
        if workspace.problems:
            request = replace(request, edition=Edition.INTERNAL, audit=None)
        result = report_or_say(workspace, request)
        # Commit and input hash are a build's: to ask for them would take longer than to show the page.
        pictures = {} if result.audit is None else picture_sources(workspace, result.audit.id)
        look = branded(workspace.mkdocs, workspace.brand)
        beside = BesideResult(templates=own_templates(self.settings.root), look=look, pictures=pictures)
        return workspace, Sources(result, beside)

    def tell(self, said: Sayable, *, err: bool = False) -> None:
        click.echo(plain(self.spoken.say(said)), err=err)

    def tell_internal(self, error: BaseException) -> None:
        tell_internal(error, debug=self.settings.debug)


@click.command("serve")
@click.option("--open", "opens", is_flag=True, help="Open the site in a browser.")
@click.option(
    "--host",
    default=LOOPBACK,
    show_default=True,
    help="Where to listen; any other lets others in the network read the site.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=_PORT,
    show_default=True,
    help="The port, or the next that is free.",
)
@report_options(Edition.INTERNAL)
@common_options
@click.pass_obj
def command(  # noqa: PLR0913 (one per option)
    settings: Settings,
    *,
    host: str,
    port: int,
    opens: bool,
    audit: str | None,
    as_of: datetime.date | None,
    edition: str,
    language: str,
) -> int:
    """Show the site in a browser, and every save at once."""
    asked = _Asked(settings, audit, as_of, edition, in_language(language))
    watch = Watch(settings.root)  # from before the first reading: what is saved during it is read again
    workspace, sources = asked.sources()
    watch.watch_also(_files_beside(workspace))
    refresh_schemas(settings, workspace)
    for end in (signal.SIGTERM, signal.SIGINT):  # a script's background jobs would not hear of the second
        signal.signal(end, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="tpm-audit-") as work:
        server = _server(Path(work), host, port, asked)
        server.show(sources)
        with server:
            _say_where(server, port, asked)
            if opens:
                webbrowser.open(server.address)
            _show_saves(server, watch, asked)
    return Exit.PASSED


def _server(work: Path, host: str, port: int, asked: _Asked) -> PreviewServer:
    """Return the server, which listens but does not answer yet.

    Raises:
        click.UsageError: it cannot listen there.
        OSError: the machine lets it listen nowhere.
    """
    try:
        return PreviewServer(Preview(work), host, port, asked.tell_internal)
    except NoFreePortError:
        said = say("no port is free at {host} from {port} on", host=host, port=str(port))
    except (socket.gaierror, UnicodeError):  # the latter for what can be no name of a host
        said = _no_address(host)
    except OSError as error:
        if error.errno != errno.EADDRNOTAVAIL:
            raise
        said = _no_address(host)
    raise click.UsageError(asked.spoken.say(said))


def _no_address(host: str) -> Message:
    return say("--host: there is no address '{host}' on this machine", host=host)


def _say_where(server: PreviewServer, port: int, asked: _Asked) -> None:
    if port not in (0, server.port):
        asked.tell(say("port {port} is taken", port=str(port)), err=True)
    if not _is_loopback(server.host):
        asked.tell(say("warning: others in the network can read the site, as long as this runs"), err=True)
    if not asked.settings.quiet:
        asked.tell(say("the site is shown at {address}; Ctrl-C ends it", address=server.address))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _show_saves(server: PreviewServer, watch: Watch, asked: _Asked) -> None:
    """Show the workspace anew after each save, until somebody ends it."""
    for changed in watch.changes(_REST):
        if changed:
            began = time.monotonic()
            said, fine = _shown(server, watch, asked)
            if not (asked.settings.quiet and fine):
                files = _files(changed)
                milliseconds = f"{(time.monotonic() - began) * 1000:.0f}"
                asked.tell(say("{files}: {said} ({n} ms)", files=files, said=said, n=milliseconds))
        elif gc.get_count()[0] > _MUCH:
            gc.collect()  # the program is not made to: it usually ends before that is worth while


def _shown(server: PreviewServer, watch: Watch, asked: _Asked) -> tuple[Sayable, bool]:
    """Show the workspace as it stands now; return what to say of it, and whether it is fine."""
    try:
        workspace, sources = asked.sources()
    except click.ClickException as error:
        trouble = Trouble(say("The site cannot be shown"), (Fault(error.message),))
    except OSError as error:  # such as a file that is just being replaced; the next save shows it
        why = Fault(error.strerror or str(error), str(error.filename or ""))
        trouble = Trouble(say("A file cannot be read"), (why,))
    except Exception as error:  # noqa: BLE001 (the last resort: whoever writes goes on writing)
        asked.tell_internal(error)
        trouble = trouble_inside(error)
    else:
        watch.watch_also(_files_beside(workspace))
        server.show(sources)
        refresh_schemas(asked.settings, workspace)
        return _summary(sources.result), not sources.result.problems
    server.warn(trouble)
    return (trouble.heading, *(fault.said for fault in trouble.faults)), False


def _files_beside(workspace: Workspace) -> Sequence[str]:
    """Return the files beside the workspace's own folders that a report is made of."""
    images = (image.path for image in workspace.images.values())
    return (*workspace.mkdocs.files, *workspace.brand.paths, *images)


def _summary(result: Result) -> Sayable:
    if not result.problems:
        return say("{n} finding", "{n} findings", n=len(result.findings))
    first = result.problems[0].place
    count = say("{n} problem", "{n} problems", n=len(result.problems))
    return count if first is None else say("{problems}, first {place}", problems=count, place=str(first))


def _files(changed: Sequence[str]) -> Sayable:
    named, more = changed[:_NAMED], len(changed) - _NAMED
    if more <= 0:
        return tuple(named)
    return say("{files} and {n} more", files=tuple(named), n=more)
