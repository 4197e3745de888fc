"""Serves a folder as a package index on this machine, for as long as its parent wants it.

    python serve_index.py PORT FOLDER < a pipe

It listens on 127.0.0.1 only, takes uploads from anyone there, never replaces a file, and knows
nothing but the folder: an unknown package is not looked for anywhere else. As soon as standard
input ends the process does too. The system closes that pipe when the parent is gone, however it
went, so this can't outlive the program that started it.

Standard output stays empty; faults and warnings go to standard error. Needs what index.txt locks.
"""

import argparse
import os
import threading


def end_with_standard_input() -> None:
    """Reads until the end, or a fault, and ends the process there and then."""
    try:
        while os.read(0, 65536):
            pass
    except OSError:
        pass
    os._exit(0)


def whole_or_not_at_all(write):
    """Wraps pypiserver's way to store a file: the process may end at any moment, and half a file
    under a package's name could never be replaced."""

    def write_whole(source, destination) -> None:
        folder, name = os.path.split(os.fspath(destination))
        unfinished = os.path.join(folder, f".{name}.part")
        write(source, unfinished)
        os.replace(unfinished, destination)

    return write_whole


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve a folder as a package index on 127.0.0.1.")
    parser.add_argument("port", type=int, help="a free port")
    parser.add_argument("folder", help="where the packages are and uploads go")
    arguments = parser.parse_args()
    if not 0 < arguments.port < 65536:
        parser.error("the port must be between 1 and 65535")
    if not os.path.isdir(arguments.folder):
        parser.error(f"there is no folder {arguments.folder}")
    threading.Thread(target=end_with_standard_input, daemon=True).start()

    from pypiserver import backend  # late: what is above holds during this import too
    from pypiserver.__main__ import main as serve

    backend.write_file = whole_or_not_at_all(backend.write_file)

    # Of its servers it takes waitress, which is in index.txt and answers several requests at a time.
    serve(
        ["run", "--interface", "127.0.0.1", "--port", str(arguments.port)]
        + ["--passwords", ".", "--authenticate", ".", "--disable-fallback", "--log-stream", "stderr"]
        + ["--", arguments.folder]
    )


if __name__ == "__main__":
    main()
