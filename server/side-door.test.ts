import { afterEach, expect, it, vi } from "vitest";
import { openSideDoor, type SideDoor } from "./side-door";

const logged = vi.hoisted(() => ({ error: vi.fn() }));
vi.mock("@/lib/log", () => ({ log: logged }));

let door: SideDoor | undefined;
afterEach(() => door?.close());

async function opened(answer: (question: unknown) => Promise<unknown> | undefined) {
  const own = await openSideDoor(answer);
  door = own;
  return (authorization: string | null, body = '{"a":1}') =>
    fetch(own.url, {
      method: "POST",
      body,
      ...(authorization === null ? {} : { headers: { authorization } }),
    });
}
const right = () => `Bearer ${door?.secret}`;

it("answers who knows the secret, on the loopback interface", async () => {
  const ask = await opened(async (question) => ({ asked: question }));
  expect(new URL(door?.url ?? "").hostname).toBe("127.0.0.1");
  const response = await ask(right());
  expect([response.status, await response.json()]).toEqual([200, { asked: { a: 1 } }]);
});

it("says nothing to anybody else, and asks nothing for them", async () => {
  const answer = vi.fn(async () => ({}));
  const ask = await opened(answer);
  for (const wrong of [null, "Bearer", "Bearer x", `${right()}x`, right().slice(7), "Bearer é"]) {
    const response = await ask(wrong);
    expect([response.status, await response.text()]).toEqual([401, ""]);
  }
  expect(answer).not.toHaveBeenCalled();
});

it("has another secret each time", async () => {
  const [one, other] = [await openSideDoor(async () => ({})), await openSideDoor(async () => ({}))];
  one.close();
  other.close();
  expect(one.secret).not.toBe(other.secret);
  expect(Buffer.from(one.secret, "base64url")).toHaveLength(32);
});

it("is not ready while there is nothing to answer from", async () => {
  const ask = await opened(() => undefined);
  expect((await ask(right())).status).toBe(503);
});

it("survives what it cannot answer, and logs no secret", async () => {
  const ask = await opened(async () => {
    throw new Error("broken");
  });
  expect((await ask(right())).status).toBe(500);
  expect((await ask(right(), "no json")).status).toBe(500);
  expect(logged.error).toHaveBeenCalledTimes(2);
  expect(JSON.stringify(logged.error.mock.calls)).not.toContain(door?.secret);
});
