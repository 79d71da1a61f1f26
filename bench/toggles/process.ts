// Toggles through the mutation that every door calls, in a process of its own, on the database in DATABASE_URL.
import { flagKeys } from "@/bench/estate";
import { runStatement, sql } from "@/lib/database/statement";
import { createActor } from "@/lib/testing/factories";
import { putToggle } from "@/lib/toggles/mutations/put";
import type { Toggled, ToggleOrder } from "./order";
import { Subscriber } from "./subscriber";

/** An odd number: whoever's turn it is again gets the other value than before. */
const people = 999;
const flags = flagKeys();
const flag = ["default", "flag-00", "production"] as const;

process.on("disconnect", () => process.exit());
const editor = await createActor("editor");
const names = await enlist();
process.on("message", (order: ToggleOrder) => {
  toggle(order).then(
    (toggled) => process.send?.(toggled),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : error }),
  );
});
process.send?.({});

/**
 * Those who are toggled exist already, as most do, and Hoist knows them: their first toggle made them. It gave them the other
 * value than they are given next.
 */
async function enlist(): Promise<string[]> {
  const called = (prefix: string, odd: boolean) =>
    Array.from({ length: people }, (_, at) => ({
      name: `${prefix}-${at}`,
      enabled: (at % 2 === 1) === odd,
    }));
  const wished = called("mutation", false);
  const unknown = [...wished, ...called("rest", true), ...called("wait", true)].values();
  const lane = async () => {
    for (const { name, enabled } of unknown) await putToggle(editor, ...flag, name, { enabled });
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  await runStatement(sql`ANALYZE`); // PostgreSQL does it by itself within a minute.
  return wished.map(({ name }) => name);
}

let turn = 0;
let firsts = people;

async function toggle({ seconds, writers, first, subscribe }: ToggleOrder): Promise<Toggled> {
  const subscriber = subscribe && (await Subscriber.open(subscribe.port, subscribe.key));
  const waits: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  let changes = 0;
  const write = async () => {
    for (; performance.now() < end; changes++) {
      const at = first ? firsts++ : turn++;
      const key = first ? (flags[Math.floor(at / people)] ?? "") : flag[1];
      const name = names[at % people] ?? "";
      const input = { enabled: at % 2 === 1 };
      const since = performance.now();
      const event = subscriber?.next();
      await putToggle(editor, flag[0], key, flag[2], name, input);
      if (event) waits.push((await event) - since);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  subscriber?.close();
  return { changes, seconds: (performance.now() - start) / 1_000, waits };
}
