/** Reads what a package declares, from files in memory, and shows it in a few words. */
import assert from "node:assert/strict";
import { findPackages } from "../../../src/packages/find-packages.ts";
import type { Declared, SourcePackage, Stated } from "../../../src/packages/types.ts";
import { type MemoryFile, memoryFiles } from "../../support/memory-files.ts";

/** The one package that these files, below its folder, make. */
export async function packageWith(contents: Readonly<Record<string, MemoryFile>>): Promise<SourcePackage> {
  const files = memoryFiles(
    Object.fromEntries(Object.entries(contents).map(([path, file]) => [`/sdk/pkg/${path}`, file])),
  );
  const [only, ...others] = await findPackages(files, { folder: "/sdk", path: "" });
  assert.deepEqual(others, []);
  return only ?? assert.fail("no package was found");
}

const place = ({ at }: Pick<Stated, "at">) => `${at.path.replace(/^pkg\//, "")}:${at.line}`;
const shown = (stated: Stated) => `${stated.value} @ ${place(stated)}`;
const one = (stated: Stated | null) => (stated === null ? null : shown(stated));

/** A declaration in texts, `value @ file:line`; what is empty is left out. */
export function brief(declared: Declared): Record<string, unknown> {
  const all = {
    requires: declared.requires.map(shown),
    extras: declared.extraRequires.map(shown),
    python: one(declared.requiresPython),
    classifiers: declared.classifiers.map(shown),
    summary: one(declared.summary),
    license: one(declared.license),
    expression: one(declared.licenseExpression),
    missing: declared.missingLicenseFiles.map(shown),
    urls: declared.urls.map((url) => `${url.value.label}: ${url.value.url} @ ${place(url)}`),
    description: declared.description === null ? null : declared.description.files.map(shown),
    contentType: one(declared.description?.contentType ?? null),
    unread: declared.unread,
  };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([key, value]) => value !== null && (key === "description" || value.length > 0),
    ),
  );
}

/** What these files declare, briefly. */
export async function declaredBy(
  contents: Readonly<Record<string, MemoryFile>>,
): Promise<Record<string, unknown>> {
  return brief((await packageWith(contents)).declared);
}
