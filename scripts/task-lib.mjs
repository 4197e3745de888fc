// azure-pipelines-task-lib as it starts fast: what a task may never use of it is loaded when it is first used.
import { readFile } from "node:fs/promises";

// By file: the modules that it asks for at its top, by the name it gives them, and that need not be there at once.
const later = {
  task: ["childProcess", "minimatch", "trm", "eom", "semver"],
  internal: ["minimatch", "semver", "crypto"],
  vault: ["crypto"],
};

/** Throws when a file is not as we know it: a newer release of the library has to be looked at first. */
function loadedLater(file, text) {
  let changed = text;
  const replace = (what, pattern, by) => {
    const next = changed.replace(pattern, by);
    if (next === changed) throw new Error(`azure-pipelines-task-lib/${file}.js has no ${what}`);
    changed = next;
  };
  if (file !== "vault")
    // Of a Node older than any that this bundle runs on; semver would be loaded to know.
    replace("question for Node 4", "semver.lt(process.versions.node, '4.2.0')", "false");
  if (file === "internal") {
    // All its texts in every language; the first that is asked for loads them.
    replace("texts", "var libResource = require('./lib-resource');", "");
    replace("use of its texts", "(libResource,", "(require('./lib-resource'),");
  }
  for (const name of later[file]) {
    let asked = "";
    replace(name, new RegExp(`^var ${name} = (require\\("[^"]+"\\));$`, "m"), (_, call) => {
      asked = call;
      return "";
    });
    // What the library hands on as its own.
    changed = changed.replace(
      new RegExp(`^exports\\.(\\w+) = ${name}\\.\\1;$`, "gm"),
      (_, member) =>
        `Object.defineProperty(exports, "${member}", { enumerable: true, configurable: true, get: () => ${asked}.${member} });`,
    );
    changed = changed.replace(new RegExp(`(?<![.\\w])${name}\\.`, "g"), `(${asked}).`);
    if (new RegExp(`^[^/*\\n]*(?<![.\\w"'/])${name}(?![\\w"'/:])`, "m").test(changed))
      throw new Error(`azure-pipelines-task-lib/${file}.js uses ${name} in a way that is not known`);
  }
  return changed;
}

/** For esbuild. */
export const taskLibLater = {
  name: "task-lib-later",
  setup: ({ onLoad }) =>
    onLoad({ filter: /azure-pipelines-task-lib[/\\](?:task|internal|vault)\.js$/ }, async ({ path }) => {
      const file = /(\w+)\.js$/.exec(path)[1];
      return { contents: loadedLater(file, await readFile(path, "utf8")), loader: "js" };
    }),
};
