/** Checks for what should never leave the machine. */
import { about, type Check, type Flaw, type Inspected } from "./check.ts";

/** Tests hold keys that were made up, which look as real ones do. */
const isTest = (name: string) => /(?:^|\/)tests?\//.test(name);

function secretsIn(inspected: Inspected, wanted: (name: string) => boolean): readonly Flaw[] {
  const held = inspected.contents.members.filter(({ name, secrets }) => secrets.length > 0 && wanted(name));
  return about(
    held.map(({ name, secrets }) => `${name} (${secrets.join(", ")})`),
    (names) => `it seems to hold secrets: ${names}`,
    "Take them out of the package, and revoke what was real: they are in the repository too.",
  );
}

export const shippedSecret: Check = {
  name: "shipped-secret",
  severity: "error",
  summary: "No private key, token or file of credentials is in what would be published for ever.",
  check: (inspected) => secretsIn(inspected, (name) => !isTest(name)),
};

export const testSecret: Check = {
  name: "test-secret",
  severity: "warning",
  summary: "What looks like a secret in the tests is made up.",
  check: (inspected) => secretsIn(inspected, isTest),
};

export const shippedCache: Check = {
  name: "shipped-cache",
  severity: "warning",
  summary: "No compiled Python (`__pycache__`, `.pyc`) is shipped.",
  check: ({ contents }) =>
    about(
      contents.members.map(({ name }) => name).filter((name) => /(?:^|\/)__pycache__\/|\.py[co]$/.test(name)),
      (names) => `it holds compiled Python, which fits one version only: ${names}`,
      "Add `global-exclude *.py[cod] __pycache__` to MANIFEST.in, or exclude them in the back end's settings.",
    ),
};
