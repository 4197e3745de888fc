/** What the page shows within Azure DevOps. */
import { Spinner } from "azure-devops-ui/Spinner";
import * as React from "react";
import type { Home, Lobby } from "../home.ts";
import { HubPage } from "../hub-page.tsx";
import { Message } from "../message.tsx";
import { ReleasePage } from "../release-page.tsx";
import { show } from "../show.ts";
import { shown } from "../shown.ts";
import type { Host } from "./host.ts";
import { runHome } from "./run-home.ts";
import { words } from "./words.ts";

/** The run that the host shows the tab for, from before anybody looks at it. */
export interface Runs {
  current: number | null;
  tell: (run: number) => void;
}

interface TabProps {
  readonly host: Host;
  readonly runs: Runs;
  /** The run that is being read already. */
  readonly begun: { readonly run: number; readonly home: Home } | null;
}

export function showTab(given: TabProps): void {
  show(<RunTab {...given} />);
}

export function showHub(lobby: Lobby): void {
  show(<HubPage lobby={lobby} />);
}

/** What stands in the way of the whole page. */
export function showProblem(text: string): void {
  show(
    <main className="release">
      <Message severity="Error">{shown(text)}</Message>
    </main>,
  );
}

/** The host may show another run in the same tab. */
function RunTab({ host, runs, begun }: TabProps): React.ReactElement {
  const [run, setRun] = React.useState(runs.current);
  React.useEffect(() => {
    runs.tell = setRun;
    setRun(runs.current);
  }, [runs]);
  const home = React.useMemo(() => {
    if (run === null || run === begun?.run) return begun?.home ?? null;
    return runHome(host, run);
  }, [host, run, begun]);
  if (home === null || run === null) return <Spinner label={words.whichRun} />;
  return <ReleasePage key={run} home={home} />;
}
