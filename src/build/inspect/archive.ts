/** Checks of the archive itself: what PyPI refuses, and what would harm who unpacks it. */
import { posix } from "node:path";
import type { ReadMember } from "../../distributions/contents.ts";
import { about, type Check } from "./check.ts";

const rebuild = "Build it again, with a current back end; do not repack it by hand.";

export const memberName: Check = {
  name: "member-name",
  severity: "error",
  summary: "No member lies outside of the archive: no absolute path, no `..`, no backslash.",
  check: ({ contents }) =>
    about(
      contents.members.map(({ name }) => name).filter(leadsOut),
      (names) => `it has members whose names lead out of it, or that not every system can write: ${names}`,
      rebuild,
    ),
};

function leadsOut(name: string): boolean {
  const parts = name.replace(/\/$/, "").split("/");
  return (
    name === "" ||
    /^(?:\/|[A-Za-z]:)/.test(name) ||
    /\\|\p{Cc}/u.test(name) ||
    parts.some((part) => part === ".." || part === "")
  );
}

export const memberDuplicate: Check = {
  name: "member-duplicate",
  severity: "error",
  summary: "No member is there twice.",
  check: ({ contents }) => {
    const seen = new Set<string>();
    const twice = contents.members
      .map(({ name }) => posix.normalize(name))
      .filter((name) => {
        const again = seen.has(name);
        seen.add(name);
        return again;
      });
    return about(twice, (names) => `it has members that are there twice: ${names}`, rebuild);
  },
};

export const memberLink: Check = {
  name: "member-link",
  severity: "error",
  summary:
    "An sdist's links stay within it, with nothing below them; a wheel has none; neither has sparse files, devices and pipes.",
  check: ({ contents: { members }, parsed }) => {
    const links = new Set(members.filter(isLink).map(({ name }) => posix.normalize(name).replace(/\/$/, "")));
    const odd = members.filter(
      (member) =>
        member.type === "other" ||
        (isLink(member) && (parsed.kind === "wheel" || !staysInside(member))) ||
        foldersAbove(member.name).some((folder) => links.has(folder)),
    );
    return about(
      odd.map(({ name, target }) => (target === null ? name : `${name} → ${target}`)),
      (names) => `it has links that lead out of it or hold others, or members that are no files: ${names}`,
      "Put the file itself there, in place of a link to it.",
    );
  },
};

function isLink({ type }: ReadMember): boolean {
  return type === "link" || type === "hard link";
}

function foldersAbove(name: string): string[] {
  const parts = posix.normalize(name).replace(/\/$/, "").split("/");
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join("/"));
}

function staysInside({ name, type, target }: ReadMember): boolean {
  if (target === null || target.startsWith("/") || /[\\:]/.test(target)) return false;
  const parts = target.split("/").filter((part) => part !== "" && part !== ".");
  const named = parts.findIndex((part) => part !== "..");
  // After a name `..` may lead anywhere, since that name may be a link.
  if (named !== -1 && parts.includes("..", named)) return false;
  const [root = ""] = name.split("/");
  const from = type === "hard link" ? "" : posix.dirname(name);
  return posix.join(from, target).startsWith(`${root}/`);
}

export const memberMethod: Check = {
  name: "member-method",
  severity: "error",
  summary: "A wheel's members are stored or deflated, and as long as the archive says.",
  check: ({ contents }) =>
    about(
      contents.members
        .filter(
          ({ type, method, bytes, size }) =>
            (method !== null && method !== 0 && method !== 8) || (type === "file" && bytes !== size),
        )
        .map(({ name }) => name),
      (names) => `it has members that are packed in a way that PyPI refuses: ${names}`,
      rebuild,
    ),
};
