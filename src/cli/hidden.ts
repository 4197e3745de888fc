/** What is printed nowhere: the secrets of this process. */
const secrets = new Set<string>();

/** From now on {@link withoutHidden} hides this text. */
export function hideText(secret: string): void {
  secrets.add(secret);
}

/** `text` without the secrets in it. */
export function withoutHidden(text: string): string {
  return [...secrets].reduce((hidden, secret) => hidden.replaceAll(secret, "***"), text);
}
