/** What the page is measured against: the same libraries, the same handshake, and their own table of a hundred empty rows. */
import "azure-devops-ui/Core/override.css";
import "../../src/page/page.css";
import * as SDK from "azure-devops-extension-sdk";
import { ObservableValue } from "azure-devops-ui/Core/Observable";
import { Button } from "azure-devops-ui/Button";
import { Checkbox } from "azure-devops-ui/Checkbox";
import { Dialog } from "azure-devops-ui/Dialog";
import { MessageCard } from "azure-devops-ui/MessageCard";
import { Spinner } from "azure-devops-ui/Spinner";
import { Status, Statuses } from "azure-devops-ui/Status";
import { type ITableColumn, renderSimpleCell, Table } from "azure-devops-ui/Table";
import { TextField } from "azure-devops-ui/TextField";
import { ArrayItemProvider } from "azure-devops-ui/Utilities/Provider";
import * as React from "react";
import * as ReactDOM from "react-dom";

/** Kept in the bundle, and not shown: the page has them, too. */
export const libraries = [Button, Checkbox, Dialog, MessageCard, Spinner, Status, Statuses, TextField];

interface Row {
  readonly [column: string]: string;
}
const columns: ITableColumn<Row>[] = ["name", "version", "state", "findings", "size", "more"].map((id) => ({
  id,
  name: id,
  width: new ObservableValue(-16),
  renderCell: renderSimpleCell,
}));
const rows = new ArrayItemProvider<Row>(Array.from({ length: 100 }, () => ({})));

function Bare(): React.ReactElement {
  return (
    <main className="release">
      <Table<Row> columns={columns} itemProvider={rows} virtualize={false} ariaLabel="Empty" />
    </main>
  );
}

async function show(): Promise<void> {
  await SDK.init({ loaded: false });
  ReactDOM.render(<Bare />, document.getElementById("page"));
  await SDK.notifyLoadSucceeded();
}
void show();
