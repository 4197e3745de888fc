/** What pages and answers of an index are made of, believed only as far as its form goes. */
import type { IndexFile, ProjectState } from "./types.ts";

/** What an index says of a file: anything at all. */
export interface FileFields {
  readonly name: unknown;
  readonly sha256: unknown;
  readonly url: unknown;
  /** Bytes. */
  readonly size?: unknown;
  /** ISO 8601 (PEP 700). */
  readonly uploadedAt?: unknown;
  /** PEP 592: true, or the reason. */
  readonly yanked?: unknown;
}

const plainName = /^[A-Za-z0-9_][A-Za-z0-9_.+!-]{0,254}$/;
const sha256 = /^[0-9a-f]{64}$/;
const instant = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
/** Stands for an address that can't be read: asking for it fails, so the file is never taken for absent. */
const noAddress = "about:invalid";
const statuses = ["active", "archived", "quarantined", "deprecated"] as const;

/**
 * One file of a page, whose address may be relative to `base`; null when its name is no plain file name. What else can't
 * be believed is left out.
 */
export function indexFile(fields: FileFields, base: string): IndexFile | null {
  const { name, url } = fields;
  if (typeof name !== "string" || !plainName.test(name)) return null;
  const uploadedAt = asInstant(fields.uploadedAt);
  return {
    name,
    sha256: typeof fields.sha256 === "string" && sha256.test(fields.sha256) ? fields.sha256 : null,
    url: typeof url === "string" ? absolute(url, base) : noAddress,
    ...(isSize(fields.size) ? { size: fields.size } : {}),
    ...(uploadedAt === null ? {} : { uploadedAt }),
    ...(isYanked(fields.yanked) ? { yanked: true } : {}),
  };
}

/** The status of a project (PEP 792), as a field of its own; nothing when it is none that is known. */
export function projectStatus(value: unknown): Pick<ProjectState, "status"> {
  const status = statuses.find((known) => known === value);
  return status === undefined ? {} : { status };
}

/** `value` as an object whose fields may be anything; null when it is none. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
}

/** The value of JSON text; null when it is none. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isYanked(value: unknown): boolean {
  return value === true || (typeof value === "string" && value !== "");
}

/** JavaScript would take the 30th of February for a day in March. */
function asInstant(value: unknown): Date | null {
  const [text, day] = typeof value === "string" ? (instant.exec(value) ?? []) : [];
  if (text === undefined || day === undefined) return null;
  const [moment, midnight] = [new Date(text), new Date(`${day}T00:00:00Z`)];
  const isReal = !Number.isNaN(moment.getTime()) && !Number.isNaN(midnight.getTime());
  return isReal && midnight.toISOString().startsWith(day) ? moment : null;
}

function absolute(href: string, base: string): string {
  const url = URL.canParse(href, base) ? new URL(href, base) : null;
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return noAddress;
  url.hash = "";
  return url.href;
}
