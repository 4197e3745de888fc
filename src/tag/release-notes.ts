/** The text of a GitHub release. */

/** GitHub takes no longer text. */
const longest = 125_000;
const more = "\n\n*This entry goes on in the package's changelog.*\n";

/**
 * A changelog's entry as notes, at most 125 000 characters: a longer one ends after a whole line, with its code block
 * closed, and says that it goes on.
 */
export function releaseNotes(changelog: string | null): string {
  const text = (changelog ?? "").trim();
  if (text.length <= longest) return text;
  const room = text.slice(0, longest - more.length - 10);
  const end = room.lastIndexOf("\n");
  // One line without an end: not in the middle of a character, at least.
  const cut = (end > 0 ? room.slice(0, end) : room).replace(/[\uD800-\uDBFF]$/u, "").trimEnd();
  const fence = openFence(cut);
  return `${cut}${fence === null ? "" : `\n${fence}`}${more}`;
}

/** The fence of the code block that is open at the end of `text`, or null. */
function openFence(text: string): string | null {
  let open: string | null = null;
  for (const line of text.split("\n")) {
    const [, fence = "", info = ""] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fence === "") continue;
    if (open === null) open = fence;
    else if (fence.startsWith(open) && info.trim() === "") open = null;
  }
  return open;
}
