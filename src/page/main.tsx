/** The page in whichever home its document says: `<body data-home="local">`. */
import "azure-devops-ui/Core/override.css";
import "./page.css";
import "./local/theme.css";
import * as React from "react";
import * as ReactDOM from "react-dom";
import { localHome } from "./local/local-home.ts";
import { ReleasePage } from "./release-page.tsx";

function page(home: string | undefined): React.ReactElement {
  if (home === "local") return <ReleasePage home={localHome} />;
  throw new Error(`there is no home ${String(home)}`);
}

ReactDOM.render(page(document.body.dataset["home"]), document.getElementById("page"));
