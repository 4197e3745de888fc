/** What a project should have so that its packages can be released, one decision each. */

/** A file in a repository of Azure Repos, as `--template` names it: `internal/release-templates/wrapper.yml@refs/heads/main`. */
export interface TemplateFile {
  /** `internal/release-templates`. */
  readonly repository: string;
  /** `wrapper.yml`. */
  readonly path: string;
  readonly ref: string;
}

/** A pipeline for one `ci.yml`. */
export interface WantedPipeline {
  /** `python - storage`. */
  readonly name: string;
  /** `/sdk/storage/ci.yml`, from the repository's root. */
  readonly yaml: string;
}

/** An environment that a `ci.yml` names, and where. */
export interface NamedEnvironment {
  readonly name: string;
  /** `sdk/storage/ci.yml:12`. */
  readonly place: string;
}

/** Where the repository is. */
export type Origin =
  | {
      readonly kind: "azure";
      readonly organization: string;
      readonly project: string;
      readonly name: string;
    }
  /** `owner/name`. */
  | { readonly kind: "github"; readonly name: string };

export interface Wanted {
  readonly project: string;
  /** Folder of the pipelines: `\\python`. */
  readonly folder: string;
  readonly environment: string;
  readonly group: string;
  /** Name of the service connection that publishes; null: none was named. */
  readonly connection: string | null;
  /** Null: none was named. */
  readonly template: TemplateFile | null;
  readonly origin: Origin;
  readonly pipelines: readonly WantedPipeline[];
  readonly environments: readonly NamedEnvironment[];
  /** Agent queues that ci.yml files name; where none does, the hosted one is meant. */
  readonly pools: readonly string[];
}

/** Reads `--template`; null when it is not of that form. */
export function parseTemplate(text: string): TemplateFile | null {
  const found = /^([^/@\s][^/@]*)\/([^/@]+)\/([^@\s][^@]*\.ya?ml)(?:@(refs\/(?:heads|tags)\/\S+))?$/.exec(
    text.trim(),
  );
  if (found === null) return null;
  const [, project = "", repository = "", path = "", ref = "refs/heads/main"] = found;
  return { repository: `${project}/${repository}`, path, ref };
}

/** Organization, project, repository; a repository of the project's name is written without the project. */
const azureForms = [
  /^https:\/\/(?:[^@/]*@)?dev\.azure\.com\/([^/]+)\/(?:([^/]+)\/)?_git\/([^/?#]+)$/i,
  /^https:\/\/(?:[^@/]*@)?([^./]+)\.visualstudio\.com\/(?:DefaultCollection\/)?(?:([^/]+)\/)?_git\/([^/?#]+)$/i,
  /^(?:ssh:\/\/)?git@ssh\.dev\.azure\.com(?::\d+)?[:/]v3\/([^/]+)\/([^/]+)\/([^/]+)$/i,
  /^[^@]+@vs-ssh\.visualstudio\.com[:/]v3\/([^/]+)\/([^/]+)\/([^/]+)$/i,
];
const github =
  /^(?:https:\/\/(?:[^@/]*@)?github\.com\/|(?:ssh:\/\/)?git@github\.com[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/i;

/** Where the repository of a remote's address is, which may hold a password: it goes nowhere. Null when that is neither of both. */
export function parseOrigin(address: string): Origin | null {
  const found = azureForms.map((form) => form.exec(address)).find((own) => own !== null);
  if (found !== undefined) {
    const [, organization = "", project, name = ""] = found;
    return {
      kind: "azure",
      organization: decoded(organization),
      project: decoded(project ?? name),
      name: decoded(name),
    };
  }
  const hub = github.exec(address)?.[1];
  return hub === undefined ? null : { kind: "github", name: hub };
}

/** As it is written where it is no percent-encoding. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
