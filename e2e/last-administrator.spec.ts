import { expect, test } from "@playwright/test";
import { newAccount, signUp } from "./fixtures";
import { startHoist } from "./hoist";

test("the last administrator cannot erase themselves", async ({ page }) => {
  // Where other tests make administrators, nobody is the last one.
  const hoist = await startHoist();
  try {
    const { username, password } = newAccount("boss");
    await signUp(page, { username, password }, hoist.url);
    await page.goto(`${hoist.url}/projects/default/users/${username}?tab=profile`);
    await page.getByRole("button", { name: "Erase", exact: true }).click();
    const dialog = page.getByRole("alertdialog", { name: "Erase yourself?" });
    await dialog.getByLabel(`Type ${username} to confirm`).fill(username);
    await dialog.getByRole("button", { name: "Erase for ever" }).click();
    await expect(
      dialog.getByText(
        "The last administrator stays one. Make somebody else an administrator first.",
      ),
    ).toBeVisible();
  } finally {
    await hoist.stop();
  }
});
