import type { FlagView } from "@/lib/flags/schema";

/** An environment as the console names it; members are not told whether it is protected. */
export type Environment = { key: string; name: string; protected?: boolean };

/** One flag in one environment, as lists and headers need it. */
export type StateGlance = FlagView["environments"][string];

/** Where a flag lives. */
export type FlagPlace = { project: string; flag: string };

/** What the person looking at a flag may do with it; each forbidden act says who can. */
export type FlagAccess = { change: boolean; archive: boolean; delete: boolean };
