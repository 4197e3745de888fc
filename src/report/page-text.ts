/** A page of docs/rules as text for a terminal. Not for Markdown in general: only what those pages use. */

/** Letters on a line; code is never broken. */
const width = 90;

const listMark = /^ *(?:[*-]|\d+\.) /;

/** The lines: headings in capitals, code indented, paragraphs and list items wrapped, links with their addresses. */
export function pageText(markdown: string): string[] {
  const lines: string[] = [];
  let paragraph: string[] = [];
  let isCode = false;
  const end = () => {
    lines.push(...wrapped(paragraph));
    paragraph = [];
  };
  for (const line of markdown.trimEnd().split("\n")) {
    if (line.startsWith("```")) {
      end();
      isCode = !isCode;
    } else if (isCode) lines.push(`    ${line}`.trimEnd());
    else if (line.startsWith("#")) {
      end();
      lines.push(line.replace(/^#+ /, "").toUpperCase());
    } else if (line.trim() === "") {
      end();
      lines.push("");
    } else if (line.startsWith("|")) {
      end();
      lines.push(line);
    } else {
      if (listMark.test(line)) end();
      paragraph.push(inline(line));
    }
  }
  end();
  return lines;
}

/** Emphasis without its marks, and links as `text (address)`. */
function inline(line: string): string {
  return line
    .replace(/\[([^\]]*)\]\(([^)\s]*)\)/g, (_, text: string, address: string) =>
      text === address ? address : `${text} (${address})`,
    )
    .replace(/(^|[\s(])\*{1,2}([^*\s][^*]*)\*{1,2}/g, "$1$2");
}

/** A paragraph's lines put together and broken anew; what follows a list's mark is indented below it. */
function wrapped(paragraph: readonly string[]): string[] {
  const [start = ""] = paragraph;
  const indent = " ".repeat(listMark.exec(start)?.[0].length ?? 0);
  const lines: string[] = [];
  let line = /^ */.exec(start)?.[0] ?? "";
  for (const word of paragraph.flatMap((part) => part.trim().split(/ +/))) {
    if (line.trim() !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line = line.trim() === "" ? `${line}${word}` : `${line} ${word}`;
  }
  return line.trim() === "" ? lines : [...lines, line];
}
