import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { findPostgres, type PostgresServer, startPostgres } from "@/lib/testing/postgres-server";
import { readNotice, socketUrl } from "../database-protocol";
import { freePort, Hoist, type HoistOptions } from "./harness";
import { killHard } from "./processes";

const postgres = findPostgres();

/** Where Hoist can keep its data. What is missing here is skipped, by name. */
export const kinds = [
  { database: "the embedded database", missing: false },
  { database: "PostgreSQL", missing: !postgres },
] as const;

export type Kind = (typeof kinds)[number]["database"];

/** A place where Hoist is installed: a data folder, a database, a port; made for one test and removed after it. */
export class Site {
  private readonly hoists: Hoist[] = [];
  private readonly folders: string[] = [];
  private readonly server: PostgresServer | undefined;
  private down: NodeJS.Timeout | undefined;
  readonly options: HoistOptions;

  private constructor(port: number, server: PostgresServer | undefined) {
    this.server = server;
    this.options = { dataFolder: this.folder(), port };
  }

  /** `forInit`: options of initdb, for a PostgreSQL. */
  static async open(kind: Kind = "the embedded database", forInit: string[] = []): Promise<Site> {
    const isPostgres = kind === "PostgreSQL" && postgres;
    // What is acknowledged must survive a crash of the server, if not one of the machine.
    const server = isPostgres
      ? await startPostgres(postgres, ["synchronous_commit=on"], forInit)
      : undefined;
    return new Site(await freePort(), server);
  }

  /** Starts Hoist here; with another folder or port when `options` name them. */
  launch({ env, ...options }: Partial<HoistOptions> = {}): Hoist {
    const hoist = new Hoist({
      ...this.options,
      ...options,
      env: { ...this.databaseSettings(), ...env },
    });
    this.hoists.push(hoist);
    return hoist;
  }

  /** Starts Hoist here and waits until it serves. */
  start(options: Partial<HoistOptions> = {}): Promise<Hoist> {
    return this.launch(options).ready();
  }

  /** Starts one more Hoist on the same PostgreSQL. */
  async startAnother(env: Record<string, string> = {}, node?: string): Promise<Hoist> {
    return this.start({ dataFolder: this.folder(), port: await freePort(), env, node });
  }

  /** How to reach the database now. */
  get databaseUrl(): string {
    if (this.server) return this.server.url("postgres");
    const notice = readNotice(this.options.dataFolder);
    if (!notice) throw new Error("No embedded database runs here.");
    return socketUrl(notice.socketPath);
  }

  /** Kills the embedded database of a Hoist; crashes the PostgreSQL server and starts it again. */
  async crashDatabase(hoist: Hoist): Promise<void> {
    if (this.server) {
      await this.server.crash();
      return this.server.start();
    }
    const pid = hoist.child("database");
    if (pid === undefined) throw new Error("The embedded database does not run.");
    killHard(pid);
  }

  /** Takes the database away, until `startDatabase`. */
  async stopDatabase(hoist?: Hoist): Promise<void> {
    if (this.server) return this.server.crash();
    const holdDown = () => {
      const pid = hoist?.child("database");
      if (pid !== undefined) killHard(pid);
    };
    holdDown();
    this.down = setInterval(holdDown, 20);
  }

  async startDatabase(): Promise<void> {
    clearInterval(this.down);
    await this.server?.start();
  }

  /** A folder that is removed with the site. */
  folder(): string {
    const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-test-"));
    this.folders.push(folder);
    return folder;
  }

  async close(): Promise<void> {
    clearInterval(this.down);
    await Promise.all(this.hoists.map((hoist) => hoist.cleanUp()));
    await this.server?.stop();
    for (const folder of this.folders) fs.rmSync(folder, { recursive: true, force: true });
  }

  private databaseSettings(): Record<string, string> {
    if (!this.server) return {};
    return { DATABASE_URL: this.databaseUrl, NEXTAUTH_SECRET: "the same for every instance" };
  }
}
