import type { Changed } from "./changed";

type Instants = { any: number; clientSide: number };
const never: Instants = { any: Number.NEGATIVE_INFINITY, clientSide: Number.NEGATIVE_INFINITY };

/** How long ago something changed, by environment; whatever the clock was set to meanwhile. */
export class Recent {
  #byEnvironment = new Map<string, Instants>();
  #everywhere = Number.NEGATIVE_INFINITY;
  #unknown = Number.NEGATIVE_INFINITY;

  /** Something has changed just now. */
  note({ environments, configuration }: Changed): void {
    const at = performance.now();
    if (configuration) this.#everywhere = at;
    for (const [id, flags] of environments) {
      const known = this.#byEnvironment.get(id) ?? never;
      const clientSide = [...flags.values()].includes(true) ? at : known.clientSide;
      this.#byEnvironment.set(id, { any: at, clientSide });
    }
  }

  /** Anything may have changed just now. */
  noteAll(): void {
    this.#unknown = performance.now();
  }

  /** Milliseconds since the last change that a key of this kind hears of; infinite when there was none. */
  age(environmentId: string, kind: "client" | "server"): number {
    const { any, clientSide } = this.#byEnvironment.get(environmentId) ?? never;
    const known = kind === "client" ? clientSide : Math.max(any, this.#everywhere);
    return performance.now() - Math.max(known, this.#unknown);
  }
}
