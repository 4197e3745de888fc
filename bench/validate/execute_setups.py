"""The peer that learns names and versions as the Azure SDK does: it executes each setup.py with setup() replaced."""

import glob
import os
import sys

import setuptools

found = []
setuptools.setup = lambda **keywords: found.append((keywords["name"], keywords["version"]))
for script in sorted(glob.glob(os.path.join(sys.argv[1], "*", "*", "setup.py"))):
    os.chdir(os.path.dirname(script))
    with open(script, encoding="utf-8") as text:
        exec(compile(text.read(), script, "exec"), {"__name__": "__main__", "__file__": script})
print(len(found), "packages")
