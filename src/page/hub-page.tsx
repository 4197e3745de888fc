/** All runs that wait for somebody, and the way into one. */
import { Button } from "azure-devops-ui/Button";
import { Spinner } from "azure-devops-ui/Spinner";
import * as React from "react";
import { follow } from "./follow.ts";
import type { Home, Lobby, WaitingRun } from "./home.ts";
import { Message } from "./message.tsx";
import { ReleasePage } from "./release-page.tsx";
import { shown } from "./shown.ts";
import { When } from "./when.tsx";
import { count, nothingToDecide } from "./words.ts";

const pace = { usual: 20_000, longest: 120_000 };

export function HubPage({ lobby }: { lobby: Lobby }): React.ReactElement {
  const [home, setHome] = React.useState<Home | null>(lobby.first);
  if (home === null) return <Waiting lobby={lobby} onOpen={(run) => setHome(lobby.open(run))} />;
  return (
    <>
      <nav className="back" aria-label="Releases">
        <Button text="All releases that wait" subtle onClick={() => setHome(null)} />
      </nav>
      <ReleasePage home={home} />
    </>
  );
}

interface WaitingProps {
  readonly lobby: Lobby;
  readonly onOpen: (run: number) => void;
}

function Waiting({ lobby, onOpen }: WaitingProps): React.ReactElement {
  const [runs, setRuns] = React.useState<readonly WaitingRun[] | null>(null);
  const [problem, setProblem] = React.useState("");
  React.useEffect(() => {
    const read = async () => {
      const answered = await lobby.waiting();
      setProblem("problem" in answered ? answered.problem : "");
      if ("value" in answered) setRuns(answered.value);
      return "problem" in answered ? "failed" : "again";
    };
    return follow(read, pace).stop;
  }, [lobby]);
  return (
    <main className="release">
      <h1>Releases that wait</h1>
      {problem === "" ? null : <Message severity="Error">{shown(problem)}</Message>}
      {runs === null ? (
        problem === "" ? (
          <Spinner label="Reading what waits…" />
        ) : null
      ) : (
        <Runs runs={runs} onOpen={onOpen} />
      )}
    </main>
  );
}

function Runs({
  runs,
  onOpen,
}: {
  runs: readonly WaitingRun[];
  onOpen: WaitingProps["onOpen"];
}): React.ReactElement {
  if (runs.length === 0)
    return <p className="empty">{nothingToDecide} When a release asks for a decision, it appears here.</p>;
  return (
    <>
      <p className="run-facts secondary-text">{waitWords(runs)}</p>
      <table className="artifacts runs">
        <caption className="unseen">Runs that wait for a decision</caption>
        <thead>
          <tr>
            <th scope="col">Release</th>
            <th scope="col">Waits for</th>
            <th scope="col">Branch</th>
            <th scope="col">Queued by</th>
            <th scope="col">Since</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ id, pipeline, number, yours, others, branch, requestedFor, since }) => (
            <tr key={id}>
              <th scope="row">
                <button type="button" className="bolt-link name" onClick={() => onOpen(id)}>
                  <bdi>{shown(pipeline, 300)}</bdi>
                </button>{" "}
                <span className="secondary-text">{shown(number, 100)}</span>
              </th>
              <td data-label="Waits for">
                {yours > 0 ? <strong>you: {count(yours, "artifact")}</strong> : null}
                {yours > 0 && others > 0 ? "; " : ""}
                {others > 0 ? `others: ${count(others, "artifact")}` : ""}
              </td>
              <td data-label="Branch">
                <bdi>{shown(branch, 300)}</bdi>
              </td>
              <td data-label="Queued by">
                <bdi>{shown(requestedFor, 300)}</bdi>
              </td>
              <td data-label="Since">
                <When iso={since} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** `2 runs wait for you, 1 for others.` */
function waitWords(runs: readonly WaitingRun[]): string {
  const yours = runs.filter((run) => run.yours > 0).length;
  const others = runs.length - yours;
  if (yours === 0)
    return `${count(others, "run")} ${others === 1 ? "waits" : "wait"} for others, none for you.`;
  const rest = others === 0 ? "" : `, ${others} for others`;
  return `${count(yours, "run")} ${yours === 1 ? "waits" : "wait"} for you${rest}.`;
}
