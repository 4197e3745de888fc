/** setup.py, read without running it: what its call of `setup()` is given. */
import type { Metadata } from "./metadata.ts";
import { lineAt } from "./paths.ts";
import { readModule } from "./python-module.ts";
import { type PythonValue, textOf, textsOf, unknown } from "./python-values.ts";

/** The metadata of a setup.py. What would take running it is null or left out. Never throws. */
export function readSetupPy(text: string): Metadata {
  const { setups } = readModule(text, "setup.py");
  const [first, ...others] = setups.map(({ keywords }) => keywords);
  const get = (key: string): PythonValue => {
    const value = first?.get(key) ?? unknown;
    // Two calls in two branches: which one runs can't be told, unless they agree.
    const agreed = others.every(
      (other) => JSON.stringify(plain(other.get(key))) === JSON.stringify(plain(value)),
    );
    return agreed ? value : unknown;
  };
  const name = get("name");
  const written = textOf(name);
  const line = name.kind === "text" ? lineAt(text, name.at) : null;
  return {
    file: "setup.py",
    text,
    name: written === null ? null : { value: written, line },
    version: first?.has("version") === true ? get("version") : null,
    roots: ["", "src"],
    requires: textsOf(get("install_requires")),
    classifiers: textsOf(get("classifiers")),
    asksSetup: true,
    problem: null,
  };
}

/** A value without its place, for comparing. */
function plain(value: PythonValue | undefined): unknown {
  return value?.kind === "text" ? value.texts : value;
}
