/** The agent that runs a task, as a port. */

export interface Agent {
  /** The value of an input as given, or null. */
  input(name: string): string | null;
  /** A variable of the run (`System.StageName`), or null. */
  variable(name: string): string | null;
  /** An output variable, for later steps and stages. */
  setOutput(name: string, value: string): void;
  /** An error or a warning that the run shows; `path` is relative to the repository's root. */
  issue(
    kind: "error" | "warning",
    text: string,
    about: { code?: string; path?: string; line?: number | null; column?: number | null },
  ): void;
  /** Shows a Markdown file on the run's page. */
  showSummary(path: string): void;
  /** Hands a file to the run under a type of ours. */
  attach(type: string, name: string, path: string): void;
  /** Publishes test results. */
  publishTests(path: string, title: string): void;
  info(text: string): void;
  /** The one end of a task. */
  finish(result: "succeeded" | "succeeded with issues" | "failed", text: string): void;
}

