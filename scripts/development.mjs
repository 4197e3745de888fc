// The extension to try out: what two installed extensions may not share is another's, and everything else is the same.
import { createHash } from "node:crypto";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { root } from "./prepare.mjs";

const folder = "dist/development";
const called = "(development)";

/** An id of its own for each task, and always the same. */
function developmentId(id) {
  const hex = createHash("sha256").update(`development ${id}`).digest("hex");
  const variant = ((Number.parseInt(hex[16], 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** Copies what is bundled, with other ids; gives its folder and its manifest. */
export async function makeDevelopment(production) {
  const manifest = {
    ...production,
    id: `${production.id}-development`,
    name: `${production.name} ${called}`,
    galleryFlags: ["Preview"],
    public: false,
  };
  const [released, ours] = [production, manifest].map(({ publisher, id }) => `"${publisher}.${id}"`);
  await rm(`${root}${folder}`, { recursive: true, force: true });
  for (const { path } of production.files)
    await cp(`${root}dist/${path}`, `${root}${folder}/${path}`, { recursive: true });
  for (const name of await readdir(`${root}${folder}/tasks`)) {
    const task = `${root}${folder}/tasks/${name}`;
    const { id, friendlyName, ...rest } = JSON.parse(await readFile(`${task}/task.json`, "utf8"));
    const own = { id: developmentId(id), friendlyName: `${friendlyName} ${called}`, ...rest };
    await writeFile(`${task}/task.json`, `${JSON.stringify(own, null, 2)}\n`);
    // The address of the run's tab has the extension's name in it.
    for (const chunk of await readdir(`${task}/chunks`)) {
      const text = await readFile(`${task}/chunks/${chunk}`, "utf8");
      await writeFile(`${task}/chunks/${chunk}`, text.replaceAll(released, ours));
    }
  }
  return { folder, manifest };
}
