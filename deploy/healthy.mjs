// Whether the Hoist of this container is ready, told by the exit code: its image has no curl.
import http from "node:http";

const { HOST = "", PORT = "3000" } = process.env;
const everywhere = ["", "0.0.0.0", "::"].includes(HOST);
const host = everywhere ? "127.0.0.1" : HOST;

const request = http.get({ host, port: PORT || 3000, path: "/api/health/ready", timeout: 4_000 });
request.on("response", (answer) => {
  console.log(`${answer.statusCode}`);
  process.exit(answer.statusCode === 200 ? 0 : 1);
});
request.on("timeout", () => request.destroy(new Error("It does not answer.")));
request.on("error", (error) => {
  console.log(error.message);
  process.exit(1);
});
