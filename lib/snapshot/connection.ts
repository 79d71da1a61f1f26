import pg from "pg";

/** How it is called in pg_stat_activity. */
export const listenerName = "hoist changes";

/** Where changes are told: see the migration that defines `announce_audit`. */
const channelOf = `SELECT 'hoist_' || replace("installation"::text, '-', '') AS "channel" FROM "Ledger"`;

/** A client of its own that listens for changes. `onNotice` is told what each one says, `onBroken` once that it is lost. */
export async function listen(
  connectionString: string,
  onNotice: (said: string) => void,
  onBroken: () => void,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    application_name: listenerName,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
  });
  client.on("notification", ({ payload = "" }) => onNotice(payload));
  client.once("end", onBroken);
  client.on("error", onBroken);
  try {
    await client.connect();
    const { rows } = await client.query<{ channel: string }>(channelOf);
    for (const { channel } of rows)
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
  } catch (error) {
    hangUp(client);
    throw error;
  }
  return client;
}

/** Ends a connection that may be broken, without waiting for it. */
export function hangUp(client: pg.Client): void {
  client.end().catch(() => undefined);
}
