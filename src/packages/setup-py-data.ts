/** What `setup()` is told about files that are no code. */
import type { PackageData } from "./metadata.ts";
import { type PythonValue, textOf } from "./python-values.ts";
import type { Keywords } from "./setup-py-fields.ts";

/** `include_package_data`, `package_data` and `exclude_package_data`. */
export function setupPackageData(get: Keywords): PackageData {
  const include = get("include_package_data");
  return {
    include: include?.kind === "boolean" ? include.value : null,
    patterns: patternsOf(get("package_data")),
    excluded: patternsOf(get("exclude_package_data")).filter((pattern) => pattern !== "**"),
  };
}

/** `**` for what takes running code: it may be any file. */
function patternsOf(value: PythonValue | undefined): string[] {
  if (value === undefined || value.kind === "none") return [];
  if (value.kind !== "dictionary") return ["**"];
  const all = [...value.entries.values()].flatMap((list) =>
    list.kind === "list" ? list.items.map((item) => textOf(item) ?? "**") : [textOf(list) ?? "**"],
  );
  return value.whole ? all : [...all, "**"];
}
