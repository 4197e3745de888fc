/** A message in a box. The library's card is made of so many parts that it is loaded when there is something to say. */
import * as React from "react";

interface MessageProps {
  readonly severity: "Error" | "Warning" | "Info";
  readonly children: React.ReactNode;
}

const Card = React.lazy(async () => {
  const { MessageCard, MessageCardSeverity } = await import("azure-devops-ui/MessageCard");
  const card = ({ severity, children }: MessageProps): React.ReactElement => (
    <MessageCard severity={MessageCardSeverity[severity]}>{children}</MessageCard>
  );
  return { default: card };
});

export function Message(props: MessageProps): React.ReactElement {
  return (
    <React.Suspense fallback={<div className="message-to-come">{props.children}</div>}>
      <Card {...props} />
    </React.Suspense>
  );
}
