/** The part of the library `macaroon` that tests judge tokens with; it brings no types. */
declare module "macaroon" {
  interface Macaroon {
    readonly caveats: readonly { readonly identifier: Uint8Array }[];
    /** Throws when the signature is not that of `key`, or `check` returns a fault. */
    verify(key: string, check: (caveat: string) => string | null): void;
  }
  const library: { importMacaroon(bytes: Uint8Array): Macaroon };
  export default library;
}
