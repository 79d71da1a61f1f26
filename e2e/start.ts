import { randomUUID } from "node:crypto";
import { Api } from "./api";
import { startHoist } from "./hoist";

/** Once a run: one Hoist for all tests, with its administrator. Workers read where from the environment. */
export default async function setUp() {
  const { url, stop } = await startHoist({ HOIST_DESIGN_PAGE: "shown" });
  const admin = { username: "ada", password: randomUUID() };
  await Api.signUp(url, admin).catch(async (error) => {
    await stop();
    throw error;
  });
  process.env.E2E_URL = url;
  process.env.E2E_ADMIN = JSON.stringify(admin);
  return stop;
}
