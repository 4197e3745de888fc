/** What the page of Azure DevOps around this one says, through its SDK: who looks, where, and at which run. */
import * as SDK from "azure-devops-extension-sdk";
import type { Place } from "./ask.ts";
import { count, maybe, object, text } from "./shape.ts";

export interface Host {
  readonly place: Place;
  /** Id of who looks. */
  readonly user: string;
  /** Address of the project for people, with the last slash. */
  readonly projectAddress: string;
  /** Tells the host that there is something to see. */
  readonly ready: () => void;
}

const identified = object({ id: text, name: text });
const pageOfRun = object({ build: maybe(object({ id: count })) });

interface ProjectService {
  getProject(): Promise<unknown>;
}
interface LocationService {
  getServiceLocation(): Promise<string>;
}
interface BuildService {
  getBuildPageData(): Promise<unknown>;
}
interface NavigationService {
  getQueryParams(): Promise<Readonly<Record<string, string>>>;
  setQueryParams(params: Readonly<Record<string, string>>): void;
}

/** Shakes hands. Never settles where there is no host around: look at `window.parent` before. */
export async function shakeHands(): Promise<void> {
  await SDK.init({ loaded: false, applyTheme: true });
}

/** What the host knows, once hands are shaken. */
export async function enter(): Promise<Host> {
  const [projects, locations] = await Promise.all([
    SDK.getService<ProjectService>("ms.vss-tfs-web.tfs-page-data-service"),
    SDK.getService<LocationService>("ms.vss-features.location-service"),
  ]);
  const token = tokens();
  const [found, location] = await Promise.all([
    projects.getProject(),
    locations.getServiceLocation(),
    token(false),
  ]);
  const project = identified(found, "the project");
  const organization = location.endsWith("/") ? location : `${location}/`;
  return {
    place: { organization, project: project.id, token },
    user: SDK.getUser().id,
    projectAddress: `${organization}${encodeURIComponent(project.name)}/`,
    ready: () => void SDK.notifyLoadSucceeded(),
  };
}

const tokenLasts = 60_000;

/** The page asks several things at once: one token does for all of them, and for a while. */
function tokens(): Host["place"]["token"] {
  let token = SDK.getAccessToken();
  let at = Date.now();
  return (fresh) => {
    if (fresh || Date.now() - at > tokenLasts) {
      token = SDK.getAccessToken();
      at = Date.now();
    }
    return token;
  };
}

/** The run whose page the tab is on. The host may tell of another later, and tells of the same one many times. */
export async function watchRun(tell: (run: number) => void): Promise<void> {
  let last: number | null = null;
  const once = (build: unknown) => {
    const { id } = object({ id: count })(build, "the run");
    if (id !== last) tell(id);
    last = id;
  };
  const { onBuildChanged } = SDK.getConfiguration() as {
    onBuildChanged?: (tell: (build: unknown) => void) => void;
  };
  if (onBuildChanged !== undefined) {
    onBuildChanged(once);
    return;
  }
  const service = await SDK.getService<BuildService>("ms.vss-build-web.build-page-data-service");
  const { build } = pageOfRun(await service.getBuildPageData(), "the page");
  if (build !== null) once(build);
}

const navigation = () => SDK.getService<NavigationService>("ms.vss-features.host-navigation-service");

/** The run that the address of the hub names; null when it names none. */
export async function chosenRun(): Promise<number | null> {
  const { runId = "" } = await (await navigation()).getQueryParams();
  return /^\d{1,15}$/.test(runId) ? Number(runId) : null;
}

/** Puts the run into the address of the hub, so that it can be shared; null takes it out. */
export async function showRun(run: number | null): Promise<void> {
  (await navigation()).setQueryParams({ runId: run === null ? "" : String(run) });
}
