/** Readers for JSON that came over the network: each returns the value with its type, or throws a {@link Misfit}. */

export class Misfit extends Error {}

/** Takes a value and where it stands. */
export type Reader<T> = (value: unknown, at: string) => T;

export type Read<R> = R extends Reader<infer T> ? T : never;

export const text: Reader<string> = (value, at) => {
  if (typeof value === "string") return value;
  throw new Misfit(`${at} is no text`);
};

export const whole: Reader<number> = (value, at) => {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw new Misfit(`${at} is no whole number`);
};

/** A number; in places the service writes it as text. */
export const count: Reader<number> = (value, at) =>
  whole(typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value, at);

/** Null stands for what is not there, too. */
export function maybe<T>(read: Reader<T>): Reader<T | null> {
  return (value, at) => (value === undefined || value === null ? null : read(value, at));
}

export function list<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, at) => {
    if (Array.isArray(value)) return value.map((item, n) => read(item, `${at}/${n}`));
    throw new Misfit(`${at} is no list`);
  };
}

/** An object with these fields; others are free, since the service adds some every month, and are left out. */
export function object<Fields extends Readonly<Record<string, Reader<unknown>>>>(
  fields: Fields,
): Reader<{ readonly [Name in keyof Fields]: Read<Fields[Name]> }> {
  return (value, at) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new Misfit(`${at} is no object`);
    const pairs = Object.entries(fields).map(([name, read]) => {
      const own = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      return [name, read(own, `${at}/${name}`)];
    });
    return Object.fromEntries(pairs) as { [Name in keyof Fields]: Read<Fields[Name]> };
  };
}

/** As the service wraps lists: `{ count, value }`. */
export function wrapped<T>(read: Reader<T>): Reader<readonly T[]> {
  const envelope = object({ value: list(read) });
  return (value, at) => envelope(value, at).value;
}

/** JSON in a text. */
export function json<T>(read: Reader<T>): Reader<T> {
  return (value, at) => {
    try {
      return read(JSON.parse(text(value, at)), at);
    } catch (cause) {
      throw cause instanceof Misfit ? cause : new Misfit(`${at} is not JSON`);
    }
  };
}
