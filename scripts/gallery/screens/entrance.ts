import { press, type Screen } from "../screen";

/** Getting in. */
export const entrance: Screen[] = [
  { name: "sign-in", title: "Sign in", who: "nobody", path: "/sign-in" },
  {
    name: "sign-in-refused",
    title: "Sign in, refused",
    who: "nobody",
    path: "/sign-in",
    async act(page) {
      await page.getByLabel("Username or e-mail").fill("sam");
      await page.getByLabel("Password", { exact: true }).fill("not the password");
      await press("Sign in")(page);
      await page.getByText("The name or the password").waitFor();
    },
  },
  { name: "sign-up", title: "Sign up", who: "nobody", path: "/sign-up" },
  {
    name: "sign-up-refused",
    title: "Sign up, refused",
    who: "nobody",
    path: "/sign-up",
    async act(page) {
      await page.getByLabel("Username").fill("not a username");
      await page.getByLabel("Password", { exact: true }).fill("password");
      await press("Sign up")(page);
      await page.locator("[aria-invalid=true]").first().waitFor();
    },
  },
  { name: "not-found-outside", title: "Not found, signed out", who: "nobody", path: "/nowhere" },
];
