import { expect, it } from "vitest";
import { keysIn } from "./key-lists";

it("remembered flags survive nonsense in the browser's storage", () => {
  expect(keysIn('["a","b"]')).toEqual(["a", "b"]);
  expect(keysIn('["a",1,null]')).toEqual(["a"]);
  for (const text of ["", "{", "{}", "1", "null"]) expect(keysIn(text)).toEqual([]);
});
