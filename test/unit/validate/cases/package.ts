/** The rules about packages: what each fires on, and where. `good` cases are silent. */
import { contoso, logging } from "../contoso.ts";
import type { Cases } from "./cases.ts";

export const packageCases: Cases = {
  name: {
    bad: [
      [
        { ci: "Artifacts: [{name: contoso-core-, safeName: x}]", packages: [contoso("contoso-core-")] },
        "artifact-name error ci.yml:1:20",
        "name error pyproject.toml:2 contoso-core-",
      ],
      [
        { packages: [contoso(), { ...contoso(), path: "sdk/contoso/other" }] },
        "name error pyproject.toml:2 contoso_core",
      ],
    ],
  },
  version: {
    bad: [
      [
        { packages: [contoso("contoso-core", { version: "1.1.x" })] },
        "version error _version.py:3 contoso_core",
      ],
      [
        { packages: [logging("## 1.1.0+local (2024-01-01)\n- A.", { version: "1.1.0+local" })] },
        "version error _version.py:3 contoso_core",
      ],
      [
        { packages: [logging("## 1.0b1 (2024-01-01)\n- A.", { version: "1.0-beta.1" })] },
        "version warning _version.py:3 contoso_core",
      ],
    ],
  },
};
