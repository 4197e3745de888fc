/** What one wheel is compared with another by: its directory and two small documents, nothing else is unpacked. */
import { parseCoreMetadata } from "./core-metadata.ts";
import { parseEntryPoints } from "./entry-points.ts";
import { eachOfZip } from "./members.ts";

/** Lists are as the wheel has them. Foreign text. */
export interface WheelFacts {
  /** Members, without folders; what lies in `<name>-<version>.dist-info/` is in `*.dist-info/`. */
  readonly files: readonly string[];
  /** `Requires-Dist`. */
  readonly requirements: readonly string[];
  readonly requiresPython: string | null;
  /** `console_scripts: blob = contoso.blob:main`. */
  readonly entryPoints: readonly string[];
}

/** No honest METADATA is larger. */
const largest = 16 * 1024 * 1024;
const info = /^[^/]+\.dist-info\//;

/** The facts of a wheel at a path (absolute), or in memory. Throws an `Error` when it is damaged. */
export async function wheelFacts(wheel: string | Buffer): Promise<WheelFacts> {
  const files: string[] = [];
  const documents = new Map<string, Buffer>();
  await eachOfZip(wheel, async ({ name, type, size, content }) => {
    if (type === "folder") return;
    const place = name.replace(info, "*.dist-info/");
    files.push(place);
    if (place !== "*.dist-info/METADATA" && place !== "*.dist-info/entry_points.txt") return;
    if (size > largest) throw new Error(`its ${name} is larger than ${largest} bytes`);
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk);
    documents.set(place, Buffer.concat(chunks));
  });
  const metadata = parseCoreMetadata(documents.get("*.dist-info/METADATA") ?? Buffer.alloc(0));
  if ("problem" in metadata) throw new Error(metadata.problem);
  const entries = parseEntryPoints(documents.get("*.dist-info/entry_points.txt") ?? Buffer.alloc(0));
  return {
    files,
    requirements: metadata.fields.get("requires-dist") ?? [],
    requiresPython: metadata.fields.get("requires-python")?.[0] ?? null,
    entryPoints:
      "problem" in entries ? [] : entries.map(({ group, name, target }) => `${group}: ${name} = ${target}`),
  };
}
