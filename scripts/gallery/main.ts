import fs from "node:fs";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "playwright";
import { Api } from "../../e2e/api";
import { startHoist } from "../../e2e/hoist";
import { chromiumArguments, ensureChromium } from "../browser";
import { furnish } from "./estate";
import { indexPage } from "./index-page";
import { keepReadmePictures } from "./readme-pictures";
import type { Screen } from "./screen";
import { entrance } from "./screens/entrance";
import { evaluation } from "./screens/evaluation";
import { firstAccount, firstDay, firstFlag, makeFirstFlag } from "./screens/first-day";
import { flagDialogs, flagPages } from "./screens/flag";
import { flagList } from "./screens/flags";
import { people } from "./screens/people";
import { places } from "./screens/places";
import { shell } from "./screens/shell";
import { targeting } from "./screens/targeting";
import { waiting } from "./screens/waiting";
import { type Picture, Studio } from "./studio";

const usage = `npm run gallery              a picture of every screen, in gallery/index.html
npm run gallery -- flag user  only of screens whose names contain one of these words`;

const folder = "gallery";

async function main() {
  const { values, positionals: words } = parseArgs({
    options: { help: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  if (values.help) return console.log(usage);
  const wanted = ({ name }: Screen) => words.length === 0 || words.some((w) => name.includes(w));

  if (words.length === 0) fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: chromiumArguments,
  });
  try {
    const pictures = [...(await anew(browser, wanted)), ...(await inUse(browser, wanted))];
    if (words.length === 0) fs.writeFileSync(`${folder}/index.html`, indexPage(pictures));
    if (words.length === 0 && process.exitCode !== 1) keepReadmePictures(folder);
    console.log(`${pictures.length} pictures in ${folder}/.`);
  } finally {
    await browser.close();
  }
}

type Wanted = (screen: Screen) => boolean;

/** A Hoist on its first day. */
async function anew(browser: Browser, wanted: Wanted): Promise<Picture[]> {
  if (![...firstAccount, ...firstDay, ...firstFlag].some(wanted)) return [];
  const { url, hoist, stop } = await startHoist({ HOIST_SIGN_UP: "closed" });
  const admin = { username: "sam", password: "quiet harbour lamp" };
  const studio = new Studio(browser, hoist, { admin }, folder);
  try {
    const pictures = await shootAll(studio, firstAccount.filter(wanted));
    const api = await Api.signUp(url, admin);
    pictures.push(...(await shootAll(studio, firstDay.filter(wanted))));
    await makeFirstFlag(api);
    pictures.push(...(await shootAll(studio, firstFlag.filter(wanted))));
    return pictures;
  } finally {
    await studio.close();
    await stop();
  }
}

/** A Hoist that a team has used for a while. */
async function inUse(browser: Browser, wanted: Wanted): Promise<Picture[]> {
  const screens = [
    ...entrance,
    ...flagList,
    ...flagPages,
    ...flagDialogs,
    ...targeting,
    ...evaluation,
    ...people,
    ...places,
    ...shell,
    ...waiting,
  ].filter(wanted);
  if (screens.length === 0) return [];
  const { url, hoist, stop } = await startHoist();
  try {
    const studio = new Studio(browser, hoist, await furnish(url), folder);
    return await shootAll(studio, screens).finally(() => studio.close());
  } finally {
    await stop();
  }
}

async function shootAll(studio: Studio, screens: Screen[]): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const screen of screens) {
    try {
      pictures.push(...(await studio.shoot(screen)));
      console.log(`✓ ${screen.title}`);
    } catch (error) {
      // The others are worth having; what went wrong makes the whole fail at its end.
      process.exitCode = 1;
      console.error(`✗ ${screen.title}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return pictures;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
