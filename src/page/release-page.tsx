/** The page of one release: what would be released, and deciding on it. */
import { Spinner } from "azure-devops-ui/Spinner";
import * as React from "react";
import type { Decision } from "../release/record.ts";
import type { ArtifactView, ReleaseView } from "../report/view.ts";
import { ArtifactTable } from "./artifact-table.tsx";
import type { Question } from "./confirm-dialog.tsx";
import { DecideBox } from "./decide-box.tsx";
import { Details } from "./details.tsx";
import { FlowPicture } from "./flow-picture.tsx";
import type { Home } from "./home.ts";
import { Message } from "./message.tsx";
import { RunHeader } from "./run-header.tsx";
import { shown } from "./shown.ts";
import { arranged, type Filter, type Order } from "./sort.ts";
import { type Action, Toolbar } from "./toolbar.tsx";
import { type Release, useRelease } from "./use-release.ts";
import { Said } from "./said.tsx";
import { effects, isUndecided, tally } from "./words.ts";

export function ReleasePage({ home }: { home: Home }): React.ReactElement {
  const release = useRelease(home);
  const { view, problem } = release;
  return (
    <main className="release">
      {view !== null && view.artifacts.length > 0 ? null : <h1>Release</h1>}
      {problem === "" ? null : <Message severity="Error">{shown(problem)}</Message>}
      {view === null ? (
        problem === "" ? (
          <Spinner label="Reading the release…" />
        ) : null
      ) : view.artifacts.length === 0 ? (
        <Notices view={view} />
      ) : (
        <Board view={view} release={release} kind={home.kind} />
      )}
    </main>
  );
}

interface BoardProps {
  readonly view: ReleaseView;
  readonly release: Release;
  readonly kind: Home["kind"];
}

/** Loaded when there is something to confirm. */
const ConfirmDialog = React.lazy(async () => {
  const dialog = await import("./confirm-dialog.tsx");
  return { default: dialog.ConfirmDialog };
});

/** Ticked: a name with the digest that was shown. */
type Ticked = ReadonlyMap<string, string | null>;
const nothing: Ticked = new Map();
const everything: Filter = { show: "all", text: "" };

function Board({ view, release, kind }: BoardProps): React.ReactElement {
  const { artifacts } = view;
  const [filter, setFilter] = React.useState(everything);
  const [order, setOrder] = React.useState<Order | null>(null);
  const [ticked, setTicked] = React.useState(nothing);
  const [opened, setOpened] = React.useState<string | null>(null);
  const [comments, setComments] = React.useState<ReadonlyMap<string, string>>(new Map());
  const [question, setQuestion] = React.useState<Question | null>(null);

  const undecided = artifacts.filter(isUndecided);
  // Other files than those that were ticked: look again.
  const chosen = undecided.filter(({ name, digest }) => ticked.get(name) === digest);
  const open = artifacts.find(({ name }) => name === opened) ?? artifacts.find(isYoursSoon) ?? artifacts[0];

  const choose = React.useCallback((some: readonly ArtifactView[], isChosen: boolean) => {
    setTicked((before) => {
      const after = new Map(before);
      for (const { name, digest } of some) {
        if (isChosen) after.set(name, digest);
        else after.delete(name);
      }
      return after;
    });
  }, []);
  const ask = (action: Action) => {
    const rest = undecided.filter((artifact) => !chosen.includes(artifact));
    if (action === "reject") setQuestion({ approve: [], reject: chosen });
    else setQuestion({ approve: chosen, reject: action === "split" ? rest : [] });
  };
  const intent = (artifact: ArtifactView, decision: Decision, fallback: string) => {
    const own = comments.get(artifact.name)?.trim() ?? "";
    return { artifact, decision, comment: own === "" ? fallback : own };
  };
  const answer = (asked: Question, comment: string | null) => {
    setQuestion(null);
    if (comment === null) return;
    void release.decide([
      ...asked.approve.map((artifact) => intent(artifact, "approved", comment)),
      ...asked.reject.map((artifact) => intent(artifact, "rejected", comment)),
    ]);
  };
  return (
    <>
      <RunHeader view={view} />
      <Notices view={view} />
      <FlowPicture artifacts={artifacts} />
      <Toolbar
        artifacts={artifacts}
        filter={filter}
        onFilter={setFilter}
        chosen={chosen.length}
        undecided={undecided.length}
        sending={release.busy.size}
        onAct={ask}
      />
      <div className="board">
        <ArtifactTable
          rows={arranged(artifacts, filter, order)}
          order={order}
          onOrder={setOrder}
          chosen={chosen}
          onChoose={choose}
          open={open?.name ?? null}
          onOpen={setOpened}
          problems={release.problems}
        />
        {open === undefined ? null : (
          <Details key={open.name} artifact={open}>
            <DecideBox
              artifact={open}
              comment={comments.get(open.name) ?? ""}
              onComment={(comment) => setComments((before) => new Map([...before, [open.name, comment]]))}
              isBusy={release.busy.has(open.name)}
              problem={release.problems.get(open.name) ?? ""}
              onDecide={(decision) => {
                // It stays in sight, with what came of it.
                setOpened(open.name);
                void release.decide([intent(open, decision, "")]);
              }}
            />
          </Details>
        )}
      </div>
      <p className="secondary-text effect">{effects[kind]}</p>
      <Said artifacts={artifacts} />
      {question === null ? null : (
        <React.Suspense fallback={null}>
          <ConfirmDialog
            {...question}
            kind={kind}
            index={view.index}
            onAnswer={(comment) => answer(question, comment)}
          />
        </React.Suspense>
      )}
    </>
  );
}

/** Waits for who looks, as far as is known: what is still being read is taken for that, so that nothing jumps then. */
function isYoursSoon(artifact: ArtifactView): boolean {
  return isUndecided(artifact) || (artifact.state === "waiting" && artifact.access.kind === "reading");
}

function Notices({ view }: { view: ReleaseView }): React.ReactElement {
  const asked = view.artifacts.filter(({ decidable }) => decidable);
  const isMixed = asked.some(({ state }) => state === "failed");
  const end = asked.length === 0 ? "there was nothing to decide" : tally(asked);
  return (
    <>
      {view.notices.map((notice) => (
        <Message key={notice} severity="Warning">
          {shown(notice)}
        </Message>
      ))}
      {view.done ? (
        <Message severity={isMixed ? "Warning" : "Info"}>
          All done: {end}.{view.run === null ? " You can close this window." : ""}
        </Message>
      ) : null}
    </>
  );
}
