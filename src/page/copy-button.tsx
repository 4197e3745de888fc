/** Puts a text on the clipboard. */
import { Button } from "azure-devops-ui/Button";
import * as React from "react";

export function CopyButton({ text, what }: { text: string; what: string }): React.ReactElement {
  const [said, setSaid] = React.useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied");
    } catch {
      setSaid("Mark it and copy it: the browser does not let the page.");
    }
  };
  return (
    <>
      <Button text="Copy" ariaLabel={`Copy ${what}`} subtle onClick={() => void copy()} />
      <span role="status" className="secondary-text">
        {said}
      </span>
    </>
  );
}
