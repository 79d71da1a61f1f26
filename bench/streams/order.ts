/** What a crowd is told: to open streams until there are so many, or to wait until each has heard something. */
export type CrowdOrder =
  | { open: number; port: number; request: string }
  | { hear: true; withinMs: number };

/** `last`: when the last of those that heard it did, in milliseconds since the epoch. */
export type Heard = { heard: number; events: number; last: number };
