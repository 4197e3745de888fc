/** What the frame around the page says about itself. */
export interface HostSetup {
  /** Address of the page within. */
  readonly page: string;
  /** Address of the organization. */
  readonly organization: string;
  readonly project: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly displayName: string };
  /** The run whose page it is; null on the hub. */
  readonly run: number | null;
  readonly query: Record<string, string>;
  readonly theme: Readonly<Record<string, string>>;
  /** The token that is handed out; a test may put another in its place. */
  token: string;
}
