/** Stub. */
import type { Clock, Files, Http } from "../ports.ts";

export function cachedHttp(http: Http, _files: Files, _folder: string, _clock: Clock): Http {
  return http;
}
