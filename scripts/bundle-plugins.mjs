// What the bundler leaves out of libraries, and of tasks: half of the extension.

/** In the place of a library, the part of it that Gatehouse uses. A name that is missing here fails the build. */
const parts = {
  undici: `
    import Agent from "undici/lib/dispatcher/agent.js";
    import Dispatcher from "undici/lib/dispatcher/dispatcher.js";
    import api from "undici/lib/api/index.js";
    Object.assign(Dispatcher.prototype, api);
    export { Agent };
    export function request(url, { dispatcher, method = "GET", ...options }) {
      const { origin, pathname, search } = new URL(url);
      return dispatcher.request({ ...options, method, origin, path: pathname + search });
    }`,
  "hash-wasm": `
    export { createBLAKE2b } from "hash-wasm/dist/blake2b.umd.min.js";
    export { createMD5 } from "hash-wasm/dist/md5.umd.min.js";`,
};

export const partsOfLibraries = (root) => ({
  name: "parts-of-libraries",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(?:${Object.keys(parts).join("|")})$`) }, ({ path }) => ({
      path,
      namespace: "part",
    }));
    onLoad({ filter: /./, namespace: "part" }, ({ path }) => ({ contents: parts[path], resolveDir: root }));
  },
});

/** Modules that a task loads when it needs them, and the tasks that ever do. */
const loaded = [
  { filter: /\/adapters\/http\.ts$/, by: ["Validate", "Build", "Publish", "Tag"] },
  { filter: /\/adapters\/azure-approvals\.ts$/, by: ["Gate", "Publish"] },
  { filter: /\/adapters\/azure-retention\.ts$/, by: ["Tag"] },
  { filter: /^hash-wasm$/, by: ["Build"] },
  { filter: /^execa$/, by: ["Validate", "Build", "Test", "Tag"] },
];

/** Puts in the place of each such module one that says that it was left out. */
export const leaveOut = (name) => ({
  name: "leave-out",
  setup({ onResolve, onLoad }) {
    for (const { filter, by } of loaded) {
      if (by.some((task) => name === `Gatehouse${task}`)) continue;
      onResolve({ filter }, ({ path }) => ({ path, namespace: "left-out" }));
    }
    onLoad({ filter: /./, namespace: "left-out" }, ({ path }) => {
      const problem = `${name} was bundled without ${path}: name it in scripts/bundle-plugins.mjs`;
      return { contents: `throw new Error(${JSON.stringify(problem)});` };
    });
  },
});

/** Leaves `import("./validate/entry.ts")` to the bundle beside it. */
export const validateApart = {
  name: "validate-apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/validate\/entry\.ts$/ }, () => ({ path: "./validate.js", external: true })),
};
