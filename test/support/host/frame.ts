/**
 * The page of Azure DevOps around an extension, as far as its SDK speaks with it: runs in a browser, with the channel
 * class of that very SDK on this side too. What it says comes from `window.hostSetup`; what it was told is in
 * `window.hostHeard`.
 */
// The package does not export the class that the host, too, speaks through.
import {
  channelManager,
  type IXDMChannel,
} from "../../../node_modules/azure-devops-extension-sdk/esm/XDM.js";
import type { HostSetup } from "./setup.ts";

declare global {
  interface Window {
    hostSetup: HostSetup;
    hostHeard: string[];
    /** As when the user chooses another theme. */
    changeTheme: (theme: Readonly<Record<string, string>>) => Promise<void>;
    /** As when the tab is shown for another run. */
    changeRun: (run: number) => void;
  }
}

window.hostHeard = [];
const heard = (what: string) => void window.hostHeard.push(what);
const setup = window.hostSetup;
const listeners: ((build: { id: number }) => void)[] = [];

const services: Readonly<Record<string, object>> = {
  "ms.vss-tfs-web.tfs-page-data-service": { getProject: async () => setup.project },
  "ms.vss-features.location-service": { getServiceLocation: async () => setup.organization },
  "ms.vss-features.host-navigation-service": {
    getQueryParams: async () => setup.query,
    setQueryParams: (params: Record<string, string>) => {
      Object.assign(setup.query, params);
      heard(`query ${JSON.stringify(params)}`);
    },
  },
};

const frame = document.createElement("iframe");
frame.title = "Gatehouse";
frame.src = setup.page;
document.body.append(frame);
if (frame.contentWindow === null) throw new Error("the frame has no window");
const channel: IXDMChannel = channelManager.addChannel(
  frame.contentWindow,
  new URL(setup.page, location.href).origin,
);

channel.getObjectRegistry().register("DevOps.HostControl", {
  initialHandshake: () => ({
    contributionId:
      setup.run === null ? "gatehouse.gatehouse.releases-hub" : "gatehouse.gatehouse.release-tab",
    context: {
      extension: {
        id: "gatehouse.gatehouse",
        publisherId: "gatehouse",
        extensionId: "gatehouse",
        version: "0.1.0",
      },
      user: { name: setup.user.displayName, descriptor: "aad.x", imageUrl: "", ...setup.user },
      host: { id: "1", name: "contoso", serviceVersion: "Dev20", type: 4, isHosted: true },
      pageContext: { webContext: { project: setup.project } },
    },
    initialConfig:
      setup.run === null
        ? {}
        : {
            onBuildChanged: (tell: (build: { id: number }) => void) => {
              listeners.push(tell);
              tell({ id: setup.run ?? 0 });
            },
          },
    themeData: setup.theme,
  }),
  notifyLoadSucceeded: () => heard("loaded"),
  notifyLoadFailed: () => heard("failed"),
  resize: () => heard("resize"),
  getAccessToken: async () => {
    heard("token");
    return { token: setup.token };
  },
});
channel.getObjectRegistry().register("DevOps.ServiceManager", {
  getService: (id: string) => {
    heard(`service ${id}`);
    return services[id];
  },
});

window.changeTheme = (theme) =>
  channel.invokeRemoteMethod("dispatchEvent", "DevOps.SdkClient", [
    "themeChanged",
    { detail: { data: theme } },
  ]);
window.changeRun = (run) => listeners.forEach((tell) => tell({ id: run }));
