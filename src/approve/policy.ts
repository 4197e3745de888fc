/** For what a gate is asked. What it demands is a `GatePolicy`. */
import type { RecordArtifact } from "../release/record.ts";

/** Where the gate stands: a stage of a run at an attempt. */
export interface StagePlace {
  /** `Build.BuildId`. */
  readonly run: number;
  /** `System.TeamProjectId`, a UUID. */
  readonly project: string;
  /** `System.StageName`. */
  readonly stage: string;
  /** `System.StageAttempt`, from 1. */
  readonly attempt: number;
}

/** What a stage claims when it asks to pass. */
export interface Claim {
  /** As the record has it, its files hashed again. */
  readonly artifact: RecordArtifact;
  readonly place: StagePlace;
  /** When it asks. */
  readonly now: Date;
}
