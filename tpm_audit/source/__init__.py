"""Text to nodes with file, line and column. The only home of PyYAML."""
