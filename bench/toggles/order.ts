/** What the process that toggles is told. `subscribe`: where events are to be waited for after each toggle. */
export type ToggleOrder = {
  seconds: number;
  writers: number;
  subscribe?: { port: number; key: string };
};

/** `changes`: how many were made. `waits`: milliseconds from the call to the event, when there was a subscriber. */
export type Toggled = { changes: number; seconds: number; waits: number[] };
