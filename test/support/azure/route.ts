/** What a route of the stand-in for Azure DevOps is. */
import type { World } from "./world.ts";

/** What was sent with a request, and by whom. */
export interface Asked {
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Id of the user whose token it carries; null for the job. */
  readonly user: string | null;
}

/** An answer that is none: a status with what the service says about it. */
export class Refusal {
  readonly status: number;
  readonly message: string;
  constructor(status: number, message: string) {
    this.status = status;
    this.message = message;
  }
}

/** An answer that is a file, not JSON. */
export class FileAnswer {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** One kind of question that the stand-in answers. */
export interface Route {
  readonly name: string;
  readonly method: "GET" | "POST" | "PATCH" | "PUT";
  /** Below the organization; as the contract writes it. */
  readonly template: string;
  /** Names in the query that tell it from others of the same path, as the contract writes them. */
  readonly query?: readonly string[];
  /** The answer out of the world; undefined for 404. */
  readonly answer: (world: World, parameters: Readonly<Record<string, string>>, asked: Asked) => unknown;
}
