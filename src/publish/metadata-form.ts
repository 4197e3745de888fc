/**
 * The fields of an upload form, from the metadata in the file itself. An index takes a release's metadata
 * from the form of the release's first file, so a field that is left out here is lost for good
 * (https://docs.pypi.org/api/upload/).
 */
import type { CoreMetadata } from "../distributions/core-metadata.ts";
import { parseFileName } from "../release/filename.ts";
import { normalizeName } from "../release/name.ts";
import type { Distribution } from "../release/record.ts";
import { sameVersion } from "../release/version.ts";

/** A form field: name and value. A name may come several times. */
export type FormField = readonly [name: string, value: string];

const once = new Map([
  ["metadata-version", "metadata_version"],
  ["name", "name"],
  ["version", "version"],
  ["summary", "summary"],
  ["description-content-type", "description_content_type"],
  ["keywords", "keywords"],
  ["home-page", "home_page"],
  ["download-url", "download_url"],
  ["author", "author"],
  ["author-email", "author_email"],
  ["maintainer", "maintainer"],
  ["maintainer-email", "maintainer_email"],
  ["license", "license"],
  ["license-expression", "license_expression"],
  ["requires-python", "requires_python"],
]);

/** Repeated fields get plural names, save for those that the upload API names otherwise. */
const repeated = new Map([
  ["classifier", "classifiers"],
  ["project-url", "project_urls"],
  ["requires-dist", "requires_dist"],
  ["provides-dist", "provides_dist"],
  ["obsoletes-dist", "obsoletes_dist"],
  ["requires-external", "requires_external"],
  ["requires", "requires"],
  ["provides", "provides"],
  ["obsoletes", "obsoletes"],
  ["provides-extra", "provides_extra"],
  ["dynamic", "dynamic"],
  ["platform", "platform"],
  ["supported-platform", "supported_platform"],
  ["license-file", "license_file"],
  ["import-name", "import_name"],
  ["import-namespace", "import_namespace"],
]);

/**
 * The form for `file`, whose metadata is `metadata`. Returns what is wrong in words when the metadata is another
 * project's or version's than `artifact`'s, lacks what every upload needs, or says once-only fields twice.
 */
export function metadataForm(
  metadata: CoreMetadata,
  file: Distribution,
  artifact: { readonly package: string; readonly version: string },
): readonly FormField[] | { readonly problem: string } {
  const problem = faultOf(metadata, artifact);
  if (problem !== null) return { problem };
  const { fields, description } = metadata;
  const value = (name: string) => fields.get(name)?.[0] ?? "";
  const single = [...once].map(([name, form]): FormField => [form, value(name)]);
  const many = [...repeated].flatMap(([name, form]) => {
    // Setuptools wrote License-File long before metadata 2.4 defined it; PyPI refuses it there.
    if (name === "license-file" && !sinceLicenseFiles(value("metadata-version"))) return [];
    return (fields.get(name) ?? []).map((item): FormField => [form, item]);
  });
  const form: FormField[] = [
    [":action", "file_upload"],
    ["protocol_version", "1"],
    ["filetype", file.kind === "wheel" ? "bdist_wheel" : "sdist"],
    ["pyversion", pythonTag(file)],
    ["md5_digest", file.md5],
    ["sha256_digest", file.sha256],
    ["blake2_256_digest", file.blake2b256],
    ...single,
    ["description", description ?? ""],
    ...many,
  ];
  // GitLab wants `requires_python` even when it is empty.
  return form.filter(([name, text]) => text !== "" || name === "requires_python");
}

function faultOf(
  { fields }: CoreMetadata,
  { package: project, version }: { readonly package: string; readonly version: string },
): string | null {
  const twice = [...once.keys()].find((name) => (fields.get(name)?.length ?? 0) > 1);
  if (twice !== undefined) return `its metadata says ${twice} more than once`;
  const missing = ["metadata-version", "name", "version"].find(
    (name) => (fields.get(name)?.[0] ?? "") === "",
  );
  if (missing !== undefined) return `its metadata lacks ${missing}`;
  const [named = "", versioned = ""] = [fields.get("name")?.[0], fields.get("version")?.[0]];
  if (normalizeName(named) !== project) return `its metadata is of ${named}, not of ${project}`;
  return sameVersion(versioned, version) ? null : `its metadata is of version ${versioned}, not ${version}`;
}

function sinceLicenseFiles(metadataVersion: string): boolean {
  const [major = 0, minor = 0] = metadataVersion.split(".").map(Number);
  return major > 2 || (major === 2 && minor >= 4);
}

function pythonTag(file: Distribution): string {
  const parsed = parseFileName(file.name);
  return parsed?.kind === "wheel" ? parsed.python : "source";
}
