/**
 * Every way Gatehouse can say no, in one table. A code is stable: it stands in logs, in docs/errors.md (made
 * from this table) and in what other programs look for. `{…}` in a message is filled in where it is thrown.
 */
import type { ErrorEntry } from "./error-entry.ts";
import { azureErrors } from "./azure-error-table.ts";
import { gateErrors } from "./gate-error-table.ts";

export const errorTable = {
  usage: {
    exit: 2,
    message: "{problem}",
    remedy: "See `gatehouse --help`, or `--help` after a command.",
  },
  "input-missing": {
    exit: 2,
    message: "The input {input} is required and was not given.",
    remedy: "Set it in the task's `inputs:`. A value that still contains `$(` counts as not given.",
  },
  "input-invalid": {
    exit: 2,
    message: "The input {input} can't be used: {problem}.",
    remedy: "Correct the value; the reference of the task lists what it takes.",
  },
  "rule-unknown": {
    exit: 2,
    message: "There is no rule {name}.",
    remedy: "{hint}",
  },
  "path-missing": {
    exit: 2,
    message: "{path} is neither a folder here nor the name of a package below this folder.",
    remedy: "Name a service directory (a folder with a ci.yml), or a package as its ci.yml names it.",
  },
  "package-ambiguous": {
    exit: 2,
    message: "{name} is a package of more than one service directory: {places}.",
    remedy: "Name the service directory itself, with --artifact.",
  },
  "package-unlisted": {
    exit: 2,
    message: "{name} is a package in {path}, but no entry of that ci.yml names it.",
    remedy: "Add this entry under Artifacts:\n{entry}",
  },
  "glob-no-match": {
    exit: 2,
    message: "{glob} matches none of the artifacts: {names}.",
    remedy: "A glob is tried on the name as written in ci.yml and on its PEP 503 form (hyphens, lower case).",
  },
  "ci-missing": {
    exit: 2,
    message: "There is no ci.yml in {path}.",
    remedy: "Name the folder whose ci.yml lists the packages under `Artifacts:`.",
  },
  "ci-unreadable": {
    exit: 2,
    message: "{path} can't be read: {problem}.",
    remedy: "It must be a text file in UTF-8, at most 5 MB large.",
  },
  "ci-invalid": {
    exit: 2,
    message: "{problem}",
    remedy: "Run `gatehouse validate` on the service directory: it lists every fault with its line.",
  },
  "names-refused": {
    exit: 2,
    message: "The artifacts' names can't be used: {faults}.",
    remedy: "Correct `name` and `safeName` in ci.yml; both become paths and the names of stages.",
  },
  "config-invalid": {
    exit: 2,
    message: "{path} can't be used: {problem}.",
    remedy: "docs/configuration.md lists what gatehouse.yml may hold.",
  },
  "validation-failed": {
    exit: 1,
    message: "{count} stand in the way of this release.",
    remedy: "Correct what is listed above; each finding says how.",
  },
  dirty: {
    exit: 1,
    message: "{path} has uncommitted changes: {files}.",
    remedy: "Commit or stash them: a release is tagged on the commit that it was built from.",
  },
  "not-a-repository": {
    exit: 1,
    message: "{path} is not in a git repository, so there is no commit to tag.",
    remedy: "Run this in a clone of the repository, or release with --no-tag.",
  },
  "git-failed": {
    exit: 3,
    message: "git {command} failed: {problem}",
    remedy: "Nothing is lost. Run the same git command by hand to see more; then run again.",
  },
  "out-in-use": {
    exit: 2,
    message: "{path} holds {slice} of another state of the source ({was}; now {is}).",
    remedy: "Name another folder with --out, or remove this one if that release is over.",
  },
  "record-missing": {
    exit: 2,
    message: "{path} is not there.",
    remedy: "Name the folder in which `gatehouse build` left release.json (the build task: its slices).",
  },
  "record-invalid": {
    exit: 2,
    message: "{path} is not what Gatehouse wrote: {problem}.",
    remedy: "Take the folder as the build left it; a record that was edited is worth nothing. Build again.",
  },
  "files-changed": {
    exit: 1,
    message: "The files of {name} are not those of the record: {problem}.",
    remedy:
      "Nothing was done with them. Build again into a fresh folder; the changed files have to be approved anew.",
  },
  "slices-refused": {
    exit: 1,
    message: "The slices do not make one release: {problem}.",
    remedy: "Run again the job whose slice is named, or the whole stage Build.",
  },
  "artifact-unknown": {
    exit: 2,
    message: "The record has no artifact {name}. It has: {names}.",
    remedy: "Use a `name` from Artifacts in ci.yml.",
  },
  "python-missing": {
    exit: 3,
    message: "No Python 3.9 or later was found (looked for: {tried}).",
    remedy: "Install Python, put it on PATH, or name it with --python. In a pipeline: UsePythonVersion@0.",
  },
  "venv-missing": {
    exit: 3,
    message: "{python} can't make a virtual environment: {problem}",
    remedy: "Install its venv module: on Debian and Ubuntu `apt install python3-venv`.",
  },
  "tools-failed": {
    exit: 3,
    message: "The tools ({lock}) could not be installed: {problem}",
    remedy:
      "They come from the package index that pip and uv are configured for. Look whether it answers; then run again.",
  },
  "build-failed": {
    exit: 1,
    message: "{name} does not build: {problem}",
    remedy:
      "Run `uv build` in the package's folder to see everything that the back end says. The other artifacts go on.",
  },
  "nothing-built": {
    exit: 1,
    message: "None of the artifacts could be built: {names}.",
    remedy: "Each one's reason is listed above.",
  },
  "tests-failed": {
    exit: 1,
    message: "The last test pass failed for {names}.",
    remedy: "Their output is above. What failed is held back, and what needs it; correct it and build again.",
  },
  "not-releasable": {
    exit: 1,
    message: "{name} can't be decided on: {reason}.",
    remedy: "Only an artifact that was built and did not fail its tests can be approved or rejected.",
  },
  "connection-unusable": {
    exit: 2,
    message: "The service connection for {address} holds no credentials that can upload (scheme {scheme}).",
    remedy:
      "Edit the connection: an API token, or user and password. For PyPI, a token, as the token or as the password of user __token__.",
  },
  "index-differs": {
    exit: 2,
    message: "The record was made for {record}, and the service connection sends to {connection}.",
    remedy:
      "Give the tasks and gatehouse.yml the index that the connection is for, or another connection. Then run the stage Build again: what is to be released is told by that index.",
  },
  ...gateErrors,
  ...azureErrors,
  "index-not-given": {
    exit: 2,
    message: "It is not said which index to publish to: the record names none.",
    remedy: "Give --index (pypi, testpypi, local, a section of .pypirc, or an upload address).",
  },
  "index-unknown": {
    exit: 2,
    message:
      "{index} is no index: it is neither pypi, testpypi, local, an address, nor a section of {pypirc}.",
    remedy: "Correct --index, or add the section with its `repository`.",
  },
  "index-address": {
    exit: 2,
    message: "{address} can't be used: {problem}.",
    remedy:
      "Upload addresses begin with https:// (http:// only on this machine) and hold no user or password; where packages are read goes into --simple-url.",
  },
  "index-unreachable": {
    exit: 3,
    message: "{address} did not answer: {problem}.",
    remedy:
      "What can't be read is not taken for absent, so nothing more was sent. Run again when it answers.",
  },
  "index-conflict": {
    exit: 1,
    message: "{address} has {file} already, with other bytes: there {theirs}, here {ours}.",
    remedy: "An index never lets a file be replaced. Raise the version, commit, and build again.",
  },
  "index-failed-start": {
    exit: 3,
    message: "The local index could not be started: {problem}",
    remedy: "Its packages are untouched. Run again.",
  },
  "credentials-missing": {
    exit: 2,
    message: "There are no credentials for {address}.",
    remedy:
      "Set TWINE_USERNAME and TWINE_PASSWORD (or UV_PUBLISH_TOKEN), or add them to .pypirc. For PyPI the user is __token__.",
  },
  "credentials-refused": {
    exit: 1,
    message: "{address} does not take the credentials: {problem}",
    remedy: "{action}",
  },
  "token-unfit": {
    exit: 1,
    message: "The token for {address} can't upload {name}: {problem}.",
    remedy: "Make a token that may, and put it where this one is. Nothing was sent.",
  },
  "project-closed": {
    exit: 1,
    message: "{name} is {status} on {address}, and takes no files.",
    remedy: "An owner can change that in the project's settings; a quarantine only PyPI's administrators.",
  },
  "upload-unreadable": {
    exit: 1,
    message: "{file} can't be sent: {problem}.",
    remedy: "Nothing was sent. Build again with a current version of the package's build back end.",
  },
  "upload-refused": {
    exit: 1,
    message: "{address} refused {file}: {problem}",
    remedy: "{action}",
  },
  "upload-failed": {
    exit: 3,
    message: "{file} could not be sent to {address}: {problem}",
    remedy: "Nothing is lost. Run again: what is there already is not sent twice.",
  },
  "not-yet-visible": {
    exit: 3,
    message: "{address} took the files of {name}, but does not list all of them yet: {files}.",
    remedy:
      "Simple pages may lag by half an hour. Run again later: nothing is sent twice, and the tag follows then.",
  },
  "sibling-missing": {
    exit: 1,
    message: "{name} requires {sibling}, which is not on the index and is not going there: {reason}.",
    remedy: "Release {sibling} first, or with it.",
  },
  "tag-conflict": {
    exit: 1,
    message: "The tag {tag} is there already, on commit {theirs}; this release was built from {ours}.",
    remedy: "Find out which commit was released. A tag is never moved by Gatehouse.",
  },
  "tag-unconfirmed": {
    exit: 1,
    message: "{name} gets no tag: {problem}.",
    remedy: "A tag says that the index has every file. Publish first.",
  },
  "github-unknown": {
    exit: 2,
    message: "No release can be made on GitHub: {problem}.",
    remedy: "The tag itself needs none: leave out the GitHub release, or give what is missing.",
  },
  "github-release": {
    exit: 3,
    message: "GitHub made no release of {tag}: {problem}",
    remedy: "The tag is there. Run again: what is there already stays as it is.",
  },
  "port-taken": {
    exit: 3,
    message: "Port {port} can't be listened on: {problem}.",
    remedy: "Leave --port out to get a free one.",
  },
  undecided: {
    exit: 1,
    message: "Nothing was decided: {names}.",
    remedy:
      "Decide on the page, with --approve and --reject, or with `gatehouse approve` and `gatehouse reject`.",
  },
  unexpected: {
    exit: 3,
    message: "Something happened that Gatehouse did not expect: {problem}",
    remedy:
      "Nothing that was done is lost; run again. GATEHOUSE_DEBUG=1 shows where it happened. Please report it.",
  },
} as const satisfies Record<string, ErrorEntry>;
