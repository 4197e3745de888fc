/** The files of an artifact, its digest, and how to check both oneself. */
import * as React from "react";
import type { ArtifactView } from "../report/view.ts";
import { CopyButton } from "./copy-button.tsx";
import { shown } from "./shown.ts";
import { outcomeWords, sizeWords } from "./words.ts";

export function FileTable({ artifact }: { artifact: ArtifactView }): React.ReactElement | null {
  const { files, digest, outcomes } = artifact;
  if (files.length === 0 || digest === null) return null;
  const check = checkLine(artifact);
  return (
    <section className="files" aria-label="Files">
      <h3>Files</h3>
      <ul role="list">
        {files.map(({ name, size, sha256 }) => {
          const outcome = outcomes[name];
          return (
            <li key={name}>
              <div>
                <bdi>{shown(name, 500)}</bdi> <span className="secondary-text">{sizeWords(size)}</span>
                {outcome === undefined ? null : <span className="outcome"> · {outcomeWords[outcome]}</span>}
              </div>
              <code className="digest">{sha256}</code>
            </li>
          );
        })}
      </ul>
      <p>
        Digest: <code className="digest">{digest}</code> <CopyButton text={digest} what="the digest" />
      </p>
      {check === null ? null : (
        <p>
          Check the files yourself, in the folder of the record: <code className="line">{check}</code>{" "}
          <CopyButton text={check} what="the line that checks the files" />
        </p>
      )}
    </section>
  );
}

/** A line for a shell; null when a name could mean something to it. */
function checkLine({ name, files }: ArtifactView): string | null {
  if (![name, ...files.map((file) => file.name)].every((one) => /^[A-Za-z0-9][\w.+!-]*$/.test(one)))
    return null;
  const sums = files.map((file) => `${file.sha256}  ${name}/${file.name}`).join("\\n");
  return `printf '${sums}\\n' | sha256sum --check`;
}
