/** What can be known to go wrong before the first byte of a file is sent. */
import { GatehouseError } from "../errors.ts";
import { faultText, unreachable } from "../index/ask.ts";
import { waitAfter } from "../index/backoff.ts";
import { readProject } from "../index/read-project.ts";
import type { ProjectState } from "../index/types.ts";
import { highestVersion } from "../index/versions.ts";
import type { HttpAnswer } from "../ports.ts";
import type { Approved } from "../release/stages.ts";
import { compareVersions } from "../release/version.ts";
import { authorize } from "./authorize.ts";
import { causeOf } from "./cause.ts";
import type { PublishContext } from "./context.ts";
import { refusalOf } from "./refusals.ts";
import { withoutSecrets } from "./secrets.ts";

const tries = 3;

/**
 * Asks whether the index takes the credentials (once in a run) and whether the project takes files; `project` is what the
 * index has of it, where that was just read. Warns of a higher version that came after the approval was asked for. Throws
 * `credentials-refused`, `token-unfit`, `project-closed`, `index-unreachable`.
 */
export async function preflight(
  context: PublishContext,
  artifact: Approved,
  project: ProjectState | null,
): Promise<void> {
  const { http, index, clock, signal, log, run } = context;
  const [state] = await Promise.all([
    project ?? readProject(http, index, artifact.package, { clock, signal }),
    run.once(() => knock(context, artifact.package)),
  ]);
  const { name, version, previous } = artifact;
  if (state.status === "archived" || state.status === "quarantined")
    throw GatehouseError.of("project-closed", { address: index.simple, name, status: state.status });
  const highest = highestVersion(state);
  const isNew = previous === null || (highest !== null && compareVersions(highest, previous) > 0);
  if (highest !== null && isNew && compareVersions(highest, version) > 0) {
    log.warn(`${name} ${highest} reached the index after the approval of ${version} was asked for.`);
  }
}

/**
 * A form with nothing but its action. PyPI looks at who asks before it looks at the form (warehouse
 * `forklift/legacy.py`), and refuses it either way; so only a refusal of the person says something.
 */
async function knock(context: PublishContext, project: string): Promise<void> {
  const { http, index, signal, log } = context;
  const { header, isAsGiven } = authorize(context, project);
  if (isAsGiven)
    log.info(`The password for ${index.upload} is no token that can be narrowed: it is sent as it is.`);
  const boundary = "gatehouse";
  const body = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name=":action"\r\n\r\nfile_upload\r\n--${boundary}--\r\n`,
  );
  const headers = {
    authorization: header,
    accept: "application/json",
    "content-type": `multipart/form-data; boundary=${boundary}`,
  };
  const post = () => http.post(index.upload, { headers, body: [body], length: body.length, signal });
  const answer = await answered(context, post);
  const clean = withoutSecrets(answer.text, context.run.secrets);
  const problem = causeOf({ ...answer, text: clean });
  const isElsewhere = (answer.status >= 300 && answer.status < 400) || answer.status === 405;
  if (answer.status !== 401 && answer.status !== 403 && !isElsewhere) return;
  const { action, passing } = refusalOf(answer, problem);
  if (passing) throw unreachable(index.upload, problem);
  throw GatehouseError.of("credentials-refused", { address: index.upload, problem, action });
}

async function answered(
  { index, clock, signal }: PublishContext,
  ask: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      if (failures === tries) throw unreachable(index.upload, faultText(error), error);
    }
    await clock.sleep(waitAfter(failures, null, clock.now()), signal);
  }
}
