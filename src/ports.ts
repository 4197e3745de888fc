/**
 * The world outside, as small interfaces. Doors take these; `adapters/` implements them; tests may fake them.
 */
import type { Readable } from "node:stream";

/** Files and folders. Paths are absolute. */
export interface Files {
  /** The text of a UTF-8 file, or null when there is no such file. */
  readText(path: string): Promise<string | null>;
  /** The bytes of a file as a stream. */
  read(path: string): Readable;
  kind(path: string): Promise<"file" | "folder" | "other" | null>;
  /** Entries of a folder by name; links are `other`. Empty when there is no such folder. */
  list(path: string): Promise<{ name: string; kind: "file" | "folder" | "other" }[]>;
  hash(path: string): Promise<{ sha256: string; size: number }>;
  /** Every digest that an upload form has, in lower-case hex, in one reading. */
  digests(path: string): Promise<{ sha256: string; md5: string; blake2b256: string; size: number }>;
  /** Writes whole or not at all (temporary file beside it, fsync, rename). Makes the folders above. */
  write(path: string, text: string): Promise<void>;
  /** Bytes of all plain files in a folder, however deep. */
  weigh(path: string, leaveOut?: (name: string) => boolean): Promise<number>;
  makeFolder(path: string): Promise<void>;
  /** Moves a file or folder within one file system, replacing a file. */
  move(from: string, to: string): Promise<void>;
  /**
   * Copies a folder with all in it. A link becomes what it leads to when that lies within `tree` (absolute; default
   * `from`), and is left out else.
   */
  copyFolder(
    from: string,
    to: string,
    options?: { readonly leaveOut?: (name: string) => boolean; readonly tree?: string },
  ): Promise<void>;
  remove(path: string): Promise<void>;
  /** A new empty folder beside or below `parent`, removed when disposed. */
  temporary(parent: string): Promise<{ readonly path: string } & AsyncDisposable>;
}

/** How a child process ended. */
export interface Outcome {
  /** Exit code, or null when it was killed or could not start. */
  readonly exitCode: number | null;
  /** The end of its output, at most some 64 KB each. Foreign text. */
  readonly stdout: string;
  readonly stderr: string;
  /** Why it did not end by itself. */
  readonly stopped: "timeout" | "not-found" | "aborted" | null;
}

/** Where and how a child is started. */
export interface ChildOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it installs packages: only then it is told where they come from, which may take a credential. */
  readonly installs?: boolean;
  /** A folder whose programs come before those on PATH. */
  readonly programs?: string;
  readonly signal?: AbortSignal;
}

/** A child that is asked, and answers, line by line. */
export interface Conversation {
  /** What it says once it has ended is lost, and so is what is sent then. */
  send(line: string): void;
  /** Closes its standard input; it is killed when it does not end by itself soon. */
  end(): Promise<void>;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<Outcome>;
}

/** Child processes. They never see the secrets of this one, and are gone, with their children, when it ends. */
export interface Process {
  run(
    file: string,
    args: readonly string[],
    options: ChildOptions & {
      readonly timeoutSeconds?: number;
      /** Whether it ends its own children when it is told to end, and so is told before it is killed. */
      readonly endsItsChildren?: boolean;
    },
  ): Promise<Outcome>;
}

/** A `Process` whose children can be talked to. */
export interface TalkingProcess extends Process {
  /** Starts a child that ends its own children; `onLine` gets each line of its standard output. Foreign text. */
  converse(
    file: string,
    args: readonly string[],
    options: ChildOptions & { readonly onLine: (line: string) => void },
  ): Promise<Conversation>;
}

export interface Clock {
  now(): Date;
  /** Resolves after `milliseconds`, or rejects when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** What an answer of an HTTP server is, read whole. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** HTTP. No redirect is ever followed. Rejects on transport faults. */
export interface Http {
  get(url: string, options: { headers?: Record<string, string>; signal?: AbortSignal }): Promise<HttpAnswer>;
  /** What is at `url`; rejects when it is more than `most` bytes. */
  bytes(
    url: string,
    options: { most: number; signal?: AbortSignal },
  ): Promise<{ status: number; bytes: Buffer }>;
  /** SHA-256 of what is at `url`. */
  hash(url: string, options: { signal?: AbortSignal }): Promise<{ status: number; sha256: string }>;
  post(
    url: string,
    options: {
      headers: Record<string, string>;
      body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
      length: number;
      signal?: AbortSignal;
    },
  ): Promise<HttpAnswer>;
}

/** Where words for people go. The adapter makes each text safe for where it prints it. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
  /** Detail that is shown only on request. */
  debug(text: string): void;
}

/** A service connection, as the agent hands it over. Its secrets are masked. */
export interface Connection {
  readonly address: string;
  /** `Token`, `UsernamePassword`, `None`. */
  readonly scheme: string;
  readonly username: string | null;
  /** Password or token. */
  readonly secret: string | null;
}

/** The agent that runs a task. */
export interface Agent {
  /** The value of an input as given, or null. */
  input(name: string): string | null;
  /** A variable of the run (`System.StageName`), or null. */
  variable(name: string): string | null;
  /**
   * The names of all variables of the job as they were defined, two of which may be one in {@link variable}
   * (`System.StageName`, `System_StageName`); null when the agent did not say.
   */
  variableNames(): readonly string[] | null;
  /** Address of the organization that the agent works for; written after all variables. Null when it is not there. */
  organization(): string | null;
  /** The service connection that an input names; null when none is named. */
  connection(input: string): Connection | null;
  /** Told a secret that comes to be: the agent hides it in everything that is printed from then on. */
  mask(secret: string): void;
  /** The token of the service connection that an input names, masked; null when there is none. */
  connectionToken(input: string): string | null;
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
  /** Publishes test results: files in JUnit XML. */
  publishTests(paths: readonly string[], title: string): void;
  /** Shows lines of foreign text as a part of the log that can be folded, in one piece; of many the last ones. */
  group(title: string, text: string): void;
  info(text: string): void;
  /** How far the task is, in percent. */
  progress(percent: number, text: string): void;
  /** The one end of a task. */
  finish(result: "succeeded" | "succeeded with issues" | "failed", text: string): void;
}

/** A clone and its remote, as far as tags go. */
export interface Repository {
  /** The commit that a tag of this name is on at the remote (annotated tags peeled), or null. */
  tagOnRemote(tag: string): Promise<string | null>;
  hasCommit(commit: string): Promise<boolean>;
  /** The remote's address as git has it, which may hold a password; null when there is no such remote. */
  remoteAddress(): Promise<string | null>;
  /** Makes an annotated tag on `commit` and pushes it. Never moves one that the remote has. */
  pushTag(tag: string, commit: string, message: string): Promise<void>;
}

/** An answer of Azure DevOps: JSON that nobody has looked at yet. */
export interface Answer {
  readonly document: unknown;
  /** SHA-256 of the bytes that came. */
  readonly sha256: string;
}

/**
 * What Azure DevOps says about a run of this project. Reads only: nothing here can change a decision. Each throws
 * `gate-sign-in` when the token may not read it, and `gate-unread` when no answer came, or none that is JSON.
 */
export interface Approvals {
  /** The newest timeline of a run (`Build.BuildId`). */
  timeline(run: number): Promise<Answer>;
  build(run: number): Promise<Answer>;
  /** The check run with its resources, by the id of the checkpoint. */
  checks(checkpoint: string): Promise<Answer>;
  /** The approval with its steps, or null when there is none of this id. */
  approval(id: string): Promise<Answer | null>;
}

/** Keeps runs from being deleted. */
export interface Retention {
  /** A lease on a run (`Build.BuildId`) of a pipeline, in `owner`'s name. What stood in the way, in words; null: it is kept. */
  keep(lease: { run: number; pipeline: number; days: number; owner: string }): Promise<string | null>;
}

/** A question to Azure DevOps. */
export interface AzureQuestion {
  /** Names it for people: `the pipelines`. */
  readonly what: string;
  /** The steps of its path below the organization: `internal`, `_apis`, `pipelines`. */
  readonly path: readonly string[];
  /** `api-version` stands in it where it is another than 7.1. */
  readonly query?: Readonly<Record<string, string>>;
  /** The service that answers it: people and groups have a host of their own. */
  readonly area?: "graph";
}

/**
 * Azure DevOps in the name of a person. Answers are JSON that nobody has looked at yet. Each throws `azure-sign-in`,
 * `azure-forbidden`, or `azure-refused` when the service understood and says no. Reads are repeated while the service is
 * busy, and throw `azure-unread` when no answer came; what changes something is sent once, and throws `azure-lost` when
 * it is not known whether it was done.
 */
export interface AzureDevOps {
  /** The organization's address, with the last slash. */
  readonly organization: string;
  /** Undefined for what is not there (404), or has nothing in it yet. */
  get(question: AzureQuestion): Promise<unknown>;
  /** A file, as text of `most` bytes at most; null for what is not there. */
  text(question: AzureQuestion, most: number): Promise<string | null>;
  /** All entries of a list, from all its pages; null for what is not there. */
  list(question: AzureQuestion): Promise<readonly unknown[] | null>;
  /** The answer, undefined when it is empty. What is not there is refused. */
  send(method: "POST" | "PATCH" | "PUT", question: AzureQuestion, body: unknown): Promise<unknown>;
}
