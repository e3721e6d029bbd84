"""What stands between two audits, and the gate."""
