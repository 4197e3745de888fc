/** The rule about what PyPI refuses of a description, and what it shows badly. */
import { quote } from "../../ci/quote.ts";
import {
  type ContentType,
  isRenderedAsRst,
  type Markup,
  markupOfFile,
  parseContentType,
  publishedAs,
} from "../../packages/readme-type.ts";
import type { Description } from "../../packages/types.ts";
import type { Outside, Rule, RuleFinding } from "../rule.ts";
import { type Packaged, unreleased } from "../subjects.ts";

/** Azure Artifacts refuses packages above it, also those it takes from PyPI: https://github.com/pydantic/pydantic/issues/8103 */
const azureArtifacts = 324_608;

const names = { markdown: "Markdown", rst: "reStructuredText", plain: "plain text" } as const;
const types = { markdown: "text/markdown", rst: "text/x-rst", plain: "text/plain" } as const;

type Found = Omit<RuleFinding, "artifact">;

export const readmeRenders: Rule = {
  name: "readme-renders",
  severity: "error",
  summary: "The index takes the description: its content type is known and fits the file, and it renders.",
  check: ({ subjects, outside }) =>
    unreleased(subjects).flatMap((subject) => {
      const { description } = subject.source.declared;
      const refused = description === null ? null : refusedType(description);
      const found = refused === null ? [...shownBadly(subject), ...rendering(subject, outside)] : [refused];
      const whole = [...found, ...(description === null ? [] : tooLong(description, subject))];
      return whole.map((finding) => ({ ...finding, artifact: subject.name }));
    }),
};

/** A content type that PyPI refuses (`packaging.metadata`, which it uses). */
function refusedType({ contentType }: Description): Found | null {
  if (contentType === null) return null;
  const { value, at } = contentType;
  const why = whyRefused(parseContentType(value));
  if (why === null) return null;
  const message = `PyPI refuses the content type ${quote(value)}: ${why}.`;
  const remedy = "Write `text/markdown`, `text/x-rst` or `text/plain`.";
  return { message, remedy, path: at.path, line: at.line, column: null };
}

function whyRefused({ markup, charset, variant }: ContentType): string | null {
  if (markup === null) return "it takes text/markdown, text/x-rst and text/plain only";
  if (charset !== null && charset.toLowerCase() !== "utf-8") return "the charset must be UTF-8";
  const isKnown = variant === null || variant === "GFM" || variant === "CommonMark";
  return markup === "markdown" && !isKnown ? "the variant must be GFM or CommonMark" : null;
}

/** A file that is written as one thing and shown as another. */
function shownBadly({ source: { declared } }: Packaged): Found[] {
  const shown = publishedAs(declared);
  const { description } = declared;
  const [file] = description?.files ?? [];
  if (description === null || file === undefined || shown === null) return [];
  const written = markupOfFile(file.value);
  // A text without markup is good Markdown and good reStructuredText.
  if (written === null || written === "plain" || shown === written) return [];
  const { contentType } = description;
  const at = contentType?.at ?? file.at;
  const message =
    contentType === null
      ? `${quote(file.value)} is ${names[written]}, and without a content type PyPI takes it for ${names[shown]}${risk(shown)}.`
      : `${quote(file.value)} is ${names[written]}, and declared as ${quote(contentType.value)}${risk(shown)}.`;
  const key = at.path.endsWith("pyproject.toml") ? "content-type" : "long_description_content_type";
  const remedy = `Set \`${key}\` to \`${types[written]}\`.`;
  return [{ message, remedy, path: at.path, line: at.line, column: null, severity: "warning" }];
}

function risk(shown: Markup): string {
  return shown === "rst" ? ": it refuses what does not render as that, and shows the rest badly" : "";
}

/** What the renderer says of reStructuredText. */
function rendering({ source }: Packaged, { readmes, pythonProblem }: Outside): Found[] {
  const { readme, declared } = source;
  if (readme === null || !isRenderedAsRst(source) || (declared.description?.missing ?? []).length > 0)
    return [];
  const answer = readmes?.get(readme.path);
  if (answer === null) return [];
  if (answer !== undefined) {
    const message = `PyPI refuses the description, since it does not render as reStructuredText: ${quote(answer.problem)}.`;
    const remedy = "Correct it there; `python -m twine check` says the same of the built files.";
    return [{ message, remedy, path: answer.at.path, line: answer.at.line, column: null }];
  }
  // What was said of a Markdown file is enough.
  if (markupOfFile(readme.path) === "markdown") return [];
  const why = pythonProblem === null ? "" : `: ${quote(pythonProblem)}`;
  const message = `Whether the readme renders as reStructuredText was not looked at${why}.`;
  const remedy = "Validate it where an index may be asked; the build looks at it in any case.";
  return [{ message, remedy, path: readme.path, line: null, column: null, severity: "note" }];
}

/** PyPI has no limit of its own. */
function tooLong({ length }: Description, { source: { readme } }: Packaged): Found[] {
  if (length === null || readme === null || length <= azureArtifacts) return [];
  const message = `The description has ${length} characters: Azure Artifacts feeds refuse packages with more than ${azureArtifacts} bytes of it.`;
  const remedy = "Leave the older entries of the changelog out of it, and link to the whole.";
  return [{ message, remedy, path: readme.path, line: null, column: null, severity: "warning" }];
}
