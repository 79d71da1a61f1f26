import pg from "pg";
import type { Site } from "@/server/system/site";

/** Another, empty database on the server of a site; its address. */
export async function databaseFor(site: Site, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: site.databaseUrl });
  await client.connect();
  await client.query(`CREATE DATABASE "${name}"`);
  await client.end();
  const url = new URL(site.databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}
