import { executionAsyncResource } from "node:async_hooks";

const kept: object[] = [];

/**
 * Keeps one of the objects that process.nextTick makes, for good: V8 forgets the shape of an object when a collection finds none
 * of it alive, and what makes such objects, several for each request, is slow from then on (decision 022). To be called before
 * anything is collected.
 */
export function keepTick(): void {
  process.nextTick(() => kept.push(executionAsyncResource()));
}
