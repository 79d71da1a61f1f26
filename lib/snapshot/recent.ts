import type { Changed } from "./changed";

type Instants = { any: number; clientSide: number };
const never: Instants = { any: 0, clientSide: 0 };

/** When something last changed, by environment. */
export class Recent {
  #byEnvironment = new Map<string, Instants>();
  #everywhere = 0;

  /** `at` by this machine's clock, which the database's may not agree with. */
  note({ environments, configuration }: Changed, at: number): void {
    if (configuration) this.#everywhere = Math.max(this.#everywhere, at);
    for (const [id, flags] of environments) {
      const known = this.#byEnvironment.get(id) ?? never;
      const clientSide = [...flags.values()].includes(true);
      this.#byEnvironment.set(id, {
        any: Math.max(known.any, at),
        clientSide: clientSide ? Math.max(known.clientSide, at) : known.clientSide,
      });
    }
  }

  /** Epoch milliseconds of the last change that a key of this kind hears of; 0 when there was none. */
  last(environmentId: string, kind: "client" | "server"): number {
    const { any, clientSide } = this.#byEnvironment.get(environmentId) ?? never;
    return kind === "client" ? clientSide : Math.max(any, this.#everywhere);
  }
}
