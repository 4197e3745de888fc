/** Children that run foreign code, and may start what is to outlive them. */
import type { Process } from "../ports.ts";
import { productFile } from "./product.ts";

/**
 * A `Process` that ends whatever its children leave running, daemons too, by way of `python/keep_children.py` on the
 * Python at `python`. Elsewhere than on Linux `inner` itself, which ends a child's process group.
 */
export function keptProcess(inner: Process, python: string): Process {
  if (process.platform !== "linux") return inner;
  const keeper = ["-I", "-S", productFile("python/keep_children.py")];
  return {
    run: (file, args, options) =>
      inner.run(python, [...keeper, file, ...args], { ...options, endsItsChildren: true }),
  };
}
