"""Whether the steps of journeys go together: a touchpoint, a channel of it, and a location that has the channel."""

from collections.abc import Iterator

from tpm_audit.model import codes
from tpm_audit.model.audit import locations_with
from tpm_audit.model.journeys import Step
from tpm_audit.source.message import Message, say
from tpm_audit.source.problems import Problem
from tpm_audit.workspace.load import Workspace
from tpm_audit.workspace.visit_meeting import not_met_at, not_met_on


def check_journeys(workspace: Workspace) -> Iterator[Problem]:
    """Yield the steps of journeys that nobody can take."""
    for journey in workspace.journeys.values():
        for at, step in enumerate(journey.steps):
            misfit = _misfit(workspace, step)
            if misfit is not None:
                key, code, message, hint = misfit
                yield Problem(workspace.place(journey.written.at("steps", at, key)), code, message, hint)


def _misfit(workspace: Workspace, step: Step) -> tuple[str, str, Message, Message] | None:
    touchpoint = workspace.touchpoints[step.touchpoint]
    if step.channel is None:
        if step.location is None:
            return None
        said, hint = say("a touchpoint at a location is met on a channel"), say("add channel: to the step")
        return "location", codes.MISSING_KEY, said, hint
    if step.channel not in touchpoint.channels:
        return "channel", *not_met_on(touchpoint, step.channel)
    places = locations_with(workspace.locations, step.channel)
    if step.location is not None and step.location not in places:
        return "location", *not_met_at(step.location, step.channel, places)
    return None
