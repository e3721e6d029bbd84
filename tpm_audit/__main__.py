"""Makes ``python -m tpm_audit`` the same as ``tpm-audit``."""

from tpm_audit.cli import main

main()
