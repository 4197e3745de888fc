/** setup.cfg, as setuptools reads it (https://setuptools.pypa.io/en/latest/userguide/declarative_config.html). */
import type { FoundText, Metadata } from "./metadata.ts";
import { type PythonValue, textValue, unknown } from "./python-values.ts";

/** The metadata of a setup.cfg, or null when it has no section `[metadata]`. Never throws. */
export function readSetupCfg(text: string): Metadata | null {
  const { sections, values } = readSections(text);
  if (!sections.has("metadata")) return null;
  const version = values.get("metadata.version");
  const list = (key: string) =>
    (values.get(key)?.value ?? "").split("\n").filter((line) => line.trim() !== "");
  return {
    file: "setup.cfg",
    text,
    name: values.get("metadata.name") ?? null,
    version: version === undefined ? null : versionValue(version, text),
    roots: ["", "src"],
    requires: list("options.install_requires"),
    classifiers: list("metadata.classifiers"),
    asksSetup: false,
    problem: null,
  };
}

function versionValue({ value, line }: FoundText, text: string): PythonValue {
  const [, kind, rest = ""] = /^(attr|file)\s*:\s*(.+)$/.exec(value) ?? [];
  if (kind === "file") return { kind: "stored", paths: [rest.trim()], attributes: null };
  if (kind !== "attr") return textValue([value], offsetOfLine(text, line ?? 1));
  return attributeValue(rest);
}

/** `package.module.VARIABLE`, as setuptools' `attr` names a version. */
export function attributeValue(dotted: string): PythonValue {
  const at = dotted.trim().lastIndexOf(".");
  if (at < 1) return unknown;
  return {
    kind: "member",
    module: dotted.trim().slice(0, at),
    level: 0,
    attribute: dotted.trim().slice(at + 1),
  };
}

/** The offset at which a line begins; lines from 1. */
export function offsetOfLine(text: string, line: number): number {
  let at = 0;
  for (let left = line - 1; left > 0; left -= 1) {
    const end = text.indexOf("\n", at);
    if (end === -1) break;
    at = end + 1;
  }
  return at;
}

/** Sections and their values by `section.key`; a value goes on in lines that begin with a blank. */
function readSections(text: string) {
  const sections = new Set<string>();
  const lines = new Map<string, { parts: string[]; line: number }>();
  let section = "";
  let last: { parts: string[]; line: number } | null = null;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const head = /^\[([^\]]+)\]/.exec(line)?.[1];
    const [, name, value] = /^([A-Za-z][\w.-]*)\s*[=:](.*)$/.exec(line) ?? [];
    if (head !== undefined) {
      section = head.trim();
      sections.add(section);
      last = null;
    } else if (name !== undefined && value !== undefined) {
      last = { parts: [value.trim()], line: index + 1 };
      lines.set(`${section}.${name.toLowerCase().replaceAll("-", "_")}`, last);
    } else last?.parts.push(line.trim());
  }
  const values = new Map<string, FoundText>();
  for (const [key, { parts, line }] of lines) values.set(key, { value: parts.join("\n").trim(), line });
  return { sections, values };
}
