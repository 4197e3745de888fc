/** What is known about a run's record, and which of it may be believed. Pure. */
import type { RecordArtifact, ReleaseRecord } from "../../release/record.ts";
import type { ReadRecord } from "./read-record.ts";
import { words } from "./words.ts";

/** One of the two places where collect left the record. */
export type Source = ReadRecord | "not there" | "not read yet" | { readonly unread: string };

export interface Sources {
  /** What collect attached to the run: quick to read, and a claim. */
  readonly attached: Source;
  /** The `release.json` in the pipeline artifact, which the gate reads too. */
  readonly carried: Source;
  /** More than one place of the run claims to be collect. */
  readonly twice: boolean;
}

/** Whether a decision may be asked for: `no` with why; `wait` until more is read; `elsewhere`, in Azure DevOps itself. */
export type Belief =
  | { readonly kind: "yes" }
  | { readonly kind: "wait" }
  | { readonly kind: "elsewhere"; readonly why: string }
  | { readonly kind: "no"; readonly why: string };

export interface Evidence {
  /** The best that there is to show; null when nothing can be. */
  readonly record: ReleaseRecord | null;
  readonly believe: (artifact: RecordArtifact) => Belief;
}

export function weigh({ attached, carried, twice }: Sources): Evidence {
  const record = recordOf(carried) ?? recordOf(attached);
  const whole = wholeBelief({ attached, carried, twice });
  const announced = recordOf(attached);
  return {
    record,
    believe: (artifact) => {
      if (whole.kind !== "yes" || announced === null) return whole;
      const claim = announced.artifacts.find(({ safeName }) => safeName === artifact.safeName);
      if (claim === undefined || claim.digest === artifact.digest) return whole;
      return no(
        `collect announced the digest ${claim.digest ?? "none"}, and the files of the record have ${artifact.digest ?? "none"}`,
      );
    },
  };
}

/** What holds for all artifacts alike. */
function wholeBelief({ attached, carried, twice }: Sources): Belief {
  if (twice) return no("more than one job of this run claims to be the one that collects the release");
  for (const [source, name] of [
    [carried, words.carried],
    [attached, words.attached],
  ] as const)
    if (typeof source === "object" && "problem" in source) return no(words.notRecord(name, source.problem));
  const [shown, announced] = [recordOf(carried), recordOf(attached)];
  if (shown !== null && announced !== null && namesOf(shown) !== namesOf(announced))
    return no("the record in the pipeline artifact has other artifacts than collect announced");
  if (carried === "not read yet") return { kind: "wait" };
  if (carried === "not there")
    return { kind: "elsewhere", why: "the run has no pipeline artifact with the record" };
  if ("unread" in carried) return { kind: "elsewhere", why: carried.unread };
  // Where attachments are refused to the tasks, there is none to compare with; the gate compares with the variable.
  return attached === "not read yet" ? { kind: "wait" } : { kind: "yes" };
}

function recordOf(source: Source): ReleaseRecord | null {
  return typeof source === "object" && "record" in source ? source.record : null;
}

function namesOf({ artifacts }: ReleaseRecord): string {
  return artifacts
    .map(({ name, safeName }) => `${name} ${safeName}`)
    .toSorted()
    .join("\n");
}

function no(why: string): Belief {
  return { kind: "no", why };
}
