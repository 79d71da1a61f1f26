import type { Page } from "@playwright/test";

/** Something that opens over a page, and the key that opens it from `opener`. */
export type Overlay = {
  name: string;
  /** The component that shows it. */
  source: string;
  /** What is pressed, by role and name; nothing where a shortcut opens it from anywhere. */
  opener?: readonly ["button" | "combobox" | "switch", string | RegExp];
  press?: string;
  /** What makes the opener appear. */
  before?: (page: Page) => Promise<void>;
  /** The way from what opens first to what is meant. */
  via?: (page: Page) => Promise<void>;
  opens?: "dialog" | "alertdialog" | "menu" | "listbox" | "navigation";
  /** Opened where the window is small: only there it is, or it hangs at what opened it. */
  small?: true;
  /** What is done in it before it is looked at. */
  prepare?: (page: Page) => Promise<void>;
};

/** A page in one of its states. */
export type Place = {
  name: string;
  /** The folder of its page.tsx, as the router calls it. */
  route: string;
  path: string;
  who?: "admin" | "member" | "nobody";
  /** The page is not there, and says so. */
  missing?: true;
  /** Holds a table of two thousand rows, each of which Tab would stop at. */
  endless?: true;
  /** What is done on it before it is looked at. */
  prepare?: (page: Page) => Promise<void>;
  overlays?: Overlay[];
};
