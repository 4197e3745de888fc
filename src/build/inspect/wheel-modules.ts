/** Checks of what a wheel installs (what check-wheel-contents looks at, by its numbers). */
import { about, type Check, type Inspected } from "./check.ts";

/** Top-level folders that belong to no package and land beside all others (W005, and some more). */
const common: ReadonlySet<string> = new Set(
  `
  .eggs .nox .tox .venv app benchmarks build cli data dist doc docs example examples lib samples scripts src test
  tests venv
  `
    .trim()
    .split(/\s+/),
);
const modules = /\.(?:py|so|pyd)$/;
/** Names that can be imported; a compiled module has its tags behind a dot. */
const identifier = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

/** The files that an installer puts where modules are looked for, by their paths there. */
function installed({ contents, parsed }: Inspected): readonly string[] {
  if (parsed.kind !== "wheel") return [];
  return contents.members
    .filter(({ type }) => type === "file")
    .map(({ name }) => name.replace(/^[^/]+\.data\/(?:purelib|platlib)\//, ""))
    .filter((name) => !/^[^/]+\.(?:dist-info|data)\//.test(name));
}

export const wheelTopLevel: Check = {
  name: "wheel-top-level",
  severity: "warning",
  summary: "A wheel installs no `tests`, `docs`, `__init__.py` or readme beside everybody's packages.",
  check: (inspected) => {
    const tops = new Set(
      installed(inspected).flatMap((name) => {
        const [top = "", ...below] = name.split("/");
        const isOwn = below.length > 0 ? !common.has(top) : isTopModule(top);
        return isOwn ? [] : [top];
      }),
    );
    return about(
      [...tops],
      (names) =>
        `it installs ${names} at the top level, where every such package would overwrite the others'`,
      'Exclude them: `find_packages(exclude=["tests*"])`, or the back end\'s own list.',
    );
  },
};

function isTopModule(name: string): boolean {
  return (modules.test(name) && name !== "__init__.py") || name.endsWith(".pth");
}

export const wheelImportable: Check = {
  name: "wheel-importable",
  severity: "warning",
  summary: "A wheel's modules lie where they can be imported, and each top-level folder has some.",
  check: (inspected) => {
    const files = installed(inspected);
    const odd = files.filter((name) => modules.test(name) && !isImportable(name));
    const tops = new Map<string, boolean>();
    for (const name of files.filter((file) => file.includes("/"))) {
      const top = name.slice(0, name.indexOf("/"));
      tops.set(top, (tops.get(top) ?? false) || modules.test(name));
    }
    const bare = [...tops].filter(([top, has]) => !has && !top.endsWith("-stubs")).map(([top]) => top);
    return [
      ...about(
        odd,
        (names) => `it installs modules that can't be imported from there: ${names}`,
        "Name folders and modules as Python names things, or leave them out.",
      ),
      ...about(
        bare,
        (names) => `it installs folders without any module: ${names}`,
        "Leave them out, or move them into the package.",
      ),
    ];
  },
};

function isImportable(name: string): boolean {
  const parts = name.split("/");
  const file = parts.pop() ?? "";
  return [
    ...parts.map((part, at) => (at === 0 ? part.replace(/-stubs$/, "") : part)),
    file.split(".")[0] ?? "",
  ].every((part) => identifier.test(part));
}

export const wheelEmpty: Check = {
  name: "wheel-empty",
  severity: "warning",
  summary: "A wheel installs something.",
  check: (inspected) =>
    inspected.parsed.kind !== "wheel" || installed(inspected).length > 0
      ? []
      : [
          {
            message: "it installs no module at all",
            remedy:
              "Let the back end find the package: `packages`, or its own setting. A metapackage may be so.",
          },
        ],
};
