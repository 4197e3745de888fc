/** Progress: a live list of steps on a terminal, plain lines elsewhere. Always on stderr. */
import type { ListrTaskWrapper } from "listr2";
import { plain } from "../report/plain.ts";
import { withoutHidden } from "./hidden.ts";

/** How one item of a step is doing. `left`: nothing was done about it, `waits`: nothing yet; the note says why. */
export type ItemState = "working" | "waits" | "done" | "failed" | "left";
export type Tell = (item: string, state: ItemState, note?: string) => void;

export interface Steps {
  /** Runs a step over `items`; `work` tells how each is doing. What it throws ends the step. */
  run<T>(title: string, items: readonly string[], work: (tell: Tell) => Promise<T>): Promise<T>;
}

/** The progress that fits where it is shown. */
export function stepsFor({ live }: { readonly live: boolean }): Steps {
  const steps = live ? liveSteps : plainSteps;
  return { run: (title, items, work) => steps.run(title, items, (tell) => work(timed(tell))) };
}

/** Adds to what is told of an item at its end how long it took since it was begun. */
function timed(tell: Tell): Tell {
  const began = new Map<string, number>();
  return (item, state, note = "") => {
    const start = began.get(item);
    if (state === "working" && start === undefined) began.set(item, performance.now());
    const seconds = state === "working" || start === undefined ? null : (performance.now() - start) / 1000;
    const parts = [note, seconds === null ? "" : `${seconds.toFixed(1)} s`];
    tell(item, state, parts.filter((part) => part !== "").join(", "));
  };
}

/** A text for one line: a reason may be what a server said. */
function inLine(text: string, most?: number): string {
  return plain(withoutHidden(text), most);
}

/** Lines such as `build contoso_core: done`. */
const plainSteps: Steps = {
  run(title, _items, work) {
    process.stderr.write(`${inLine(title)}\n`);
    return work((item, state, note = "") => {
      const text =
        state === "left" || state === "waits"
          ? `  ${item}: ${note}`
          : `  ${item}: ${state}${note === "" ? "" : ` (${note})`}`;
      if (state !== "working") process.stderr.write(`${inLine(text)}\n`);
    });
  },
};

/** A list that is drawn again as it changes. */
const liveSteps: Steps = {
  async run(title, items, work) {
    const { Listr, ListrLogger, ProcessOutput } = await import("listr2");
    const rows = new Map(items.map((item) => [item, row()]));
    const working = work((item, state, note) => rows.get(item)?.tell(state, note));
    // The step waits for its rows; a row that nobody ended ends with the work.
    const ended = working.then(
      () => rows.forEach((r) => r.tell("done")),
      () => rows.forEach((r) => r.tell("failed")),
    );
    const step = {
      title: inLine(title),
      task: async (_: unknown, task: ListrTaskWrapper<unknown, never, never>) => {
        if (items.length === 0) return void (await working);
        const children = [...rows].map(([item, r]) => ({ title: inLine(item), task: r.task }));
        return task.newListr(children, { concurrent: true, exitOnError: false });
      },
    };
    const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stdout) });
    const list = new Listr([step as never], {
      rendererOptions: { logger, collapseSubtasks: false, collapseErrors: false, showErrorMessage: false },
      registerSignalListeners: false,
      exitOnError: false,
    });
    await list.run();
    await ended;
    return working;
  },
};

interface ShownRow {
  title: string;
  skip(message: string): void;
}
type RowTask = (_: unknown, task: ShownRow) => Promise<void>;

/** One line of the list, told from outside how it is doing. */
function row(): { tell: (state: ItemState, note?: string) => void; task: RowTask } {
  const { promise, resolve, reject } = withResolvers();
  let shown: ShownRow | null = null;
  let title = "";
  let note = "";
  let ended = false;
  const draw = () => {
    if (shown !== null) shown.title = note === "" ? title : `${title}  ${note}`;
  };
  return {
    tell(state, text) {
      // The list may be over by then: drawing would print it again.
      if (ended) return;
      if (text !== undefined) note = inLine(text, 200);
      draw();
      ended = state !== "working" && state !== "waits";
      if (state === "left") shown?.skip(`${title}  ${note}`);
      if (state === "done" || state === "left") resolve();
      if (state === "failed") reject(new Error(note));
    },
    task(_, task) {
      shown = task;
      title = task.title;
      draw();
      return promise;
    },
  };
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers() {
  let resolve = (): void => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // Told before the list looks at it, a failure is not yet anybody's.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
