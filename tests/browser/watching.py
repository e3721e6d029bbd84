"""A tab that notes what it asked for, and what went wrong in it."""

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request

REFUSED_STYLE = "Applying inline style violates"
DRAWN = "[...document.querySelectorAll('.tpm-chart__plot')].map(place => (place._fullData ?? []).map(one => one.type))"
ASKED = (
    "[...document.querySelectorAll('script.tpm-chart__figure')]"
    ".map(one => JSON.parse(one.textContent).data.map(trace => trace.type))"
)


class Watched:
    """A tab, what it asked for, and what went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfailed", self._failed)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._said)
        page.on("dialog", self._asked)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before it came
            self.faults.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and REFUSED_STYLE not in message.text:
            self.faults.append(message.text)

    def _asked(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog {dialog.message}")
        dialog.dismiss()  # the page would wait for it for ever

    def draw_all(self) -> None:
        """Draw every chart of the page, and wait until each has the traces that were asked for."""
        self.page.evaluate("window.tpmAudit?.drawAll()")
        self.wait_until(f"JSON.stringify({DRAWN}) === JSON.stringify({ASKED})")

    def wait_until(self, expression: str) -> None:
        """Wait until something is true in the page; the page's policy lets nothing wait inside of it."""
        for _ in range(100):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(expression)

    def asked_elsewhere(self, origin: str) -> list[str]:
        return [url for url in self.asked if not url.startswith((origin, "data:", "blob:"))]
