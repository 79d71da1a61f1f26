/**
 * What the process that toggles is told. `first`: whether toggles are made where there were none, instead of changed.
 * `subscribe`: where events are to be waited for after each.
 */
export type ToggleOrder = {
  seconds: number;
  first?: boolean;
  writers: number;
  subscribe?: { port: number; key: string };
};

/** `changes`: how many were made. `waits`: milliseconds from the call to the event, when there was a subscriber. */
export type Toggled = { changes: number; seconds: number; waits: number[] };
