/** The rules about what the index has: what each fires on, and where. `good` cases are silent. */
import { indexed, logging } from "../contoso.ts";
import type { Cases } from "./cases.ts";

export const indexCases: Cases = {
  "already-released": {
    bad: [[{ index: indexed(["1.1.0"]) }, "already-released note _version.py:3 contoso_core"]],
    good: [{ index: indexed([]) }, { index: indexed(["1.0.0"]) }],
  },
  "version-not-higher": {
    bad: [
      [{ index: indexed(["1.0.0", "2.0.0"]) }, "version-not-higher warning _version.py:3 contoso_core"],
      [
        {
          index: indexed(["1.1.0"]),
          packages: [logging("## 1.1.0b1 (2024-01-01)\n- A.", { version: "1.1.0b1" })],
        },
        "version-not-higher warning _version.py:3 contoso_core",
      ],
    ],
    good: [{ index: indexed(["1.0.9", "2.0.0b1"]) }],
  },
};
