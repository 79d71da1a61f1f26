import { describe, expect, it } from "vitest";
import { fingerprintOf } from "@/lib/evaluation/fingerprint";
import { Tag } from "./tag";

const tagOf = (...parts: (string | number)[]) =>
  parts
    .reduce(
      (tag: Tag, part) => (typeof part === "string" ? tag.text(part) : tag.number(part)),
      new Tag(),
    )
    .toString();

describe("a tag", () => {
  it("is the same for the same parts, on every instance", () => {
    expect(tagOf("a", 1, "b")).toBe(tagOf("a", 1, "b"));
    expect(tagOf("a", 1, "b")).toMatch(/^[0-9a-f]{16}$/);
    expect(new Tag().add(fingerprintOf("a")).toString()).toBe(tagOf("a"));
  });

  it("is another for other parts, another order, one more and one less", () => {
    const parts = [
      [],
      ["a"],
      ["b"],
      ["a", "b"],
      ["b", "a"],
      ["ab"],
      ["a", 0],
      ["a", -1],
      [0, "a"],
      ["", "a"],
    ];
    expect(new Set(parts.map((some) => tagOf(...some))).size).toBe(parts.length);
  });

  it("tells apart a hundred thousand answers in which one flag of a hundred has another bucket", () => {
    const found = new Set<string>();
    for (let bucket = 0; bucket < 1_000; bucket++)
      for (let place = 0; place < 100; place++) {
        const tag = new Tag();
        for (let at = 0; at < 100; at++) tag.number(at === place ? bucket + 1 : 0);
        found.add(tag.toString());
      }
    expect(found.size).toBe(100_000);
  });
});
