/** Checks of the archive itself: what PyPI refuses, and what would harm who unpacks it. */
import { posix } from "node:path";
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
  summary: "An sdist's links stay within it; a wheel has none; devices and pipes are in neither.",
  check: ({ contents, parsed }) =>
    about(
      contents.members
        .filter(
          ({ type, name, target }) =>
            type === "other" || (type === "link" && !staysInside(parsed.kind, name, target)),
        )
        .map(({ name, target }) => (target === null ? name : `${name} → ${target}`)),
      (names) => `it has links that lead out of it, or members that are no files: ${names}`,
      "Put the file itself there, in place of a link to it.",
    ),
};

function staysInside(kind: "sdist" | "wheel", name: string, target: string | null): boolean {
  if (kind === "wheel" || target === null || target.startsWith("/") || /[\\:]/.test(target)) return false;
  const [root = ""] = name.split("/");
  // A hard link's target counts from the archive's top, a symbolic one's from where it stands.
  const paths = [posix.join(posix.dirname(name), target), posix.normalize(target)];
  return paths.some((path) => path.startsWith(`${root}/`));
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
