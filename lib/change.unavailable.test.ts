import { beforeAll, expect, test } from "vitest";
import { systemActor } from "@/lib/auth/system";
import { commitChange } from "@/lib/change";
import { Refusal } from "@/lib/errors";

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://postgres@127.0.0.1:1/nobody-listens";
});

test("commitChange says that nothing was changed while the database does not answer", async () => {
  const change = commitChange(systemActor(), async (tx) => {
    await tx.user.count();
    return { unchanged: undefined };
  });
  const refusal = await change.catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code: "unavailable", status: 503, retryAfter: 2 });
});
