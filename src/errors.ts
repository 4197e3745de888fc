/** The one error that Gatehouse throws on purpose; what it can say is in `error-table.ts`. */
import type { ExitCode } from "./error-entry.ts";
import { errorTable } from "./error-table.ts";

export type ErrorCode = keyof typeof errorTable;

type Blanks<Text extends string> = Text extends `${string}{${infer Blank}}${infer Rest}`
  ? Blank | Blanks<Rest>
  : never;

/** What a code's message and remedy need to be complete. */
export type ErrorParams<Code extends ErrorCode> = Record<
  Blanks<(typeof errorTable)[Code]["message"] | (typeof errorTable)[Code]["remedy"]>,
  string
>;

/** Where the cause stands: a path as the user would write it; line and column from 1. */
export interface Place {
  readonly path: string;
  readonly line?: number | null;
  readonly column?: number | null;
}

/** The one error that Gatehouse throws on purpose. Its texts may hold names from outside: print them through `plain`. */
export class GatehouseError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string;
  readonly exitCode: ExitCode;
  readonly place: Place | null;

  private constructor(code: ErrorCode, message: string, remedy: string, place: Place | null, cause: unknown) {
    super(message, { cause });
    this.name = "GatehouseError";
    this.code = code;
    this.remedy = remedy;
    this.exitCode = errorTable[code].exit;
    this.place = place;
  }

  static of<Code extends ErrorCode>(
    code: Code,
    params: ErrorParams<Code>,
    { place = null, cause }: { place?: Place | null; cause?: unknown } = {},
  ): GatehouseError {
    const fill = (text: string) =>
      text.replace(/\{(\w+)\}/g, (_, blank: string) => (params as Record<string, string>)[blank] ?? "");
    const { message, remedy } = errorTable[code];
    return new GatehouseError(code, fill(message), fill(remedy), place, cause);
  }

  /** An error whose message was kept as data, once more. For codes whose remedy has no blanks. */
  static retold(code: ErrorCode, message: string): GatehouseError {
    return new GatehouseError(code, message, errorTable[code].remedy, null, undefined);
  }
}

/** Any thrown thing as a GatehouseError. */
export function asGatehouseError(thrown: unknown): GatehouseError {
  if (thrown instanceof GatehouseError) return thrown;
  const problem = thrown instanceof Error ? thrown.message : String(thrown);
  return GatehouseError.of("unexpected", { problem }, { cause: thrown });
}

/** `path:line:column`, as far as known. */
export function placeText({ path, line, column }: Place): string {
  return [path, line, line === null || line === undefined ? undefined : column]
    .filter((p) => p !== null && p !== undefined)
    .join(":");
}
