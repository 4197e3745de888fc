/** The page within Azure DevOps: a tab on a run, or the hub over all runs. */
import { MessageCard, MessageCardSeverity } from "azure-devops-ui/MessageCard";
import { Spinner } from "azure-devops-ui/Spinner";
import * as React from "react";
import { HubPage } from "../hub-page.tsx";
import { ReleasePage } from "../release-page.tsx";
import { shown } from "../shown.ts";
import { chosenRun, enter, type Host, shakeHands, showRun, watchRun } from "./host.ts";
import { lobbyHome } from "./lobby-home.ts";
import { runHome } from "./run-home.ts";
import { words } from "./words.ts";

/** The run that the host shows the tab for, from before anybody looks at it. */
interface Runs {
  current: number | null;
  tell: (run: number) => void;
}

/** Shakes hands with the page around it first; says so where there is none, or where it does not understand. */
export async function hostedPage(home: "run" | "hub"): Promise<React.ReactElement> {
  if (window.parent === window) return <Problem text={words.noHost} />;
  try {
    await shakeHands();
    const page = await (home === "hub" ? hub() : tab());
    return page;
  } catch (thrown) {
    return <Problem text={words.broken(String(thrown))} />;
  }
}

async function hub(): Promise<React.ReactElement> {
  const [host, first] = await Promise.all([enter(), chosenRun()]);
  host.ready();
  return <HubPage lobby={lobbyHome(host, first, (run) => void showRun(run))} />;
}

async function tab(): Promise<React.ReactElement> {
  const runs: Runs = { current: null, tell: () => undefined };
  const watching = watchRun((run) => {
    runs.current = run;
    runs.tell(run);
  });
  const [host] = await Promise.all([enter(), watching]);
  host.ready();
  return <RunTab host={host} runs={runs} />;
}

/** The host may show another run in the same tab. */
function RunTab({ host, runs }: { host: Host; runs: Runs }): React.ReactElement {
  const [run, setRun] = React.useState(runs.current);
  React.useEffect(() => {
    runs.tell = setRun;
    setRun(runs.current);
  }, [runs]);
  const home = React.useMemo(() => (run === null ? null : runHome(host, run)), [host, run]);
  if (home === null || run === null) return <Spinner label={words.whichRun} />;
  return <ReleasePage key={run} home={home} />;
}

function Problem({ text }: { text: string }): React.ReactElement {
  return (
    <main className="release">
      <MessageCard severity={MessageCardSeverity.Error}>{shown(text)}</MessageCard>
    </main>
  );
}
