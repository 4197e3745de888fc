/** ci.yml → its `Artifacts`, with the line of everything. Reads leniently; what is wrong comes as faults. */
import { isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import { type Found, findArtifacts, isExpression } from "./find-artifacts.ts";
import { kindOf, readEntry } from "./read-entry.ts";
import { keyText } from "./yaml-pairs.ts";
import type { CiEntry, CiFault, CiFile, Located } from "./types.ts";
import { type YamlDocument, yamlDocument } from "./yaml-document.ts";

/** The largest list ever seen has 24 entries; a list beyond this is no list of packages. */
const mostEntries = 1000;

/**
 * The artifacts of a ci.yml: `parameters.Artifacts` under `extends`, under an entry of `stages` or `jobs`, or at the
 * top. `path` is only quoted. Never throws.
 */
export function readCi(text: string, path: string): CiFile {
  return read(text, path, false);
}

/** The input `artifacts` of a task: the list itself in YAML or JSON, or a text as {@link readCi} takes. Never throws. */
export function readArtifactsInput(text: string): CiFile {
  return read(text, "artifacts", true);
}

interface Reading {
  readonly entries: readonly CiEntry[];
  readonly template: Located<string> | null;
  readonly parameters: readonly Located<string>[];
  readonly serviceDirectory: Located<string> | null;
  readonly faults: readonly CiFault[];
}

function read(text: string, path: string, listAllowed: boolean): CiFile {
  const document = yamlDocument(text);
  const { faults, ...reading } = readRoot(document, document.root, listAllowed);
  // What else seems wrong in a text that is not YAML is mostly its echo.
  return { path, ...reading, faults: document.faults.length > 0 ? document.faults : faults };
}

function readRoot(document: YamlDocument, root: Node | null, listAllowed: boolean): Reading {
  if (listAllowed && isSeq(root)) return readList(document, { key: root, value: root });
  if (root === null || (isScalar(root) && root.value === null))
    return fails("There is no list `Artifacts`: the text is empty.", sampleRemedy, { line: 1, column: 1 });
  if (!isMap(root))
    return fails(
      `There is no list \`Artifacts\`: the text is ${kindOf(root)}, not a mapping of keys.`,
      sampleRemedy,
      document.spot(root),
    );
  const { found, faults } = findArtifacts(document, root);
  const [first, ...others] = found;
  if (first === undefined) {
    if (faults.length > 0) return { ...nothing, faults };
    return fails("There is no list `Artifacts`.", sampleRemedy, document.spot(root.items[0]?.key ?? root));
  }
  const reading = readList(document, first);
  const list = document.resolve(first.value);
  const second = others.find(({ value }) => list === null || document.resolve(value) !== list);
  const doubled = second === undefined ? [] : [{ ...doubledList, ...document.spot(second.key) }];
  const isDirectory = ({ key }: Pair) => keyText(key).toLowerCase() === "servicedirectory";
  return {
    ...reading,
    template: textOf(document, first.template),
    parameters: first.parameters
      .filter(({ key }) => !isExpression(key))
      .map(({ key }) => ({ value: keyText(key), ...document.spot(key) })),
    serviceDirectory: textOf(document, first.parameters.find(isDirectory)?.value),
    faults: [...faults, ...doubled, ...reading.faults],
  };
}

function readList(document: YamlDocument, { key, value }: Pick<Found, "key" | "value">): Reading {
  const list = document.resolve(value);
  const spot = document.spot(list === null || (isScalar(list) && list.value === null) ? key : value);
  if (isExpression(list))
    return fails(
      "`Artifacts` is a template expression, which only Azure Pipelines can evaluate.",
      inputRemedy,
      spot,
    );
  if (!isSeq(list)) return fails(`\`Artifacts\` is ${kindOf(list)}, not a list.`, entryRemedy, spot);
  if (list.items.length === 0) return fails("`Artifacts` has no entries.", entryRemedy, spot);
  const read = list.items.slice(0, mostEntries).map((item, at) => readEntry(document, item, at + 1));
  const tooMany: CiFault[] =
    list.items.length > mostEntries
      ? [
          {
            rule: "artifacts",
            message: `\`Artifacts\` has more than ${mostEntries} entries.`,
            remedy: "Split the service directory.",
            ...spot,
          },
        ]
      : [];
  return {
    ...nothing,
    entries: read.flatMap(({ entry }) => (entry === null ? [] : [entry])),
    faults: [...tooMany, ...read.flatMap(({ faults }) => faults)],
  };
}

function fails(message: string, remedy: string, spot: { line: number; column: number }): Reading {
  return { ...nothing, faults: [{ rule: "artifacts", message, remedy, ...spot }] };
}

const nothing = { entries: [], template: null, parameters: [], serviceDirectory: null } as const;

/** A value's text and place; null where it is something else, or only a pipeline can tell. */
function textOf(document: YamlDocument, value: unknown): Located<string> | null {
  const node = document.resolve(value);
  if (!isScalar(node) || typeof node.value !== "string" || isExpression(node)) return null;
  return { value: node.value, ...document.spot(value) };
}

const entryRemedy = "Add an entry with `name` and `safeName` for each package of this service directory.";
const inputRemedy = "Write the list out, or hand it to the tasks as their input `artifacts`.";
const sampleRemedy =
  "List the packages under `extends`, `parameters`, `Artifacts`, each with `name` and `safeName`.";
const doubledList = {
  rule: "artifacts",
  message: "There is a second list `Artifacts`.",
  remedy: "Keep one list: a service directory's artifacts are released by one ci.yml with one list.",
} as const;
