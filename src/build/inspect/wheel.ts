/** Checks of wheels (https://packaging.python.org/en/latest/specifications/binary-distribution-format/). */
import type { WheelName } from "../../release/filename.ts";
import { about, type Check, type Flaw, type Inspected } from "./check.ts";

const rebuild = "Build it again, with a current back end; a wheel that was changed afterwards is no wheel.";

/** The folder that describes a wheel, as PEP 427 names it. */
function distInfo({ file }: Inspected): string {
  return `${file.split("-").slice(0, 2).join("-")}.dist-info`;
}

function documentOf(inspected: Inspected, name: string): string | null {
  return inspected.contents.documents.get(`${distInfo(inspected)}/${name}`)?.toString("utf8") ?? null;
}

function forWheels(check: (inspected: Inspected, parsed: WheelName) => readonly Flaw[]): Check["check"] {
  return (inspected) => (inspected.parsed.kind === "wheel" ? check(inspected, inspected.parsed) : []);
}

export const wheelTags: Check = {
  name: "wheel-tags",
  severity: "error",
  summary: "WHEEL is there, of version 1, and its tags are those of the file's name.",
  check: forWheels((inspected, { python, abi, platform }) => {
    const text = documentOf(inspected, "WHEEL");
    if (text === null) return [{ message: `it has no ${distInfo(inspected)}/WHEEL`, remedy: rebuild }];
    const values = (key: string) =>
      text
        .split(/\r?\n/)
        .flatMap((line) => (line.startsWith(`${key}: `) ? [line.slice(key.length + 2).trim()] : []));
    const [version = ""] = values("Wheel-Version");
    const named = python
      .split(".")
      .flatMap((p) => abi.split(".").flatMap((a) => platform.split(".").map((f) => `${p}-${a}-${f}`)));
    const inside = values("Tag");
    const same = named.length === inside.length && named.every((tag) => inside.includes(tag));
    return [
      ...(/^1\.\d+$/.test(version)
        ? []
        : [{ message: `its WHEEL says version ${version || "none"}, not 1.x`, remedy: rebuild }]),
      ...(same
        ? []
        : [
            {
              message: `its name says ${named.join(", ")}, and its WHEEL says ${inside.join(", ") || "no tag"}`,
              remedy: rebuild,
            },
          ]),
    ];
  }),
};

export const wheelRecord: Check = {
  name: "wheel-record",
  severity: "error",
  summary: "RECORD lists every file of a wheel with its hash and size, and no others.",
  check: forWheels((inspected) => {
    const info = distInfo(inspected);
    const text = documentOf(inspected, "RECORD");
    if (text === null) return [{ message: `it has no ${info}/RECORD`, remedy: rebuild }];
    const rows = new Map(
      text
        .split(/\r?\n/)
        .filter((line) => line !== "")
        .map(rowOf),
    );
    // These can't hold their own hashes.
    const unhashed = new Set(["RECORD", "RECORD.jws", "RECORD.p7s"].map((name) => `${info}/${name}`));
    const files = inspected.contents.members.filter(
      ({ type, name }) => type === "file" && !unhashed.has(name),
    );
    const names = new Set(files.map(({ name }) => name));
    const wrong = files.filter(({ name, sha256, bytes }) => {
      const row = rows.get(name);
      return (
        row !== undefined &&
        (row.hash !== `sha256=${sha256}` || (row.size !== "" && row.size !== String(bytes)))
      );
    });
    const unlisted = files.filter(({ name }) => !rows.has(name)).map(({ name }) => name);
    const missing = [...rows.keys()].filter((name) => !names.has(name) && !unhashed.has(name));
    return [
      ...about(
        wrong.map(({ name }) => name),
        (list) => `its files differ from what RECORD says: ${list}`,
        rebuild,
      ),
      ...about(unlisted, (list) => `it has files that RECORD does not list: ${list}`, rebuild),
      ...about(missing, (list) => `RECORD lists files that it lacks: ${list}`, rebuild),
    ];
  }),
};

/** One line of CSV: path, hash, size. A path with a comma or quotes stands in quotes. */
function rowOf(line: string): [string, { readonly hash: string; readonly size: string }] {
  const [, quoted, bare = "", hash = "", size = ""] =
    /^(?:"((?:[^"]|"")*)"|([^,]*)),([^,]*),([^,]*)$/.exec(line) ?? [];
  return [quoted?.replaceAll('""', '"') ?? bare, { hash, size }];
}

export const wheelLicense: Check = {
  name: "wheel-license",
  severity: "error",
  summary: "The licence files that a wheel's metadata names are in its `.dist-info`.",
  check: forWheels((inspected) => {
    const { metadata, contents } = inspected;
    const info = distInfo(inspected);
    const has = new Set(contents.members.map(({ name }) => name));
    const missing = (metadata.fields.get("license-file") ?? []).filter(
      (path) =>
        !has.has(`${info}/licenses/${path}`) &&
        !has.has(`${info}/${path}`) &&
        !has.has(`${info}/license_files/${path}`),
    );
    return about(
      missing,
      (names) => `its metadata names licence files that it lacks, and PyPI refuses it: ${names}`,
      "Take a newer back end, or name only files that are in the package's folder.",
    );
  }),
};

/** Platforms that PyPI takes (warehouse `forklift/legacy.py`). */
const platforms =
  /^(?:any|win32|win_amd64|win_arm64|(?:macosx_(?:1[0-9]|2[0-9])_\d+|manylinux(?:1|2010|2014|_2_\d+)|musllinux_1_\d+|ios_\d+_\d+|android_\d+|pyemscripten_\d+_\d+|pyodide_\d+_\d+)_\w+)$/;

export const wheelPlatform: Check = {
  name: "wheel-platform",
  severity: "error",
  summary: "PyPI takes a wheel's platform tags.",
  check: forWheels((_, { platform }) =>
    about(
      platform.split(".").filter((tag) => !platforms.test(tag)),
      (names) => `PyPI refuses the platform tag ${names}: the wheel runs on machines like this one only`,
      "Build wheels of extension modules with cibuildwheel, and put them into `prebuilt/<name>/` beside the record.",
    ),
  ),
};

export const wheelTyped: Check = {
  name: "wheel-typed",
  severity: "warning",
  summary: "A `py.typed` of the source is in the wheel (PEP 561).",
  check: forWheels(({ typed, contents }) => {
    const has = new Set(contents.members.map(({ name }) => name));
    const lost = typed.map((path) => path.replace(/^src\//, "")).filter((path) => !has.has(path));
    return about(
      lost,
      (names) => `it lacks ${names}: type checkers then ignore its types`,
      "Add `py.typed` to the package data.",
    );
  }),
};

export const wheelNamespace: Check = {
  name: "wheel-namespace",
  severity: "warning",
  summary: "The first folder of a namespace package has no `__init__.py` in the wheel (PEP 420).",
  check: forWheels(({ parsed, contents }) => {
    const [first = "", second] = parsed.package.split("-");
    const init = contents.members.find(({ name }) => name === `${first}/__init__.py`);
    const below = contents.members.some(({ name }) => name === `${first}/${second}/__init__.py`);
    if (init === undefined || second === undefined || !below || init.size > 200) return [];
    return [
      {
        message: `it installs ${first}/__init__.py, which hides the ${first} packages that others install`,
        remedy: `Leave it out: \`find_packages(exclude=["${first}"])\` packs what is below.`,
      },
    ];
  }),
};
