/** What a row of the error table holds. */

/** Exit codes: 1 the answer is no, 2 called wrongly or unreadable input, 3 the world outside failed. */
export type ExitCode = 1 | 2 | 3;

export interface ErrorEntry {
  readonly exit: ExitCode;
  readonly message: string;
  readonly remedy: string;
}
