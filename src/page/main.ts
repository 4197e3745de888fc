/** The page in whichever home its document says: `<body data-home="local">`. */
import "azure-devops-ui/Core/override.css";
import "./page.css";
import "./local/theme.css";

async function show(home: string | undefined): Promise<void> {
  if (home === "local") {
    const { showLocal } = await import("./local/show-local.tsx");
    return showLocal();
  }
  // Its SDK begins to listen when it is loaded: not where there is no host.
  const { showHosted } = await import("./azure/hosted-page.ts");
  return showHosted(home === "hub" ? "hub" : "run");
}

void show(document.body.dataset["home"]);
