// Asks a server without pause, or in a given pace, over a number of connections. Told what by whoever started it.
import { Connection } from "./connection";
import { digits, type Order, type Result } from "./order";

let asked = 0;

process.on("message", (order: Order) => {
  run(order).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());

async function run(order: Order): Promise<Result> {
  let broken: Error | null = null;
  const onBroken = (error: Error) => {
    broken = error;
  };
  const connections = await Promise.all(
    Array.from({ length: order.connections }, () => Connection.open(order.port, onBroken)),
  );
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + order.seconds * 1_000;
  const pause = order.perSecond ? (1_000 * order.connections) / order.perSecond : 0;
  await Promise.all(
    connections.map((connection, lane) => {
      const first = start + (pause * lane) / order.connections;
      return ask(connection, order, { first, pause, end }, latencies, () => broken);
    }),
  );
  for (const connection of connections) connection.close();
  return { ...summary(latencies), seconds: (performance.now() - start) / 1_000 };
}

type Times = { first: number; pause: number; end: number };

function ask(
  connection: Connection,
  { requests, statuses }: Order,
  { first, pause, end }: Times,
  latencies: number[],
  broken: () => Error | null,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let sentAt = first;
    const send = () => {
      const template = requests[asked % requests.length] ?? ["", ""];
      sentAt = performance.now();
      connection.ask(template.length === 1 ? template[0] : template.join(digits(asked)), answered);
      asked++;
    };
    const answered = (status: number) => {
      const now = performance.now();
      const error = broken();
      if (error) return reject(error);
      if (!statuses.includes(status)) return reject(new Error(`Status ${status}.`));
      latencies.push(now - sentAt);
      if (now >= end) return resolve();
      if (pause === 0) return send();
      setTimeout(send, Math.max(0, sentAt + pause - now));
    };
    if (pause === 0) send();
    else setTimeout(send, Math.max(0, first - performance.now()));
  });
}

function summary(latencies: number[]) {
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { answers: sorted.length, p50: at(0.5), p99: at(0.99) };
}
