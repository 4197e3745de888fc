/** What `--fix` may change in a ci.yml: nothing else of the file is touched. */

/** A change that corrects a finding by itself. Entries are named by their line, which is theirs alone. */
export type CiFix =
  /** Adds an entry at the end of the list. */
  | { readonly kind: "add-entry"; readonly name: string; readonly safeName: string }
  /** Gives an entry a safeName that has none. */
  | { readonly kind: "set-safe-name"; readonly entry: number; readonly safeName: string }
  /** Writes an entry's name in another form. */
  | { readonly kind: "set-name"; readonly entry: number; readonly name: string }
  /** Spells a key as the documentation does. */
  | { readonly kind: "rename-key"; readonly entry: number; readonly from: string; readonly to: string }
  /** Adds safeNames to an entry's dependsOn. */
  | { readonly kind: "add-depends-on"; readonly entry: number; readonly safeNames: readonly string[] };
