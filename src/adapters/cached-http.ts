/** HTTP whose reads are kept on disk and asked for again by their ETag: an index sends only what has changed. */
import { createHash } from "node:crypto";
import type { Clock, Files, Http, HttpAnswer } from "../ports.ts";
import { asObject, fromJson } from "../index/index-file.ts";

/** An answer that was not asked for in this long is asked for anew. */
const daysKept = 30;

/** An answer as it lies on disk. */
interface Kept extends HttpAnswer {
  readonly url: string;
  readonly keptAt: string;
}

/**
 * `http`, of which `get` keeps answers below `folder`. Each is still asked for; one that has not changed is not sent
 * again. Only answers with status 200 and an ETag are kept, and never those to requests with an authorization. What can't
 * be read or written there is as if it were not kept.
 */
export function cachedHttp(http: Http, files: Files, folder: string, clock: Clock): Http {
  return {
    ...http,
    async get(url, options) {
      const { headers = {} } = options;
      if (Object.keys(headers).some((name) => name.toLowerCase() === "authorization"))
        return http.get(url, options);
      const key = createHash("sha256")
        .update(JSON.stringify([url, headers["accept"] ?? ""]))
        .digest("hex");
      const path = `${folder}/${key}.json`;
      const kept = await readKept(files, path, { url, now: clock.now() });
      const etag = kept?.headers["etag"];
      const answer = await http.get(url, {
        ...options,
        headers: etag === undefined ? headers : { ...headers, "if-none-match": etag },
      });
      if (answer.status === 304 && kept !== null)
        return { status: 200, headers: kept.headers, text: kept.text };
      if (answer.status === 200 && answer.headers["etag"] !== undefined)
        await keep(files, path, { ...answer, url, keptAt: clock.now().toISOString() });
      return answer;
    },
  };
}

async function keep(files: Files, path: string, kept: Kept): Promise<void> {
  const names = ["etag", "content-type"];
  const headers = Object.fromEntries(Object.entries(kept.headers).filter(([name]) => names.includes(name)));
  // A full disk, or a folder that is not ours, is no reason to fail.
  await files.write(path, JSON.stringify({ ...kept, headers })).catch(() => undefined);
}

async function readKept(
  files: Files,
  path: string,
  { url, now }: { url: string; now: Date },
): Promise<Kept | null> {
  const kept = asObject(fromJson((await files.readText(path).catch(() => null)) ?? ""));
  const headers = asObject(kept?.["headers"]);
  const { text, keptAt } = kept ?? {};
  if (headers === null || typeof text !== "string" || typeof keptAt !== "string" || kept?.["url"] !== url)
    return null;
  if (!Object.values(headers).every((value) => typeof value === "string")) return null;
  const age = now.getTime() - new Date(keptAt).getTime();
  if (!(age >= 0 && age < daysKept * 86_400_000)) return null;
  return { url, keptAt, text, status: 200, headers: headers as Record<string, string> };
}
