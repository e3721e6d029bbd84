"""One file per method; pure arithmetic on an audit and its outcomes."""
