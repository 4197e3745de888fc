// Bundles a page on azure-devops-ui: ours, and the bare one that it is measured against.
import { build } from "esbuild";

/** No icon of these fonts is used; they would be half of the extension. */
const noFluentIcons = {
  name: "no-fluent-icons",
  setup: ({ onLoad }) => onLoad({ filter: /FluentIcons\.css$/ }, () => ({ contents: "", loader: "css" })),
};

/** Writes `page.js` and `page.css` into `outdir`, and says what is in them; `entry` is relative to `root`. */
export function bundlePage(root, entry, outdir) {
  return build({
    absWorkingDir: root,
    entryPoints: { page: entry },
    outdir,
    bundle: true,
    format: "iife",
    target: "es2022",
    jsx: "transform",
    minify: true,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
    loader: { ".woff": "dataurl" },
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [noFluentIcons],
  });
}
