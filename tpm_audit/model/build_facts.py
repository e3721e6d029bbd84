"""What is known of a build and is no part of its result: it stands on the Data page and in build.json alone.

On any other page, a new commit or a comment in a file would change the whole site.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """The SHA-256 of what the workspace holds, and the commit that was checked out; None where there is no git."""

    input_hash: str | None = None
    commit: str | None = None


NOT_KNOWN = BuildFacts()
