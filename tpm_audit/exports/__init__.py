"""One file per output format; every output derives from the result."""
