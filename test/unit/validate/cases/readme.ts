/** The rules about readmes, and metadata that takes running code: what each fires on, and where. `good` cases are silent. */
import { contoso, indexed } from "../contoso.ts";
import type { Cases } from "./cases.ts";

export const readmeCases: Cases = {
  metadata: {
    bad: [
      [
        { packages: [contoso("contoso-core", { version: null, versionAt: null })] },
        "metadata note pyproject.toml:2 contoso_core",
      ],
      [
        { packages: [contoso("contoso-core", { version: null, versionAt: null, problem: "bad TOML" })] },
        "metadata error pyproject.toml:2 contoso_core",
      ],
    ],
  },
  readme: {
    bad: [
      [{ packages: [contoso("contoso-core", { readme: null })] }, "readme error README.md contoso_core"],
      [
        { packages: [contoso("contoso-core", { readme: { path: "x/README.rst", text: " \n" } })] },
        "readme error README.rst contoso_core",
      ],
      [
        {
          packages: [
            contoso("contoso-core", { readme: { path: "README.md", text: "", problem: "it is not UTF-8" } }),
          ],
        },
        "readme error README.md contoso_core",
      ],
    ],
    good: [{ packages: [contoso("contoso-core", { readme: null })], index: indexed(["1.1.0"]) }],
  },
};
