/** Where a repository's releases are made on GitHub. */

const part = "[A-Za-z0-9_.-]+";
const forms = [
  new RegExp(`^https?://(?:[^@/]*@)?(${part}(?::\\d+)?)/(${part})/(${part}?)(?:\\.git)?/?$`),
  new RegExp(`^(?:ssh://)?git@(${part})(?::\\d+)?[:/](${part})/(${part}?)(?:\\.git)?/?$`),
];

/**
 * `https://api.github.com/repos/<owner>/<repository>`, or that of a GitHub Enterprise server, for the repository at a remote's address, which may hold a user and a password: they go nowhere.
 * Null when it is on no server that could be GitHub.
 */
export function githubApi(remote: string): string | null {
  const [, host, owner, name] = forms.map((form) => form.exec(remote)).find((found) => found !== null) ?? [];
  if (host === undefined || owner === undefined || name === undefined || name === "") return null;
  if ([owner, name].some((text) => text === "." || text === "..")) return null;
  if (/(?:^|\.)(?:dev\.azure\.com|visualstudio\.com)$/i.test(host)) return null;
  const root = host.toLowerCase() === "github.com" ? "https://api.github.com" : `https://${host}/api/v3`;
  return `${root}/repos/${owner}/${name}`;
}
