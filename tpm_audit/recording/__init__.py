"""From a run to its result: what was worked out, written down as far as the edition may see it."""
