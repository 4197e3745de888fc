/** A case before the gate: the claim, the policy, and the answers as they were read. */
import type { GatePolicy } from "../release/record.ts";
import type { Collected } from "../release/stages.ts";
import type { Approval, Build, CheckRun, CheckSuite, Identity, Step } from "./answers.ts";
import type { Claim } from "./policy.ts";
import type { Refusal } from "./refusal.ts";

/** An approval with the check run that it belongs to; null while nothing proves one. */
export interface CaseApproval extends Approval {
  readonly check: CheckRun | null;
  /** SHA-256 of the answer. */
  readonly answer: string;
}

export interface Case {
  readonly policy: GatePolicy;
  readonly claim: Claim & { readonly artifact: Collected };
  readonly build: Build;
  readonly suite: CheckSuite;
  readonly approvals: readonly CaseApproval[];
  /** When the stage Build finished, in milliseconds since 1970. */
  readonly built: number;
}

/** One named reason to refuse; null when it finds none. */
export type GateRule = (given: Case) => Refusal | null;

/** The first refusal among `items`. */
export function firstRefusal<T>(items: readonly T[], refuse: (item: T) => Refusal | null): Refusal | null {
  for (const item of items) {
    const refusal = refuse(item);
    if (refusal !== null) return refusal;
  }
  return null;
}

export function approvedSteps({ steps }: Approval): Step[] {
  return steps.filter(({ status }) => status === "approved");
}

/** The approvals that count: those for the environment. One that no check run is proven for may be for anything. */
export function counted({ approvals, suite, policy }: Case): CaseApproval[] {
  const ofEnvironment = (check: CheckRun) => isEnvironment(check, policy.environment);
  const all = suite.checkRuns.filter(isApprovalCheck).every(ofEnvironment);
  return approvals.filter(({ check }) => (check === null ? all : ofEnvironment(check)));
}

export function isEnvironment(
  { checkConfigurationRef: { resource } }: CheckRun,
  environment: string,
): boolean {
  return (
    resource.type.toLowerCase() === "environment" &&
    resource.name?.toLowerCase() === environment.toLowerCase()
  );
}

/** The type's id and name in the official examples; either is enough, so that none escapes the rules. */
export function isApprovalCheck({ checkConfigurationRef: { type } }: CheckRun): boolean {
  return (
    type.id?.toLowerCase() === "8c6f20a7-a545-4486-9777-f762fafe0d4d" ||
    type.name?.toLowerCase() === "approval"
  );
}

/** A person as a text for people. */
export function nameOf(identity: Identity | null | undefined): string {
  return identity?.displayName || identity?.uniqueName || identity?.id || "nobody";
}
