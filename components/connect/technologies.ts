import { browsers } from "./clients/browsers";
import { phones } from "./clients/phones";
import { servers } from "./clients/servers";
import { own, type Technology } from "./technology";

/** When the versions were looked up. */
export const lookedUp = "November 2026";

const curl: Technology = {
  ...{ key: "curl", name: "curl", group: "terminal" },
  hint: "A first answer, in a terminal. Any key does.",
  client: {
    ...own,
    asks: "All flags in one request",
    news: "When you run it again",
    away: "Nothing",
  },
};

export const technologies: Technology[] = [curl, ...browsers, ...phones, ...servers];

/** The one of that key, else the first. */
export function technologyOf(key: string | undefined): Technology {
  return technologies.find((technology) => technology.key === key) ?? curl;
}
