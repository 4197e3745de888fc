/** HTTP whose reads are kept on disk and asked for again by their ETag: an index sends only what has changed. */
import { createHash } from "node:crypto";
import { asObject, fromJson } from "../index/index-file.ts";
import type { Clock, Files, Http, HttpAnswer } from "../ports.ts";

/** What was not asked for in this long is dropped. */
const daysKept = 30;
/** The largest monorepo that we know of has 770 packages, each of them asked for in two ways at most. */
const mostKept = 2000;
/** A file in use gets a new date this often; each time would cost as much as writing it. */
const daysBetweenDates = 7;
const day = 86_400_000;

/** `<SHA-256 of the question>.<day of last use>.json`: what is too old is seen without opening anything. */
const fileName = /^([0-9a-f]{64})\.(\d{4}-\d{2}-\d{2})\.json$/;
/** What may be sent back (RFC 9110, 8.8.3). */
const etagForm = /^(?:W\/)?"[\x21\x23-\x7e]{0,500}"$/;

/** The names of files that are not worth keeping on `today` (`2026-11-23`): too old, or too many, the oldest first. */
export function notWorthKeeping(names: readonly string[], today: string, most = mostKept): string[] {
  const dated = names.flatMap((name) => {
    const date = fileName.exec(name)?.[2];
    return date === undefined ? [] : [{ name, date }];
  });
  const old = dated.filter(({ date }) => !isFresh(date, today));
  const fresh = dated
    .filter(({ date }) => isFresh(date, today))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return [...old, ...fresh.slice(0, Math.max(0, fresh.length - most))].map(({ name }) => name);
}

/**
 * `http`, of which `get` keeps answers in `folder`, by address and `Accept`. Each is still asked for; one that has not
 * changed is not sent again. Only answers with status 200 and an ETag are kept, and never those to requests with an
 * authorization. What can't be read or written there is as if it were not kept.
 */
export function cachedHttp(http: Http, files: Files, folder: string, clock: Clock): Http {
  const store = cacheStore(files, folder, clock);
  return {
    ...http,
    async get(url, options) {
      const { headers = {} } = options;
      if (Object.keys(headers).some((name) => name.toLowerCase() === "authorization"))
        return http.get(url, options);
      const key = sha256(JSON.stringify([url, headers["accept"] ?? ""]));
      const kept = await store.read(key);
      const known = kept === null ? {} : { "if-none-match": kept.etag };
      const answer = await http.get(url, { ...options, headers: { ...headers, ...known } });
      if (answer.status === 304 && kept !== null) {
        await store.touch(key);
        return { status: 200, headers: { etag: kept.etag, "content-type": kept.type }, text: kept.text };
      }
      const etag = answer.headers["etag"] ?? "";
      if (answer.status === 200 && etagForm.test(etag) && isWhole(answer))
        await store.write(key, { etag, type: answer.headers["content-type"] ?? "", text: answer.text });
      return answer;
    },
  };
}

/** An answer as it lies on disk: a line of JSON about it, then its text. */
interface Kept {
  readonly etag: string;
  readonly type: string;
  readonly text: string;
}

function cacheStore(files: Files, folder: string, clock: Clock) {
  const today = () => clock.now().toISOString().slice(0, 10);
  let listing: Promise<Map<string, string>> | null = null;
  let swept = false;
  /** The file of each question, as they were when this began, and what was written since. */
  const names = () => {
    listing ??= namesIn(files, folder).then(
      (all) => new Map(all.map((name) => [fileName.exec(name)?.[1] ?? "", name])),
    );
    return listing;
  };
  const dateOf = (name: string) => fileName.exec(name)?.[2] ?? "";
  return {
    async read(key: string): Promise<Kept | null> {
      const name = (await names()).get(key);
      if (name === undefined || !isFresh(dateOf(name), today())) return null;
      return parseKept(await quietly(files.readText(`${folder}/${name}`), null));
    },
    async touch(key: string): Promise<void> {
      const name = (await names()).get(key);
      if (name === undefined || daysFrom(dateOf(name), today()) < daysBetweenDates) return;
      const renewed = `${key}.${today()}.json`;
      await quietly(files.move(`${folder}/${name}`, `${folder}/${renewed}`), undefined);
      (await names()).set(key, renewed);
    },
    async write(key: string, { etag, type, text }: Kept): Promise<void> {
      const known = await names();
      const before = known.get(key);
      const name = `${key}.${today()}.json`;
      const head = JSON.stringify({ etag, type, sha256: sha256(text) });
      // A full disk, or a folder that is not ours, is no reason to fail.
      await quietly(files.write(`${folder}/${name}`, `${head}\n${text}`), undefined);
      known.set(key, name);
      const drop = swept ? [] : notWorthKeeping(await namesIn(files, folder), today());
      swept = true;
      if (before !== undefined && before !== name) drop.push(before);
      await Promise.all(drop.map((one) => quietly(files.remove(`${folder}/${one}`), undefined)));
    },
  };
}

async function namesIn(files: Files, folder: string): Promise<string[]> {
  return (await quietly(files.list(folder), [])).map(({ name }) => name);
}

/** What a file of ours says; null for one that is damaged in any way. */
function parseKept(file: string | null): Kept | null {
  if (file === null) return null;
  const at = file.indexOf("\n");
  const { etag, type, sha256: hash } = asObject(fromJson(file.slice(0, Math.max(0, at)))) ?? {};
  const text = file.slice(at + 1);
  if (typeof etag !== "string" || typeof type !== "string" || !etagForm.test(etag)) return null;
  return hash === sha256(text) ? { etag, type, text } : null;
}

/** Half a page would be confirmed by its ETag for a month. */
function isWhole({ headers, text }: HttpAnswer): boolean {
  return !(headers["content-type"] ?? "").includes("json") || fromJson(text) !== null;
}

function isFresh(date: string, today: string): boolean {
  const age = daysFrom(date, today);
  return age >= -1 && age <= daysKept;
}

function daysFrom(date: string, today: string): number {
  return (Date.parse(today) - Date.parse(date)) / day;
}

async function quietly<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch {
    return otherwise;
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
