"""Imports every package that a distribution installed, for those that have no tests.

Arguments: the distribution's name. Exit code 0 when all of them import.
"""

import importlib
import importlib.metadata
import sys
import traceback


def modules(distribution: str) -> "list[str]":
    """The importable packages and top-level modules among the files of `distribution`."""
    found = set()
    for file in importlib.metadata.files(distribution) or []:
        parts = file.parts
        if parts[-1] == "__init__.py" and all(part.isidentifier() for part in parts[:-1]):
            found.add(".".join(parts[:-1]))
        elif len(parts) == 1 and parts[0].endswith(".py") and parts[0][:-3].isidentifier():
            found.add(parts[0][:-3])
    return sorted(found)


def main(distribution: str) -> int:
    names = modules(distribution)
    failed = 0
    for name in names:
        try:
            importlib.import_module(name)
        except BaseException:  # a package may even exit
            failed += 1
            traceback.print_exc()
    print(f"{len(names) - failed} {failed}")
    return 1 if failed or not names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
