import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Audience } from "./audience";
import { Heartbeats } from "./heartbeats";

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "setInterval"],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A stream that notes what is written to it. */
class Listener extends EventEmitter {
  heard: Buffer[] = [];
  writableLength = 0;
  destroyed = false;
  write(text: Buffer) {
    this.heard.push(text);
  }
  destroy() {
    this.destroyed = true;
  }
  get ids() {
    return this.heard.map((text) => /^id: (.*)/.exec(String(text))?.[1]);
  }
  get response() {
    return this as unknown as ServerResponse;
  }
}

const counts = () => ({ sent: 0, dropped: 0 });
const news = (sequence: number, keys: string[] | null = [`flag-${sequence}`]) => ({
  ...{ position: { sequence: BigInt(sequence), boundary: 0 }, at: 0, keys },
});

function audienceOf(size: number) {
  const counted = counts();
  const audience = new Audience(counted);
  const listeners = Array.from({ length: size }, () => new Listener());
  for (const listener of listeners) audience.add(listener.response);
  const reached = () => listeners.filter(({ heard }) => heard.length > 0).length;
  return { audience, listeners, reached, counted };
}

describe("news for many streams", () => {
  it("are written into one buffer, whoever hears them, and reach everybody once", () => {
    const { audience, listeners, counted } = audienceOf(3_000);
    audience.tell(news(7));
    vi.runAllTimers();
    const buffers = new Set(listeners.flatMap(({ heard }) => heard));
    expect([...new Set(listeners.map(({ heard }) => heard.length))]).toEqual([1]);
    expect(buffers.size).toBe(1);
    expect(counted).toEqual({ sent: 3_000, dropped: 0 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("reach a few at once, up to 1,000 in the next turns, more over time", () => {
    const few = audienceOf(250);
    few.audience.tell(news(1));
    expect([few.reached(), vi.getTimerCount()]).toEqual([250, 0]);

    const some = audienceOf(1_000);
    some.audience.tell(news(1));
    expect(some.reached()).toBe(250);
    for (const reached of [500, 750, 1_000]) {
      vi.advanceTimersToNextTimer();
      expect(some.reached()).toBe(reached);
    }

    const many = audienceOf(10_000);
    many.audience.tell(news(1));
    const course = [many.reached()];
    for (let step = 0; step < 4; step++) {
      vi.advanceTimersByTime(500);
      course.push(many.reached());
    }
    expect(course).toEqual([250, 2_750, 5_250, 7_750, 10_000]);
  });

  it("give way to newer ones, which ask for the flags of both, and never come after them", () => {
    const { audience, listeners } = audienceOf(2_000);
    audience.tell(news(1));
    audience.tell(news(2));
    vi.advanceTimersByTime(100);
    audience.tell(news(3));
    vi.runAllTimers();
    for (const { ids } of listeners) expect(["1,3", "2,3", "3", "1,2,3"]).toContain(String(ids));
    expect(listeners.filter(({ ids }) => String(ids) === "1,3")).toHaveLength(250);
    const last = JSON.parse(String(listeners.at(-1)?.heard[0]).split("data: ")[1] ?? "");
    expect(last).toMatchObject({ etag: "3", keys: ["flag-1", "flag-2", "flag-3"] });

    audience.tell(news(4));
    vi.runAllTimers();
    expect(String(listeners[0]?.heard.at(-1))).toContain('"keys":["flag-4"]');
  });

  it("name no flags when some of what they took the place of named none", () => {
    const { audience, listeners } = audienceOf(500);
    audience.tell(news(1, null));
    audience.tell(news(2));
    vi.runAllTimers();
    expect(String(listeners.at(-1)?.heard)).not.toContain("keys");
  });

  it("reach everybody in time although new ones come faster than they are told", () => {
    const { audience, listeners, reached } = audienceOf(5_000);
    for (let change = 1; change <= 100; change++) {
      audience.tell(news(change));
      vi.advanceTimersByTime(10);
    }
    expect(reached()).toBe(5_000);
    vi.runAllTimers();
    expect(new Set(listeners.map(({ ids }) => ids.at(-1)))).toEqual(new Set(["100"]));
  });

  it("pass over who has left, who does not read, and who came when it was known", () => {
    const { audience, listeners, counted } = audienceOf(600);
    const [left, unread] = [listeners[400]!, listeners[500]!];
    unread.writableLength = 65_537;
    audience.tell(news(1));
    audience.remove(left.response);
    const late = new Listener();
    audience.add(late.response);
    vi.runAllTimers();
    expect([left.heard, unread.heard, late.heard]).toEqual([[], [], []]);
    expect([unread.destroyed, audience.size]).toEqual([true, 599]);
    expect(counted).toEqual({ sent: 598, dropped: 1 });
  });

  it("that somebody waits for when it closes are sent no more", () => {
    const { audience, reached } = audienceOf(5_000);
    audience.tell(news(1));
    audience.close();
    vi.runAllTimers();
    expect(reached()).toBe(250);
  });
});

describe("heartbeats", () => {
  it("come to each stream every 15 s, and never to all at the same time", () => {
    const heartbeats = new Heartbeats(counts());
    const listeners = Array.from({ length: 6_000 }, () => new Listener());
    for (const listener of listeners) heartbeats.add(listener.response);
    const beats = () => listeners.reduce((sum, { heard }) => sum + heard.length, 0);
    const course = Array.from({ length: 60 }, () => {
      const before = beats();
      vi.advanceTimersByTime(250);
      return beats() - before;
    });
    expect(new Set(course)).toEqual(new Set([100]));
    expect(new Set(listeners.map(({ heard }) => String(heard)))).toEqual(new Set([":\n\n"]));
    heartbeats.close();
  });

  it("drop a stream whose client does not read, and leave out those that have left", () => {
    const counted = counts();
    const heartbeats = new Heartbeats(counted);
    const [left, unread] = [new Listener(), new Listener()];
    heartbeats.add(left.response)();
    heartbeats.add(unread.response);
    unread.writableLength = 65_537;
    vi.advanceTimersByTime(15_000);
    expect([left.heard, unread.heard, unread.destroyed]).toEqual([[], [], true]);
    expect(counted.dropped).toBe(1);
    heartbeats.close();
  });
});
