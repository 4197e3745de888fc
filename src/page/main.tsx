/** The page in whichever home its document says: `<body data-home="local">`. */
import "azure-devops-ui/Core/override.css";
import "./page.css";
import "./local/theme.css";
import * as React from "react";
import * as ReactDOM from "react-dom";
import { localHome } from "./local/local-home.ts";
import { ReleasePage } from "./release-page.tsx";

async function page(home: string | undefined): Promise<React.ReactElement> {
  if (home === "local") return <ReleasePage home={localHome} />;
  // Its SDK begins to listen when it is loaded: not where there is no host.
  const { hostedPage } = await import("./azure/hosted-page.tsx");
  return hostedPage(home === "hub" ? "hub" : "run");
}

void page(document.body.dataset["home"]).then((element) =>
  ReactDOM.render(element, document.getElementById("page")),
);
