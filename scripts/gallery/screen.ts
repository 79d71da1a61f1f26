import type { Page } from "playwright";
import type { Hoist } from "../../server/system/harness";

/** Who looks at a screen. */
export type Who = "nobody" | "admin" | "editor" | "viewer" | "member";

export type Afterwards = () => unknown;

export type Screen = {
  /** Names the files: "flags-empty". */
  name: string;
  /** "Flags, none yet". */
  title: string;
  who: Who;
  path: string;
  /** What happens on the page before the picture is taken; `after` takes what is to happen after it. */
  act?(page: Page, hoist: Hoist, after: (what: Afterwards) => void): Promise<void>;
  /** Only what is in the window: for dialogs, toasts and whatever else hangs at its edges. */
  windowOnly?: boolean;
};

/** A step that presses the button of that name. */
export const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole("button", { name }).first().click();
};

/** A screen on which a button has opened a dialog. */
export function dialog(
  screen: Omit<Screen, "act" | "windowOnly">,
  button: string | RegExp,
  then?: (page: Page) => Promise<void>,
): Screen {
  return {
    ...screen,
    windowOnly: true,
    async act(page) {
      await press(button)(page);
      await page.getByRole("dialog").or(page.getByRole("alertdialog")).first().waitFor();
      await then?.(page);
    },
  };
}
