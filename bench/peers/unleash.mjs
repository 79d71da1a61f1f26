// Unleash's server, as its npm package starts it. It tells the port it listens on, and ends with whoever started it.
import { start } from "unleash-server";

const [databaseUrl, admin, frontend] = process.argv.slice(2);
const url = new URL(databaseUrl);
const everything = { environment: "*", projects: ["*"] };

const { server } = await start({
  db: {
    user: url.username,
    password: "",
    host: url.searchParams.get("host"),
    port: 5432,
    database: url.pathname.slice(1),
    ssl: false,
  },
  server: { port: 0, host: "127.0.0.1", gracefulShutdownEnable: false },
  authentication: {
    type: "open-source",
    initApiTokens: [
      { ...everything, type: "admin", secret: admin, tokenName: "admin" },
      {
        environment: "development",
        projects: ["default"],
        type: "frontend",
        secret: frontend,
        tokenName: "frontend",
      },
    ],
  },
  logLevel: "fatal",
  versionCheck: { enable: false, url: "" },
  telemetry: false,
  // Its own limits are not what is measured.
  metricsRateLimiting: { frontendRegisterMaxPerMinute: 1e9, frontendMetricsMaxPerMinute: 1e9 },
  rateLimiting: { createUserMaxPerMinute: 1e9, callSignalEndpointMaxPerSecond: 1e9 },
});
process.send({ port: server.address().port });
process.on("disconnect", () => process.exit());
