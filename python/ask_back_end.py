"""Asks a package's build back end what a wheel's metadata would say (PEP 517).

    python ask_back_end.py FOLDER

FOLDER is a copy of the package's sources: back ends write beside them. They run in an environment of
their own, with the build requirements that the package declares. Needs what validate.txt locks.

Standard output gets one line of JSON: {"name", "version", "requires"}; {"problem"}, the end of what
the back end said when it refuses; or {"unasked"}, why it could not be asked at all.
"""

import email.parser
import json
import os
import subprocess
import sys
import tempfile

from build import BuildBackendException, BuildException, ProjectBuilder
from build.env import DefaultIsolatedEnv

LONGEST = 1500


class NotAsked(Exception):
    """The environment of the back end can't be made."""


def end_of(text) -> str:
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    return (text or "").strip()[-LONGEST:]


def run_hook(command, cwd=None, extra_environ=None) -> None:
    """Runs a hook and keeps what it says: nothing of it reaches our standard output.

    What says where packages come from may hold a credential, and is for what installs them only.
    """
    env = {name: value for name, value in os.environ.items() if not name.upper().startswith(("PIP_", "UV_"))}
    subprocess.run(
        command,
        cwd=cwd,
        env={**env, **(extra_environ or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
    )


def install(env, requirements) -> None:
    try:
        env.install(requirements)
    except subprocess.CalledProcessError as error:
        said = end_of(error.stderr) or end_of(error.output) or str(error)
        raise NotAsked(f"what builds it can't be installed: {said}") from error


def ask(folder: str) -> dict:
    with DefaultIsolatedEnv() as env, tempfile.TemporaryDirectory() as target:
        builder = ProjectBuilder.from_isolated_env(env, folder, runner=run_hook)
        install(env, builder.build_system_requires)
        install(env, builder.get_requires_for_build("wheel"))
        path = builder.metadata_path(target)
        with open(os.path.join(path, "METADATA"), encoding="utf-8") as file:
            metadata = email.parser.HeaderParser().parse(file)
    return {
        "name": metadata["Name"],
        "version": metadata["Version"],
        "requires": metadata.get_all("Requires-Dist") or [],
    }


def answer(folder: str) -> dict:
    try:
        return ask(folder)
    except NotAsked as error:
        return {"unasked": str(error)}
    except BuildBackendException as error:
        inner = error.exception
        said = end_of(inner.output) if isinstance(inner, subprocess.CalledProcessError) else ""
        return {"problem": said or str(error)}
    except BuildException as error:
        return {"problem": str(error)}
    except (OSError, subprocess.CalledProcessError) as error:
        return {"unasked": str(error)}


if __name__ == "__main__":
    print(json.dumps(answer(sys.argv[1])))
