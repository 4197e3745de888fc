"""Imports what a distribution installed at top level, for those that have no tests.

    python import_all.py DISTRIBUTION REPORT

A namespace package (PEP 420, or one that extends its path) is looked into: what lies in it is at top level. REPORT gets
a line for each module before it is imported (`importing NAME`) and after (`imported NAME`, `failed NAME`), and a last
one, `done`: without that the report is not whole, whatever the exit code.
"""

import importlib
import importlib.machinery
import importlib.metadata
import re
import sys
import traceback

SUFFIXES = sorted([".py", *importlib.machinery.EXTENSION_SUFFIXES], key=len, reverse=True)
NAMESPACE = re.compile(r"\bextend_path\s*\(|\bdeclare_namespace\s*\(")


def module_of(file):
    """The dotted name of the module that a file is, as a tuple, and whether it is a package; None when it is none."""
    suffix = next((suffix for suffix in SUFFIXES if file.name.endswith(suffix)), None)
    if suffix is None:
        return None
    parts = (*file.parts[:-1], file.name[: -len(suffix)])
    if not all(part.isidentifier() for part in parts):
        return None
    return (parts[:-1], True) if parts[-1] == "__init__" else (parts, False)


def is_namespace(file):
    try:
        return bool(NAMESPACE.search(file.read_text(encoding="utf-8") or ""))
    except (OSError, ValueError):
        return False


def modules(distribution):
    """The modules and packages among the files of `distribution` that lie in no other package of it."""
    found = set()
    packages = set()
    for file in importlib.metadata.files(distribution) or []:
        module, package = module_of(file) or ((), False)
        if not module:
            continue
        if package and is_namespace(file):
            continue
        found.add(module)
        if package:
            packages.add(module)
    inside = {name for name in found if any(name[:length] in packages for length in range(1, len(name)))}
    return sorted(".".join(name) for name in found - inside if name != ("__main__",))


def main(distribution, report):
    failed = 0
    # Unbuffered: what a module that ends the process leaves must say which it was.
    with open(report, "wb", buffering=0) as lines:

        def say(*words):
            lines.write((" ".join(words) + "\n").encode())

        for name in modules(distribution):
            say("importing", name)
            try:
                importlib.import_module(name)
            except BaseException:  # a package may even exit
                failed += 1
                traceback.print_exc()
                say("failed", name)
            else:
                say("imported", name)
        say("done")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
