/** The composition root of the command: the ports, where words go, and the signal that Ctrl-C aborts. */
import { setMaxListeners } from "node:events";
import { systemClock } from "../adapters/clock.ts";
import { nodeFiles } from "../adapters/files.ts";
import { withPipSettings } from "../adapters/pip-settings.ts";
import { nodeProcess } from "../adapters/process.ts";
import type { Clock, Files, Http, Log, TalkingProcess } from "../ports.ts";
import { plain } from "../report/plain.ts";
import { hideText, withoutHidden } from "./hidden.ts";
import { version } from "./version.ts";

export interface Context {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: Files;
  readonly process: TalkingProcess;
  readonly clock: Clock;
  /** HTTP is loaded when it is first needed. */
  readonly http: () => Promise<Http>;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /** For people: stderr. */
  readonly log: Log;
  /** For the answer: stdout. Each line is made safe. */
  readonly print: (line: string) => void;
  readonly printJson: (document: unknown) => void;
  /** A text that was made safe already, as it is. */
  readonly printText: (text: string) => void;
  /** From now on this text is hidden wherever it is printed. */
  readonly mask: (secret: string) => void;
  /** Whether stdout may be coloured. */
  readonly colour: boolean;
  /** Whether stderr is a terminal that may be drawn on. */
  readonly live: boolean;
}

/** The context of this process. */
export function nodeContext(): Context {
  const { env } = process;
  const controller = new AbortController();
  // Everything that waits listens to it: that is no leak.
  setMaxListeners(0, controller.signal);
  const interrupt = () => {
    // A second one does not wait for anything.
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new DOMException("interrupted", "AbortError"));
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  // Whoever reads what is printed may stop at any time (`gatehouse rules | head`); what is done goes on.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  const say = (text: string) => process.stderr.write(`${plain(withoutHidden(text))}\n`);
  const debugging = (env["GATEHOUSE_DEBUG"] ?? "") !== "";
  return {
    cwd: process.cwd(),
    env,
    files: nodeFiles,
    process: nodeProcess(withPipSettings(env, hideText)),
    clock: systemClock,
    http: async () => (await import("../adapters/http.ts")).undiciHttp(version),
    signal: controller.signal,
    log: { info: say, warn: (text) => say(`warning: ${text}`), debug: (text) => debugging && say(text) },
    print: (line) => void process.stdout.write(`${plain(withoutHidden(line))}\n`),
    printJson: (document) =>
      void process.stdout.write(`${withoutHidden(JSON.stringify(document, null, 2))}\n`),
    printText: (text) => void process.stdout.write(withoutHidden(text)),
    mask: hideText,
    colour: process.stdout.isTTY && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb",
    live: process.stderr.isTTY && env["CI"] === undefined && env["TERM"] !== "dumb",
  };
}
