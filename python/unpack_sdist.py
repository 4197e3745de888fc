"""Unpacks an sdist.

    python -I -S unpack_sdist.py ARCHIVE FOLDER
"""

import sys
import tarfile


def main(archive, folder):
    with tarfile.open(archive) as members:
        # The first releases of 3.9 to 3.11 know no filter. That no member leads out of the sdist was seen after the build.
        members.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))


if __name__ == "__main__":
    main(*sys.argv[1:])
