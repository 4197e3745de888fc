/** One run: what it would release, how far each artifact is, and the way to decide. */
import { withDigestLine } from "../../release/digest-line.ts";
import type { RecordArtifact } from "../../release/record.ts";
import { type Place, Unanswered } from "./ask.ts";
import type { Result, ShownDecision } from "../home.ts";
import { type Sendable, send, sentence } from "./decide.ts";
import { type RunReader, type RunSeen, runReader } from "./run-reader.ts";
import { type Standing, standingOf } from "./standing.ts";
import { words } from "./words.ts";

export interface Standings {
  readonly seen: RunSeen;
  readonly all: readonly { readonly artifact: RecordArtifact; readonly standing: Standing }[];
}

export interface RunDesk extends Pick<RunReader, "asked"> {
  /** Reads what can have changed. Throws `Unanswered`. */
  readonly read: () => Promise<Standings>;
  /** What is known, after the record in the pipeline artifact was read or could not be. Null before the first reading. */
  readonly settled: () => Promise<Standings | null>;
  /** Sends decisions; for each comes back what stood in its way. */
  readonly decide: (decisions: readonly ShownDecision[]) => Promise<readonly Result[]>;
}

/** `href`: address of the run for people. */
export function runDesk(
  { place, user }: { readonly place: Place; readonly user: string },
  run: number,
  href: string,
): RunDesk {
  const reader = runReader(place, run);

  function standings(seen: RunSeen): Standings {
    const all = (seen.evidence.record?.artifacts ?? []).map((artifact) => {
      const stage = seen.stages?.stageOf(artifact.safeName) ?? null;
      const approvals = seen.approvalsOf(stage);
      const belief = seen.evidence.believe(artifact);
      return { artifact, standing: standingOf(artifact, { stage, approvals, belief, user, run, href }) };
    });
    return { seen, all };
  }

  async function fresh(): Promise<Standings> {
    const seen = await reader.read();
    await reader.settled();
    return standings(reader.now() ?? seen);
  }

  return {
    asked: reader.asked,
    read: async () => standings(await reader.read()),
    async settled() {
      await reader.settled();
      const seen = reader.now();
      return seen === null ? null : standings(seen);
    },
    async decide(decisions) {
      let now: Standings;
      try {
        now = await fresh();
      } catch (thrown) {
        if (!(thrown instanceof Unanswered)) throw thrown;
        return decisions.map(({ name }) => ({ name, problem: words.nothingSent(sentence(thrown)) }));
      }
      const prepared = decisions.map((one) => prepare(one, now));
      const results = await send(
        place,
        user,
        prepared.filter((one) => "approvals" in one),
      );
      return prepared.map((one) =>
        "problem" in one
          ? one
          : (results.find(({ name }) => name === one.name) ?? {
              name: one.name,
              problem: words.nothingSent(""),
            }),
      );
    },
  };
}

/** What is sent for a decision, or why nothing is: it must be about what is there now. */
function prepare(
  { name, digest, decision, comment }: ShownDecision,
  { all }: Standings,
): Sendable | (Result & { problem: string }) {
  const found = all.find(({ artifact }) => artifact.name === name);
  if (found === undefined) return { name, problem: words.gone };
  const { artifact, standing } = found;
  if (artifact.digest !== digest) return { name, problem: words.changed };
  if (standing.state !== "waiting") {
    const last = standing.decided.at(-1);
    return { name, problem: words.decidedMeanwhile(standing.state, last?.by ?? null) };
  }
  const { access } = standing;
  if (access.kind === "reading") return { name, problem: words.changed };
  if (access.kind !== "yours") return { name, problem: access.why };
  const bound = withDigestLine(comment, digest);
  if (bound === null) return { name, problem: words.commentTaken };
  return { name, decision, approvals: standing.open, comment: bound };
}
