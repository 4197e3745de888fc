/** The rules about what lies beside the metadata: what each fires on, and where. `good` cases are silent. */
import { contoso } from "../contoso.ts";
import type { Cases } from "./cases.ts";

const at = { path: "sdk/contoso/contoso-core/contoso/core/__init__.py", line: 7 };
const marker = { path: "sdk/contoso/contoso-core/contoso/core/py.typed", line: null };

export const sourceCases: Cases = {
  "version-consistent": {
    bad: [
      [
        { packages: [contoso("contoso-core", { versionCopies: [{ value: "1.0.9", at }] })] },
        "version-consistent warning __init__.py:7 contoso_core",
      ],
    ],
    good: [{ packages: [contoso("contoso-core", { versionCopies: [{ value: "v1.1.0", at }] })] }],
  },
  typed: {
    bad: [
      [
        { packages: [contoso("contoso-core", { typed: [{ at: marker, unshipped: "it is told not to" }] })] },
        "typed warning py.typed contoso_core",
      ],
    ],
    good: [{ packages: [contoso("contoso-core", { typed: [{ at: marker, unshipped: null }] })] }],
  },
};
