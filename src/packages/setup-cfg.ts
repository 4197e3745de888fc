/** setup.cfg, as setuptools reads it (https://setuptools.pypa.io/en/latest/userguide/declarative_config.html). */
import type { Metadata } from "./metadata.ts";
import { type PythonValue, textValue, unknown } from "./python-values.ts";
import { withoutMark } from "./read-text.ts";
import { configFields, configPackageData } from "./setup-cfg-fields.ts";
import { type ConfigValue, readSections } from "./setup-cfg-sections.ts";

/** The metadata of a setup.cfg, or null when it has neither `[metadata]` nor `[options]`. Never throws. */
export function readSetupCfg(original: string): Metadata | null {
  const text = withoutMark(original);
  const sections = readSections(text);
  const metadata = sections.get("metadata");
  if (metadata === undefined && !sections.has("options")) return null;
  const [name] = metadata?.get("name")?.parts ?? [];
  const version = metadata?.get("version");
  return {
    file: "setup.cfg",
    text,
    name: name === undefined ? null : textValue([name.value], name.offset),
    version: version === undefined ? null : versionValue(version),
    roots: ["", "src"],
    fields: configFields(sections),
    packageData: configPackageData(sections),
    asksSetup: true,
    leaves: [],
    problem: null,
  };
}

function versionValue({ parts }: ConfigValue): PythonValue | null {
  const [first, ...others] = parts;
  if (first === undefined) return null;
  const [, kind, rest = ""] = /^(attr|file):(.*)$/.exec(first.value) ?? [];
  if (others.length > 0) return unknown;
  if (kind === "file") return { kind: "stored", paths: [rest.trim()], attributes: null, at: first.offset };
  return kind === "attr" ? attributeValue(rest) : textValue([first.value], first.offset);
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
