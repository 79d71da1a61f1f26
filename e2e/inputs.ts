import type { BrowserContext, Locator, Page } from "@playwright/test";
import { expect } from "./fixtures";

/** What a person at a page can do, with one of the means. */
export type Hands = {
  /** Presses something that can be seen. */
  press(target: Locator): Promise<void>;
  /** Writes into a field. */
  write(target: Locator, text: string): Promise<void>;
  /** Takes back what was just done. */
  undo(page: Page): Promise<void>;
};

/** Hears which means are used in all pages of a context; every event of the other one is told. */
export async function heardInputs(context: BrowserContext): Promise<Set<string>> {
  const heard = new Set<string>();
  await context.exposeBinding("tellInput", (_source, kind: string) => void heard.add(kind));
  await context.addInitScript(() => {
    const { tellInput } = window as unknown as { tellInput(kind: string): void };
    for (const kind of ["keydown", "mousedown", "mousemove", "touchstart"])
      window.addEventListener(kind, () => tellInput(kind), { capture: true });
  });
  return heard;
}

/** The mouse alone. Text comes as it does from a keyboard on the screen: without keys. */
export const byMouse = (page: Page): Hands => ({
  async press(target) {
    await expect(target).toBeVisible();
    await target.scrollIntoViewIfNeeded();
    await expect(target).toBeEnabled();
    const box = await target.boundingBox();
    if (!box) throw new Error(`${target} has no place on the screen.`);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    // Nobody presses what lies under something else, such as a list that is still being filled.
    await expect.poll(() => target.evaluate(isOnTop, [x, y] as const)).toBe(true);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.up();
  },
  async write(target, text) {
    await this.press(target);
    await page.keyboard.insertText(text);
  },
  async undo() {
    await this.press(undoOf(page));
  },
});

function isOnTop(element: Element, [x, y]: readonly [number, number]): boolean {
  const top = document.elementFromPoint(x, y);
  return top !== null && (element.contains(top) || top.contains(element));
}

/** The keyboard alone: Tab until it is reached, then Enter or, for what is switched or chosen, Space. */
export const byKeyboard = (page: Page): Hands => ({
  async press(target) {
    await tabTo(page, target);
    const chosen = await target.evaluate((element) =>
      element.matches("[role=switch], [role=radio], [role=checkbox]"),
    );
    await page.keyboard.press(chosen ? "Space" : "Enter");
  },
  async write(target, text) {
    await tabTo(page, target);
    await page.keyboard.type(text);
  },
  async undo() {
    await expect(undoOf(page)).toBeVisible();
    await page.keyboard.press("Control+z");
  },
});

/** In the message on top of the others, which tells of the last change. */
const undoOf = (page: Page) =>
  page.locator("[data-front=true]").getByRole("button", { name: "Undo", exact: true });

/** Presses Tab until `target` has the focus; within a group of choices the arrows lead on. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses++) {
    const where = await target.evaluate((element) => {
      const at = document.activeElement;
      if (element === at) return "here";
      const group = at?.closest("[role=group], [role=radiogroup]");
      return group?.contains(element) && at?.matches("[role=radio]") ? "group" : "elsewhere";
    });
    if (where === "here") return;
    await page.keyboard.press(where === "group" ? "ArrowRight" : "Tab");
  }
  throw new Error(`Tab never reaches ${target}.`);
}
