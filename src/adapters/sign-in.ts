/** How Azure DevOps says that somebody may not read: it seldom says 401. */

/**
 * What is wrong with the token, in words, or null when the answer is about the thing itself. `token` is what it is
 * called: `the job token`.
 */
export function signInProblem(status: number, contentType: string, token: string): string | null {
  if (status === 401) return `it does not accept ${token} (status 401)`;
  if (status === 403) return `${token} has no permission for it (status 403)`;
  if (status >= 300 && status < 400) return `it leads to its sign-in page (status ${status})`;
  const page = /html/i.test(contentType);
  if (status === 203 || (status === 200 && page))
    return `it answers with its sign-in page (status ${status}): ${token} is missing, expired, or another organization's`;
  return null;
}
