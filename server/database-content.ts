import fs from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { database } from "@/lib/database/client";
import { isUnavailable } from "@/lib/database/failures";
import { countPending, MigrationRefused, migrate, readMigrations } from "@/lib/database/migrate";
import type { Settings } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { ensureFirstRows } from "@/lib/projects/first-rows";
import { ensureAdminFromSettings } from "@/lib/users/mutations/sign-up";
import { explain, StartFailure } from "./explain";
import type { Part } from "./health";
import { root } from "./paths";
import { snapshotFile } from "./reads";
import { say } from "./say";

/** How often to look whether a database that was down at the start is there. */
const TRY_AGAIN_MS = 1000;

type Role = Settings["HOIST_ROLE"];

/**
 * Brings the database to what this code needs. When it does not answer and polls can be answered from a snapshot on
 * disk, that is done as soon as it does answer. Throws StartFailure.
 */
export async function prepareDatabase(url: string, role: Role, dataFolder: string): Promise<Part> {
  try {
    await prepare(url, role);
    return { name: "database", begun: () => true, ills: () => [] };
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    const failure = unusable(url, error);
    if (role === "console" || !fs.existsSync(snapshotFile(dataFolder))) throw failure;
    say(`${failure.message} Polls are answered from the snapshot on disk until it can.`);
    return prepareLater(url, role);
  }
}

function prepareLater(url: string, role: Role): Part {
  let ill = "database";
  const keepTrying = async () => {
    while (ill === "database") {
      await wait(TRY_AGAIN_MS, undefined, { ref: false });
      await prepare(url, role).then(
        () => {
          ill = "";
          log.info("the database answers");
        },
        (error) => {
          if (!(error instanceof StartFailure)) return;
          ill = error.message;
          log.error(error.message);
        },
      );
    }
  };
  void keepTrying();
  return { name: "database", begun: () => true, ills: () => (ill ? [ill] : []) };
}

/** Migrations and first rows; a read node only looks. */
async function prepare(url: string, role: Role): Promise<void> {
  const migrations = readMigrations(join(root, "prisma", "migrations"));
  try {
    if (role === "read") return assertMigrated(await countPending(url, migrations));
    await migrate(url, migrations, (count) => say(`Applying ${plural(count, "migration")}…`));
  } catch (error) {
    throw error instanceof MigrationRefused ? new StartFailure(error.message) : error;
  }
  await ensureFirstRows();
  await makeAdminOfSettings();
}

async function makeAdminOfSettings(): Promise<void> {
  try {
    if (await ensureAdminFromSettings())
      say("Made the administrator that HOIST_ADMIN_USERNAME names.");
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "unavailable") throw error;
    throw new StartFailure(
      `The administrator of HOIST_ADMIN_USERNAME cannot be made: ${error.message}`,
    );
  }
}

function assertMigrated(lacking: number) {
  if (lacking === 0) return;
  throw new StartFailure(
    `The database lacks ${plural(lacking, "migration")}; start an instance with HOIST_ROLE=all first.`,
  );
}

/** Never shows the password. */
function unusable(url: string, error: unknown): StartFailure {
  const { hostname, port, searchParams } = new URL(url);
  const where = searchParams.get("host") ?? `${hostname}:${port || 5432}`;
  return new StartFailure(`The database at ${where} cannot be used: ${explain(error)}.`);
}

/** Whether somebody can sign in: the first to sign up becomes administrator. True while nobody can say. */
export async function hasAccount(): Promise<boolean> {
  try {
    const where = { passwordHash: { not: null } };
    return (await database().user.findFirst({ where, select: { id: true } })) !== null;
  } catch (error) {
    if (isUnavailable(error)) return true;
    throw error;
  }
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
