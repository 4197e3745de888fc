/** The page within Azure DevOps: a tab on a run, or the hub over all runs. */
import { MessageCard, MessageCardSeverity } from "azure-devops-ui/MessageCard";
import { Spinner } from "azure-devops-ui/Spinner";
import * as React from "react";
import { HubPage } from "../hub-page.tsx";
import { ReleasePage } from "../release-page.tsx";
import { shown } from "../shown.ts";
import { chosenRun, enter, type Host, showRun, watchRun } from "./host.ts";
import { lobbyHome } from "./lobby-home.ts";
import { runHome } from "./run-home.ts";
import { words } from "./words.ts";

/** Shakes hands with the page around it first; says so where there is none, or where it does not understand. */
export async function hostedPage(home: "run" | "hub"): Promise<React.ReactElement> {
  if (window.parent === window) return <Problem text={words.noHost} />;
  try {
    const host = await enter();
    const page =
      home === "hub" ? (
        <HubPage lobby={lobbyHome(host, await chosenRun(), (run) => void showRun(run))} />
      ) : (
        <RunTab host={host} />
      );
    host.ready();
    return page;
  } catch (thrown) {
    return <Problem text={words.broken(String(thrown))} />;
  }
}

/** The host may show another run in the same tab. */
function RunTab({ host }: { host: Host }): React.ReactElement {
  const [run, setRun] = React.useState<number | null>(null);
  const [problem, setProblem] = React.useState("");
  React.useEffect(() => {
    watchRun(setRun).catch((thrown: unknown) => setProblem(words.broken(String(thrown))));
  }, []);
  const home = React.useMemo(() => (run === null ? null : runHome(host, run)), [host, run]);
  if (problem !== "") return <Problem text={problem} />;
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
