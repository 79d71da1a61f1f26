import pg from "pg";
import { sessionJwt } from "@/lib/auth/session";

/** The cookie of a new session of the only account with a password, as signing in makes it. Needs NEXTAUTH_SECRET. */
export async function firstSession(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string; epoch: number }>(
    `SELECT "id", "epoch" FROM "User" WHERE "passwordHash" IS NOT NULL`,
  );
  await client.end();
  const [account] = rows;
  if (!account) throw new Error("There is no account.");
  return `next-auth.session-token=${await sessionJwt(account)}`;
}
