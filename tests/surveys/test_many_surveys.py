"""Many surveys in a workspace with many pictures are read in the time of both, not of one times the other."""

import time
from dataclasses import replace

from tests.surveys.asked import files_with, survey, table
from tpm_audit.report import read

SECONDS = 7  # of the processor: it takes one; going over all pictures for each survey took thirty


def test_pictures_are_not_gone_over_for_each_survey() -> None:
    tree = survey({"q": {"measures": "nps", "column": "Q"}})
    files = files_with({f"survey-{at}": (tree, table("Q,x", f"9,{at}")) for at in range(400)})
    pictures = {f"content/audits/2026-10/evidence/{at}.jpg": 10 for at in range(20_000)}
    started = time.process_time()
    workspace = read(replace(files, others={**files.others, **pictures}))
    assert time.process_time() - started < SECONDS
    assert len(workspace.tallies) == len(workspace.surveys) == 400
