/** Where an app runs; what runs in browsers and on phones carries its key to everybody. */
export type Group = "terminal" | "browser" | "phone" | "server";

export const groups: Record<Group, string> = {
  terminal: "Terminal",
  browser: "Browsers",
  phone: "Phones",
  server: "Servers",
};
