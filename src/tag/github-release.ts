/** A release on GitHub for a tag that is there. https://docs.github.com/en/rest/releases/releases */
import { GatehouseError } from "../errors.ts";
import { isPassing, waitAfter } from "../index/backoff.ts";
import type { Clock, Http, HttpAnswer } from "../ports.ts";
import { isPrerelease } from "../release/version.ts";
import type { Tagged } from "../release/stages.ts";
import { plain } from "../report/plain.ts";
import { releaseNotes } from "./release-notes.ts";

export interface GitHubTarget {
  readonly http: Http;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** As `githubApi` gives it. */
  readonly api: string;
  readonly token: string;
}

const tries = 4;

/**
 * Makes the release of `artifact`'s tag, with its changelog entry as notes. One that is there stays as it is: a person
 * may have written into it. Never sent again before GitHub was asked what it has. Throws `github-release`.
 */
export async function releaseOnGitHub(artifact: Tagged, target: GitHubTarget): Promise<"made" | "there"> {
  const { clock, signal } = target;
  const { tag } = artifact;
  let problem = "";
  for (let failures = 1; failures <= tries; failures += 1) {
    signal.throwIfAborted();
    const answer = await oneTry(artifact, target).catch((error: unknown) => {
      signal.throwIfAborted();
      return error instanceof Error ? error.message : String(error);
    });
    if (answer === "there") return failures === 1 ? "there" : "made";
    if (typeof answer !== "string") {
      if (answer.status === 201) return "made";
      problem = `${answer.status} ${answer.text}`;
      const isLimit = answer.status === 403 && answer.headers["retry-after"] !== undefined;
      // 422: made by someone else since we asked; the next look tells.
      if (!isPassing(answer.status) && !isLimit && answer.status !== 422) break;
    } else problem = answer;
    if (failures < tries)
      await clock.sleep(waitAfter(failures, typeof answer === "string" ? null : answer, clock.now()), signal);
  }
  throw GatehouseError.of("github-release", {
    tag,
    problem: plain(problem.replaceAll(target.token, "***"), 500),
  });
}

/** `there`, or GitHub's answer to what was asked last. */
async function oneTry(
  artifact: Tagged,
  { http, signal, api, token }: GitHubTarget,
): Promise<HttpAnswer | "there"> {
  const { tag, package: name, version, changelog } = artifact;
  const headers = {
    authorization: `Bearer ${token}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
  };
  const found = await http.get(`${api}/releases/tags/${encodeURIComponent(tag)}`, { headers, signal });
  if (found.status === 200) return "there";
  if (found.status !== 404) return found;
  const release = {
    tag_name: tag,
    name: `${name} ${version}`,
    body: releaseNotes(changelog),
    prerelease: isPrerelease(version),
  };
  const body = Buffer.from(JSON.stringify(release));
  const type = { "content-type": "application/json" };
  return http.post(`${api}/releases`, {
    headers: { ...headers, ...type },
    body: [body],
    length: body.length,
    signal,
  });
}
