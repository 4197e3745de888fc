/** The port of the tag door: a clone and its remote. */
export interface Repository {
  /** The commit that a tag of this name is on at the remote (annotated tags peeled), or null. */
  tagOnRemote(tag: string): Promise<string | null>;
  hasCommit(commit: string): Promise<boolean>;
  /** Makes an annotated tag on `commit` and pushes it. Never moves one that the remote has. */
  pushTag(tag: string, commit: string, message: string): Promise<void>;
}
