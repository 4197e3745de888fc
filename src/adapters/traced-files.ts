/** Remembers what was asked of the files, so that it can be known later whether they would still answer the same. */
import { createHash } from "node:crypto";
import type { Files } from "../ports.ts";

/** Everything that was asked of the files. */
export interface Trace {
  /** Each once: `text`, `list` or `kind`, a space, the path. */
  readonly questions: readonly string[];
  /** SHA-256 of the answers, in the order of the questions. */
  readonly answers: string;
}

/** `files`, and what was asked of them so far; null when it can't be asked again, or can't be answered. */
export function tracedFiles(files: Files): { readonly files: Files; trace(): Promise<Trace | null> } {
  const asked = new Map<string, Promise<unknown>>();
  let repeatable = true;
  const note = <T>(question: string, answer: Promise<T>): Promise<T> => {
    if (!asked.has(question)) asked.set(question, answer);
    return answer;
  };
  const unrepeatable = <Given extends unknown[], T>(ask: (...given: Given) => T) => {
    return (...given: Given): T => {
      repeatable = false;
      return ask(...given);
    };
  };
  return {
    files: {
      ...files,
      readText: (path) => note(`text ${path}`, files.readText(path)),
      list: (path) => note(`list ${path}`, files.list(path)),
      kind: (path) => note(`kind ${path}`, files.kind(path)),
      read: unrepeatable((path) => files.read(path)),
      hash: unrepeatable((path) => files.hash(path)),
      digests: unrepeatable((path) => files.digests(path)),
      weigh: unrepeatable((path, leaveOut) => files.weigh(path, leaveOut)),
    },
    async trace() {
      const answers = repeatable ? await digestOf(asked.values()) : null;
      return answers === null ? null : { questions: [...asked.keys()], answers };
    },
  };
}

/** Whether `files` answer as they did when the trace was made. */
export async function answersAsBefore(files: Files, { questions, answers }: Trace): Promise<boolean> {
  return (await digestOf(questions.map((question) => ask(files, question)))) === answers;
}

function ask(files: Files, question: string): Promise<unknown> {
  const at = question.indexOf(" ");
  const path = question.slice(at + 1);
  switch (question.slice(0, at)) {
    case "text":
      return files.readText(path);
    case "list":
      return files.list(path);
    default:
      return files.kind(path);
  }
}

/** Null when one of them is an error. */
async function digestOf(answers: Iterable<Promise<unknown>>): Promise<string | null> {
  const digest = createHash("sha256");
  for (const given of await Promise.allSettled(answers)) {
    if (given.status === "rejected") return null;
    const { value } = given;
    const text = typeof value === "string" ? value : JSON.stringify(value);
    digest.update(`${typeof value} ${text.length} `).update(text);
  }
  return digest.digest("hex");
}
