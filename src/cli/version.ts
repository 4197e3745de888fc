/** Which Gatehouse this is. */
declare const GATEHOUSE_VERSION: string;

/** Set by the bundler; the source run as it is has none. */
export const version = typeof GATEHOUSE_VERSION === "string" ? GATEHOUSE_VERSION : "0.0.0";
