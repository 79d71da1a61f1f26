import { readFileSync } from "node:fs";

export type CatalogueFlag = {
  key: string;
  name: string;
  description: string;
  tags: string[];
  type: "boolean" | "string" | "number" | "object";
  variants?: { key: string; value: unknown }[];
};

/** Sixty flags as a shop with a mobile app might have them. */
export const catalogue: CatalogueFlag[] = JSON.parse(
  readFileSync(new URL("./catalogue.json", import.meta.url), "utf8"),
);
