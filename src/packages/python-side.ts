/** The Python that says what only running code can. */
import type { Files, Process } from "../ports.ts";

export interface PythonSide {
  readonly files: Files;
  readonly process: Process;
  /** Path of the Python of the environment `validate`. */
  readonly python: string;
  /** Path of a program that comes with Gatehouse, such as `python/ask_back_end.py`. */
  readonly program: (file: string) => string;
  /** Folder below which temporary files go. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}
