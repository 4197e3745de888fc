/** The release on the page: read again and again, and decided on. */
import * as React from "react";
import type { ArtifactView, ReleaseView } from "../report/view.ts";
import { type Follower, follow } from "./follow.ts";
import type { Home, ShownDecision } from "./home.ts";
import { changedMeanwhile, isUndecided } from "./words.ts";

export interface Release {
  /** Null until it was read once. */
  readonly view: ReleaseView | null;
  /** Why it could not be read the last time; empty when it could. */
  readonly problem: string;
  /** Names of artifacts whose decision is under way. */
  readonly busy: ReadonlySet<string>;
  /** What stood in the way of the last decision on an artifact, by its name. */
  readonly problems: ReadonlyMap<string, string>;
  /** Decides, on what was shown. */
  readonly decide: (decisions: readonly Intent[]) => Promise<void>;
}

/** A decision on an artifact as it was shown. */
export interface Intent extends Omit<ShownDecision, "name" | "digest"> {
  readonly artifact: ArtifactView;
}

const noNames: ReadonlySet<string> = new Set();

export function useRelease(home: Home): Release {
  const [view, setView] = React.useState<ReleaseView | null>(null);
  const [problem, setProblem] = React.useState("");
  const [busy, setBusy] = React.useState(noNames);
  const [problems, setProblems] = React.useState<ReadonlyMap<string, string>>(new Map());
  const newest = React.useRef<ReleaseView | null>(null);
  const follower = React.useRef<Follower | null>(null);

  React.useEffect(() => {
    const read = async () => {
      const answered = await home.read();
      if ("problem" in answered) {
        setProblem(answered.problem);
        return "failed";
      }
      setProblem("");
      // Most readings say what is known already: then nothing on the page is made anew.
      if (newest.current === null || JSON.stringify(answered.value) !== JSON.stringify(newest.current)) {
        newest.current = answered.value;
        setView(answered.value);
      }
      return answered.value.done ? "done" : "again";
    };
    const following = follow(read, home.pace);
    follower.current = following;
    void home.settled?.().then(following.now);
    return following.stop;
  }, [home]);

  const decide = async (intents: readonly Intent[]) => {
    const now = new Map(newest.current?.artifacts.map((artifact) => [artifact.name, artifact]));
    const isSame = ({ artifact }: Intent) => {
      const current = now.get(artifact.name);
      return current !== undefined && current.digest === artifact.digest && isUndecided(current);
    };
    // What a dialog named is what is sent: while it was open, the page went on being brought up to date.
    const [same, changed] = [intents.filter(isSame), intents.filter((intent) => !isSame(intent))];
    const met = new Map(changed.map(({ artifact }) => [artifact.name, changedMeanwhile]));
    setBusy(new Set(same.map(({ artifact }) => artifact.name)));
    if (same.length > 0) {
      const answered = await home.decide(same.flatMap(sent));
      for (const { artifact } of same) {
        const { name } = artifact;
        if ("problem" in answered) met.set(name, answered.problem);
        else met.set(name, answered.value.find((result) => result.name === name)?.problem ?? "");
      }
    }
    await follower.current?.now();
    setBusy(noNames);
    setProblems((before) => new Map([...before, ...met]));
  };
  return { view, problem, busy, problems, decide };
}

function sent({ artifact, decision, comment }: Intent): ShownDecision[] {
  const { name, digest } = artifact;
  return digest === null ? [] : [{ name, digest, decision, comment: comment.trim() }];
}
