/** A small client of the management API: the demo uses nothing that other clients could not. */
export type Api = {
  call(method: string, path: string, body?: unknown, comment?: string): Promise<Answer>;
};

export type Answer = { status: number; body: Record<string, unknown> };

export const server = (
  process.env.HOIST_URL || `http://127.0.0.1:${process.env.PORT || 3000}`
).replace(/\/+$/, "");

export function apiWith(token: string | null): Api {
  return {
    async call(method, path, body, comment) {
      const response = await fetch(`${server}/api/v1${path}`, {
        method,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(comment === undefined ? {} : { "x-comment": encodeURIComponent(comment) }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
    },
  };
}

/** Calls, and throws what the server said unless the status is one of `expected`. */
export async function must(api: Api, expected: number[], ...call: Parameters<Api["call"]>) {
  const answer = await api.call(...call);
  if (expected.includes(answer.status)) return answer;
  const [method, path] = call;
  throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body.detail ?? ""}`);
}

/** Runs `work` over all items, eight at a time. */
export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>) {
  const waiting = items.values();
  const lane = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}
