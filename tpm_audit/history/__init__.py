"""The gate, and what will stand between two audits."""
