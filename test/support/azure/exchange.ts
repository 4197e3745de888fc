/** A request to the stand-in, and what it answered. */
export interface Exchange {
  readonly method: string;
  /** Name of the route; null for an address that it does not serve. */
  readonly route: string | null;
  /** Path below the host. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly authorization: string | undefined;
  readonly status: number;
  /** The document that was sent; undefined when a fault was sent in its place. */
  readonly document: unknown;
}

/** An answer that is not the route's own. */
export interface Fault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What happens to the connection in place of an answer, or in the middle of it. */
  readonly connection?: "reset" | "cut" | "silent";
}
