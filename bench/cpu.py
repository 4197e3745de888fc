"""Runs a command and prints, last on standard error, the seconds of processor time that it and its children took."""

import resource
import subprocess
import sys

status = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"cpu {used.ru_utime + used.ru_stime:.3f}", file=sys.stderr)
sys.exit(status)
