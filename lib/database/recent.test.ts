import { expect, test } from "vitest";
import { Recent } from "@/lib/database/recent";

test("keeps the last so many, each until it is taken", () => {
  const recent = new Recent<number>(2);
  recent.put("a", 1);
  recent.put("b", 2);
  recent.put("b", 3);
  expect(recent.take("a")).toBe(1);
  expect(recent.take("a")).toBeUndefined();
  recent.put("c", 4);
  recent.put("d", 5);
  expect(["b", "c", "d"].map((key) => recent.take(key))).toEqual([undefined, 4, 5]);
});
