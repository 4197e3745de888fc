/** What the last test pass needs of the world, and what it is told. */
import type { Clock, Files, Outcome, Process } from "../ports.ts";
import type { BuildSystem } from "../packages/build-system.ts";
import type { TestRun } from "../release/record.ts";
import type { TestCase } from "./junit.ts";

export interface TestPorts {
  readonly files: Files;
  /** Everything that it runs may run foreign code: whatever that starts must end with it. */
  readonly process: Process;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** An sdist to make a wheel of. Folders are absolute. */
export interface SdistRequest {
  readonly name: string;
  readonly system: BuildSystem;
  /** The unpacked sdist: back ends write into it. */
  readonly source: string;
  /** Has empty folders `home` and `tmp`. */
  readonly work: string;
  /** Holds the sdist; the wheel appears beside it. */
  readonly out: string;
}

export interface TestOptions {
  /** Path of uv. */
  readonly uv: string;
  readonly python: { readonly path: string; readonly version: string };
  /** Folder below which temporary files go. */
  readonly work: string;
  /** The folder of an artifact's built files, by its name. */
  readonly filesOf: (name: string) => string;
  /** Absolute folder that the artifacts' paths start from, or null: then tests come from the sdists. */
  readonly root: string | null;
  /** Path of the locked requirements of the test tools; null for none. */
  readonly lock: string | null;
  /** The Python of a virtual environment, and the folder of its programs. */
  readonly inside: (environment: string) => { readonly python: string; readonly programs: string };
  /** The path of a Python program that comes with Gatehouse. */
  readonly productProgram: (name: "import_all" | "unpack_sdist") => string;
  /**
   * Has an sdist's own back end make the wheel of it; null when it was made, else why not. Null: sdists are not tried.
   */
  readonly buildWheel: ((request: SdistRequest) => Promise<string | null>) | null;
  /** What to run in place of pytest, by the artifact's name: a program and its arguments, or null. */
  readonly commandOf: (name: string) => readonly string[] | null;
}

export interface TestResult {
  readonly run: TestRun;
  readonly cases: readonly TestCase[];
  /** The end of what was said on the way. Foreign text. */
  readonly output: string;
}

/** The last of what a program said, at most `most` characters, and how it ended. Foreign text. */
export function said({ exitCode, stdout, stderr, stopped }: Outcome, most = 2000): string {
  const text = `${stdout}\n${stderr}`.trim().slice(-most);
  if (stopped === "timeout") return `it did not end within the time limit\n${text}`;
  const signal = exitCode !== null && exitCode > 128 ? `it was ended by signal ${exitCode - 128}` : "";
  return [signal, text].filter((part) => part !== "").join("\n") || "it said nothing";
}
