/** Puts the page into its document. */
import type * as React from "react";
import * as ReactDOM from "react-dom";

export function show(page: React.ReactElement): void {
  ReactDOM.render(page, document.getElementById("page"));
}
