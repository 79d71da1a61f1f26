import fs from "node:fs";
import { dirname, join } from "node:path";

/** What the embedded database tells its parent. The parent answers "end" when it is time. */
export type DatabaseReport = { type: "ready" } | { type: "failed"; sentence: string };

/** The child's exit code when another process has the data folder (EX_TEMPFAIL). */
export const EXIT_IN_USE = 75;

/** Where a running embedded database says how to reach it. */
export const noticeFile = (dataFolder: string) => join(dataFolder, "database.json");

/** What the running embedded database said; undefined when none runs, or none ever did. */
export function readNotice(dataFolder: string): { socketPath: string } | undefined {
  try {
    const notice: unknown = JSON.parse(fs.readFileSync(noticeFile(dataFolder), "utf8"));
    if (typeof notice !== "object" || notice === null || !("socketPath" in notice))
      return undefined;
    return { socketPath: String(notice.socketPath) };
  } catch {
    return undefined;
  }
}

/** How the temporary folder that holds the socket is called, before its random part. */
export const SOCKET_FOLDER = "hoist-";

/** How PostgreSQL clients reach the embedded database behind a socket. */
export const socketUrl = (socketPath: string) =>
  `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(dirname(socketPath))}`;
