/** What an answer to an upload means. */
import type { HttpAnswer } from "../ports.ts";
import { isPassing } from "../index/backoff.ts";
import { causeOf } from "./cause.ts";
import { refusalOf } from "./refusals.ts";

/** What an index made of an upload. Whether a file is *stored* is known only when the index lists it. */
export type Verdict =
  | { readonly kind: "stored" }
  /** It has a file of this name, with the same or other bytes; `theirs`: its BLAKE2b-256, when the index says. */
  | { readonly kind: "exists"; readonly problem: string; readonly theirs: ExistingFile | null }
  /** It may or may not have taken the file. */
  | { readonly kind: "unclear"; readonly problem: string }
  | { readonly kind: "refused"; readonly problem: string; readonly action: string }
  /** Refused, but not for good, and not to be tried at once. */
  | { readonly kind: "later"; readonly problem: string };

/** What PyPI says of the file that is there; the same bytes under another name are refused in the same words. */
export interface ExistingFile {
  readonly name: string;
  readonly blake2b256: string;
}

/** How one kind of index says that it has a file of this name already. */
interface Existing {
  readonly indexes: string;
  readonly status: number;
  /** What is in its answer; null: the status says it all. */
  readonly says: RegExp | null;
}

/** Of every index that is known; `docs/indexes.md` shows the same. PyPI answers 200 to the same bytes under the same name. */
export const existing: readonly Existing[] = [
  { indexes: "PyPI, TestPyPI", status: 400, says: /already exists/i },
  { indexes: "pypiserver, devpi, Azure Artifacts", status: 409, says: null },
  { indexes: "pulp, Gitea, Google Artifact Registry", status: 400, says: /already exist/i },
  { indexes: "GitLab", status: 400, says: /already been taken/i },
  { indexes: "Nexus", status: 400, says: /updating asset|cannot be updated/i },
  { indexes: "Artifactory", status: 403, says: /overwrite (?:artifact|all artifacts)/i },
];

/** Reads an answer. Pure; the texts in it are the server's. */
export function verdictOf(answer: HttpAnswer): Verdict {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: "stored" };
  const problem = causeOf(answer);
  // Two first files at the same time made PyPI create the project twice.
  if (status === 409 && /conflicts with an existing project/i.test(problem))
    return { kind: "unclear", problem };
  if (existing.some((row) => row.status === status && (row.says?.test(problem) ?? true)))
    return { kind: "exists", problem, theirs: existingFile(problem) };
  const final = status === 429 && /too many new projects/i.test(problem);
  if (isPassing(status) && !final) return { kind: "unclear", problem };
  const { action, passing } = refusalOf(answer, problem);
  return passing ? { kind: "later", problem } : { kind: "refused", problem, action };
}

/** `File already exists ('<name>', with blake2_256 hash '<hash>').` (warehouse `forklift/legacy.py`) */
function existingFile(problem: string): ExistingFile | null {
  const [, name, blake2b256] = /'([^']+)', with blake2_256 hash '([0-9a-f]{64})'/.exec(problem) ?? [];
  return name === undefined || blake2b256 === undefined ? null : { name, blake2b256 };
}
