/**
 * What PyPI's refusals mean for the one who reads them. The texts are those of warehouse's
 * `forklift/legacy.py`, `utils/project.py` and `macaroons/`, stable as of August 2026; other indexes answer
 * in words of their own and get the last rows.
 */

import type { HttpAnswer } from "../ports.ts";

/** What to do about a refusal. */
export interface Refusal {
  readonly action: string;
  /** Whether the index itself is in trouble, so that the same upload may go through later. */
  readonly passing: boolean;
}

interface Row {
  readonly status: readonly number[];
  readonly says: RegExp;
  readonly action: string;
  readonly passing?: true;
}

const anything = /(?:)/;

const rows: readonly Row[] = [
  {
    status: [403],
    says: /read-only mode|temporarily disabled|uploads? (?:are|is) disabled/i,
    action:
      "The index takes no uploads now. Run again later; https://status.python.org tells of PyPI's state.",
    passing: true,
  },
  {
    status: [403],
    says: /username\/password authentication is no longer supported/i,
    action: "Use an API token: user __token__, password pypi-… .",
  },
  {
    status: [403],
    says: /invalid or non-existent authentication/i,
    action:
      "The token is wrong, revoked, or of another index (PyPI's and TestPyPI's differ). The user must be __token__: in an Azure DevOps service connection choose Username and Password, not Authentication Token.",
  },
  {
    status: [403],
    says: /project-scoped token is not valid/i,
    action: "The token is for another project. A project's first release needs a token of the whole account.",
  },
  { status: [403], says: /token is expired/i, action: "Make a new token and put it where this one is." },
  {
    status: [403],
    says: /isn'?t allowed to upload to project/i,
    action:
      "The project belongs to others, is archived, or the token's owner is no maintainer of it. Ask an owner, or choose another name.",
  },
  {
    status: [403],
    says: /two-factor|verified (?:primary )?e-?mail/i,
    action: "The token's owner must verify an e-mail address and set up two-factor authentication first.",
  },
  {
    status: [400],
    says: /previously used by a file that has since been deleted/i,
    action: "This file name is spent for ever. Raise the version, commit, and build again.",
  },
  {
    status: [400],
    says: /older than 14 days/i,
    action: "This release is closed to new files. Raise the version, commit, and build again.",
  },
  { status: [400], says: /only one sdist/i, action: "The release has its sdist already. Raise the version." },
  {
    status: [400],
    says: /should be '|should contain the normalized project name/i,
    action:
      "The build back end writes old file names. Update it (setuptools 69.3 or later), and build again.",
  },
  {
    status: [400],
    says: /unsupported platform tag/i,
    action: "Build wheels that run on more than this machine: with auditwheel or cibuildwheel.",
  },
  { status: [400], says: /local version/i, action: "Drop the `+…` from the version, and build again." },
  {
    status: [400],
    says: /not a valid classifier|private ::/i,
    action: "Correct the classifiers. `Private :: …` marks a package that must not be uploaded.",
  },
  {
    status: [400],
    says: /description failed to render/i,
    action: "Correct the readme or its content type, and build again. `twine check` shows the line.",
  },
  {
    status: [400],
    says: /too similar to|the name .* (?:isn't allowed|is invalid)/i,
    action: "Choose another name.",
  },
  {
    status: [400],
    says: /license is deprecated when|license-file .* does not exist/i,
    action: "Correct the licence fields (PEP 639), and build again.",
  },
  {
    status: [400],
    says: /archive not accepted/i,
    action:
      "The archive breaks PyPI's rules: https://docs.pypi.org/archives/. Build again with a current back end.",
  },
  {
    status: [400, 413],
    says: /too large/i,
    action: "Make it smaller, or ask the index for a higher limit.",
  },
  {
    status: [301, 302, 303, 307, 308, 405],
    says: anything,
    action:
      "This is not an upload address. PyPI's is https://upload.pypi.org/legacy/, with the slash at its end. Redirects are not followed with a password.",
  },
  {
    status: [401, 403],
    says: anything,
    action: "Look whether the user and password are those of this index, and may upload to this project.",
  },
];

/** What to do about an answer that says `text`. */
export function refusalOf(
  { status, headers }: Pick<HttpAnswer, "status" | "headers">,
  text: string,
): Refusal {
  if (status === 429 && /too many new projects/i.test(text)) {
    const action = `The index allows only a few new projects a day. Run again ${whenAgain(headers)}: nothing is sent twice.`;
    return { action, passing: false };
  }
  const row = rows.find(({ status: statuses, says }) => statuses.includes(status) && says.test(text));
  const action =
    row?.action ?? "Correct what the index names, and build again. Nothing else of this artifact was sent.";
  return { action, passing: row?.passing ?? false };
}

/** From `RateLimit: "project.create.user";r=0;t=55569`, in seconds; the longest of several limits counts. */
function whenAgain(headers: HttpAnswer["headers"]): string {
  const waits = [...(headers["ratelimit"] ?? "").matchAll(/;\s*r=0\s*;\s*t=(\d{1,7})/g)].map(([, t]) =>
    Number(t),
  );
  if (waits.length === 0) return "tomorrow";
  const minutes = Math.ceil(Math.max(...waits) / 60);
  return `in ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
