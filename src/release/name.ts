/**
 * The two names of an artifact and the name of its project on an index.
 */

/** PEP 508 names: ASCII letters, digits, `-`, `_`, `.`; first and last a letter or digit. */
const pep508Name = /^(?:[A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])$/i;

/** What may follow `Release_` in a stage's name (Azure Pipelines allows no more; 80 keeps it readable). */
const stageSuffix = /^[A-Za-z0-9_]{1,80}$/;

/** The PEP 503 form: lower case, every run of `-`, `_`, `.` one hyphen. Two names are one project when these agree. */
export function normalizeName(name: string): string {
  return name.replace(/[-_.]+/g, "-").toLowerCase();
}

/**
 * Whether `name` can be an artifact's name. Besides PEP 508 it must not end in `.json`,
 * since its folder lies beside the record's own files.
 */
export function isArtifactName(name: string): boolean {
  return name.length <= 200 && pep508Name.test(name) && !name.toLowerCase().endsWith(".json");
}

/** Whether `safeName` can end a stage's name (`Release_<safeName>`). */
export function isSafeName(safeName: string): boolean {
  return stageSuffix.test(safeName);
}
