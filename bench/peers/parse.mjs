// Parse Server with its LiveQuery, as its npm package starts it. It tells the port it listens on, and ends with whoever started it.
import os from "node:os";

process.chdir(os.tmpdir()); // It writes a folder of logs wherever it is, before it is told not to.
const { ParseServer } = await import("parse-server");

const [databaseURI, appId, masterKey, port] = process.argv.slice(2);

const { server } = await ParseServer.startApp({
  appId,
  masterKey,
  databaseURI,
  // Its parser of addresses knows no sockets in the file system, which all others here use.
  databaseOptions: { host: new URL(databaseURI).searchParams.get("host") },
  masterKeyIps: ["127.0.0.1", "::1", "::ffff:127.0.0.1"],
  host: "127.0.0.1",
  port: Number(port),
  serverURL: `http://127.0.0.1:${port}/parse`,
  mountPath: "/parse",
  liveQuery: { classNames: ["Toggle"] },
  startLiveQueryServer: true,
  allowClientClassCreation: true,
  silent: true,
  logLevel: "error",
  logsFolder: null,
  verbose: false,
});
process.send({ port: server.address().port });
process.on("disconnect", () => process.exit());
