import pytest
from hypothesis import settings

from tests.effort import CI, examples

# How long an example takes hangs on what else the machine does; what has to be quick is timed by a test of its own.
# `make test` tries the same examples each time, so that it fails for what was changed; the everyday run tries others.
settings.register_profile("house", deadline=None, max_examples=examples(), derandomize=CI)
settings.load_profile("house")

LONGEST_NAME = 60


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case of long content by its length: content may tell when it was made, which differs between two runs."""
    return f"{argname} of {len(val)}" if isinstance(val, str | bytes) and len(val) > LONGEST_NAME else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write what was printed to the golden files")


@pytest.fixture
def rewrite_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-golden"))
