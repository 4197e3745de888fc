/** The page of a release from a terminal. */
import * as React from "react";
import { ReleasePage } from "../release-page.tsx";
import { show } from "../show.ts";
import { localHome } from "./local-home.ts";

export function showLocal(): void {
  show(<ReleasePage home={localHome} />);
}
