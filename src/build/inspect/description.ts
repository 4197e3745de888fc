/** The check of what the index would show (what `twine check --strict` looks at, but for rendering reStructuredText). */
import { parseContentType } from "../../packages/readme-type.ts";
import type { Check, Flaw } from "./check.ts";

export const description: Check = {
  name: "description",
  severity: "error",
  summary: "The long description has a content type that PyPI takes.",
  check: ({ metadata }): readonly Flaw[] => {
    const [written] = metadata.fields.get("description-content-type") ?? [];
    if (written === undefined) return [];
    const { markup, charset, variant } = parseContentType(written);
    const remedy = "Write `text/markdown`, `text/x-rst` or `text/plain`, and nothing but UTF-8.";
    if (markup === null) return [{ message: `PyPI takes no description of the type ${written}`, remedy }];
    if (charset !== null && charset.toUpperCase() !== "UTF-8")
      return [{ message: `PyPI takes no description in ${charset}`, remedy }];
    const odd = markup === "markdown" && variant !== null && !["GFM", "CommonMark"].includes(variant);
    return odd ? [{ message: `PyPI knows no variant ${variant} of Markdown`, remedy }] : [];
  },
};

export const descriptionUntyped: Check = {
  name: "description-untyped",
  severity: "warning",
  summary: "The long description says what it is written in: without, it is taken for reStructuredText.",
  check: ({ metadata }) =>
    metadata.fields.has("description-content-type") || (metadata.description ?? "").trim() === ""
      ? []
      : [
          {
            message:
              "it does not say what its long description is written in, so that PyPI takes it for reStructuredText",
            remedy:
              'Add `long_description_content_type="text/markdown"` (or `text/x-rst`) to setup.py; `readme = "README.md"` in pyproject.toml says it by the name.',
          },
        ],
};

export const descriptionMissing: Check = {
  name: "description-missing",
  severity: "warning",
  summary: "There is a long description.",
  check: ({ metadata }) =>
    metadata.description === null || metadata.description.trim() === ""
      ? [
          {
            message: "it has no long description: the project's page would be empty",
            remedy:
              'Name the readme in the metadata: `readme = "README.md"`, or `long_description` in setup.py.',
          },
        ]
      : [],
};
