/** Secrets that end up in packages by mistake. A short list of forms that nothing else has. */

/** Files that hold secrets by their nature, wherever they lie. */
const files: readonly { readonly name: RegExp; readonly what: string }[] = [
  { name: /(?:^|\/)\.env(?:\.(?:local|production))?$/, what: "a file of environment variables" },
  { name: /(?:^|\/)\.pypirc$/, what: "credentials of a package index" },
  { name: /(?:^|\/)(?:id_rsa|id_ed25519|id_ecdsa)$/, what: "a private key" },
  { name: /(?:^|\/)\.(?:netrc|npmrc|git-credentials)$/, what: "a file of credentials" },
];

const forms: readonly { readonly form: RegExp; readonly what: string }[] = [
  // In JSON and in a literal of Python its line breaks are escaped.
  {
    form: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----(?:\s|\\[rn])+(?:[A-Za-z0-9+/=\s]|\\[rn]){60}/,
    what: "a private key",
  },
  { form: /\bpypi-AgE[A-Za-z0-9_-]{60,}/, what: "a token of PyPI" },
  { form: /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_[A-Za-z0-9_]{60,}/, what: "a token of GitHub" },
  { form: /\bAccountKey=[A-Za-z0-9+/]{86}==/, what: "the key of an Azure storage account" },
  {
    form: /\b[A-Za-z0-9_~.-]{3}7Q~[A-Za-z0-9_~.-]{31}\b|\b[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{34}\b/,
    what: "a secret of an Entra application",
  },
  { form: /\bAKIA[0-9A-Z]{16}\b/, what: "an access key of AWS" },
];

/** No form is longer, so that one across two chunks is still found. */
const overlap = 256;

/** What a file's name says of it, or null. */
export function secretByName(name: string): string | null {
  return files.find((file) => file.name.test(name))?.what ?? null;
}

/** Looks through a text as it comes, chunk by chunk. */
export function secretFinder(): { look(chunk: Buffer): void; readonly found: ReadonlySet<string> } {
  const found = new Set<string>();
  let rest = "";
  return {
    found,
    look(chunk) {
      const text = rest + chunk.toString("latin1");
      for (const { form, what } of forms) if (!found.has(what) && form.test(text)) found.add(what);
      rest = text.slice(-overlap);
    },
  };
}
