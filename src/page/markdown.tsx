/**
 * Markdown of strangers as React elements, and nothing else: the tree of its parser is walked, and what is not named here is shown
 * as the text it was written as. No HTML passes, no image is fetched.
 */
import type { Nodes, Parents } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import * as React from "react";
import { OutwardLink } from "./outward-link.tsx";
import { shown } from "./shown.ts";

/** Characters that may open something, in one paragraph and in all. The parser takes quadratic time for what never closes. */
const mostMarks = 300;
const mostMarksInAll = 5000;

// The first text takes ten times as long as the second. Somewhere in the page's wait for its first answers there is time for it.
window.requestIdleCallback?.(() =>
  fromMarkdown("## 1.0.0\n\n### Bugs *Fixed*\n\n- `code`, [link](https://x.example)"),
);

/** `text` (CommonMark); one that would take too long to parse is shown as it was written. */
export const Markdown = React.memo(({ text }: { text: string }): React.ReactElement => {
  const safe = shown(text);
  const tree = React.useMemo(() => (isQuick(safe) ? fromMarkdown(safe) : null), [safe]);
  return <div className="markdown">{tree === null ? <pre>{safe}</pre> : children(tree)}</div>;
});

function isQuick(text: string): boolean {
  const counts = text.split(/\n[ \t]*\n/).map((part) => part.replaceAll(/[^*_`>[\]()#!<&+-]/g, "").length);
  return Math.max(...counts) <= mostMarks && counts.reduce((sum, count) => sum + count, 0) <= mostMarksInAll;
}

function children(node: Parents): React.ReactNode[] {
  return node.children.map((child, at) => <React.Fragment key={at}>{element(child)}</React.Fragment>);
}

function element(node: Nodes): React.ReactNode {
  if ("children" in node) return parent(node);
  if (node.type === "inlineCode") return <code>{node.value}</code>;
  if (node.type === "code")
    return (
      <pre>
        <code>{node.value}</code>
      </pre>
    );
  if (node.type === "break") return <br />;
  if (node.type === "thematicBreak") return <hr />;
  if (node.type === "image" || node.type === "imageReference") return node.alt ?? "";
  return node.type === "text" || node.type === "html" ? node.value : null;
}

function parent(node: Parents): React.ReactNode {
  const inside = children(node);
  if (node.type === "paragraph") return <p dir="auto">{inside}</p>;
  if (node.type === "heading")
    return (
      <p className="markdown-heading" dir="auto">
        {inside}
      </p>
    );
  if (node.type === "list")
    return node.ordered === true ? <ol start={node.start ?? 1}>{inside}</ol> : <ul>{inside}</ul>;
  if (node.type === "listItem") return <li dir="auto">{inside}</li>;
  if (node.type === "blockquote") return <blockquote>{inside}</blockquote>;
  if (node.type === "emphasis") return <em>{inside}</em>;
  if (node.type === "strong") return <strong>{inside}</strong>;
  if (node.type !== "link") return inside;
  const words = textOf(node);
  return <OutwardLink href={node.url} text={words === "" ? node.url : words} />;
}

function textOf(node: Nodes): string {
  if ("children" in node) return node.children.map((child) => textOf(child)).join("");
  return "value" in node ? node.value : "";
}
