/** A link to another site. */
import * as React from "react";
import { safeAddress, shown } from "./shown.ts";

/** `text` as a link to `href`; as text alone when that is no address that a link may have. Both may be foreign. */
export function OutwardLink({ href, text }: { href: string | null; text: string }): React.ReactElement {
  const address = safeAddress(href);
  if (address === null) return <bdi>{shown(text)}</bdi>;
  return (
    <a className="bolt-link" href={address} target="_blank" rel="noopener noreferrer nofollow">
      <bdi>{shown(text)}</bdi>
    </a>
  );
}
