/** Whether the `py.typed` files of a package (PEP 561) reach its wheel. */
import type { Files } from "../ports.ts";
import { parseRequirement } from "../release/requirements.ts";
import { versionSatisfies } from "../release/version.ts";
import { nameMatches } from "./glob.ts";
import type { PackageData } from "./metadata.ts";
import { ownModule } from "./own-module.ts";
import { below, type Folder } from "./paths.ts";
import { readOrNull } from "./read-text.ts";
import type { Declared, TypedMarker } from "./types.ts";

interface About {
  readonly build: Declared["build"];
  readonly packageData: PackageData;
}

const marker = "py.typed";

/** The `py.typed` files of the package's own module, each with why a wheel would lack it. Never throws. */
export async function findTypedMarkers(
  files: Files,
  { folder, path }: Folder,
  about: About,
): Promise<TypedMarker[]> {
  const way = await ownModule(files, folder);
  const marked = way.filter((one) => one.files.includes(marker)).map((one) => below(one.path, marker));
  if (marked.length === 0) return [];
  const manifest = (await readOrNull(files, below(folder, "MANIFEST.in"))) ?? "";
  return marked.map((file) => ({
    at: { path: below(path, file), line: null },
    unshipped: unshipped(file, manifest, about),
  }));
}

/**
 * What setuptools does, as tried with it. Other back ends ship the file with its module unless they are told not to, in
 * ways that are theirs alone.
 */
export function unshipped(file: string, manifest: string, { build, packageData }: About): string | null {
  if (!build.backend.startsWith("setuptools")) return null;
  const names = (pattern: string) => nameMatches(pattern.split("/").at(-1) ?? "", marker);
  if (packageData.excluded.some(names)) return "`exclude_package_data` leaves it out";
  const rules = manifestRules(manifest, file);
  if (rules.at(-1) === "exclude")
    return "MANIFEST.in leaves it out of the sdist, which the wheel is built from";
  if (!isOld(build)) return null;
  if (packageData.patterns.some(names)) return null;
  if (packageData.include === true && rules.includes("include")) return null;
  return "setuptools before 69 takes it only where `package_data` names it, or MANIFEST.in with `include_package_data`";
}

/** Whether the build requirement admits only a setuptools that does not ship the file by itself (before 69.0). */
function isOld({ requires }: Declared["build"]): boolean {
  const setuptools = requires
    .map(({ value }) => parseRequirement(value))
    .filter((requirement) => requirement?.package === "setuptools");
  const admits = (version: string) =>
    setuptools.every((requirement) => versionSatisfies(version, requirement?.specifier ?? ""));
  return !["69.0.0", "69.5.1", "75.0.0", "80.0.0", "9999"].some(admits);
}

/** What the lines of MANIFEST.in that speak of the file do with it, in their order. */
function manifestRules(manifest: string, file: string): ("include" | "exclude")[] {
  return manifest.split(/\r\n|\r|\n/).flatMap((line) => {
    const [command = "", ...words] = line.replace(/#.*/, "").trim().split(/\s+/);
    const matches = (pattern: string) => pathMatches(pattern.replace(/^\.?\//, ""), file);
    const below = (folder: string) =>
      folder === "*" || folder === "." || file.startsWith(`${folder.replace(/\/+$/, "")}/`);
    const named = (patterns: readonly string[]) => patterns.some((pattern) => nameMatches(pattern, marker));
    switch (command) {
      case "include":
        return words.some(matches) ? ["include"] : [];
      case "exclude":
        return words.some(matches) ? ["exclude"] : [];
      case "global-include":
        return named(words) ? ["include"] : [];
      case "global-exclude":
        return named(words) ? ["exclude"] : [];
      case "recursive-include":
        return below(words[0] ?? "") && named(words.slice(1)) ? ["include"] : [];
      case "recursive-exclude":
        return below(words[0] ?? "") && named(words.slice(1)) ? ["exclude"] : [];
      case "graft":
        return words.some(below) ? ["include"] : [];
      case "prune":
        return words.some(below) ? ["exclude"] : [];
      default:
        return [];
    }
  });
}

/** Whether each part of a path is what that part of a pattern says. */
function pathMatches(pattern: string, path: string): boolean {
  const [patterns, names] = [pattern.split("/"), path.split("/")];
  return patterns.length === names.length && patterns.every((part, at) => nameMatches(part, names[at] ?? ""));
}
