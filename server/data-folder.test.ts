import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepSecret, openDataFolder } from "./data-folder";

let scratch = "";
beforeEach(() => {
  scratch = fs.mkdtempSync(join(os.tmpdir(), "hoist-test-"));
});
afterEach(() => fs.rmSync(scratch, { recursive: true, force: true }));

const mode = (path: string) => fs.statSync(path).mode & 0o777;

describe("the data folder", () => {
  it("is made for this user alone, with those above it, and found again", () => {
    const folder = join(scratch, "a", "b");
    expect(openDataFolder(folder)).toBe(folder);
    expect([mode(folder), mode(join(scratch, "a"))]).toEqual([0o700, 0o700]);
    expect(openDataFolder(folder)).toBe(folder);
  });

  it("is refused in one sentence when it is a file", () => {
    const file = join(scratch, "file");
    fs.writeFileSync(file, "");
    expect(() => openDataFolder(join(file, "data"))).toThrow(
      /^The data folder .* cannot be written: it is not a folder\.$/,
    );
  });

  it.skipIf(process.platform !== "linux")("is refused where nobody can make one", () => {
    expect(() => openDataFolder("/proc/hoist/data")).toThrow(/cannot be written: .+\.$/);
  });
});

describe("the secret", () => {
  it("is made once, long and for this user alone", () => {
    const secret = keepSecret(scratch);
    expect(secret.length).toBeGreaterThanOrEqual(40);
    expect(keepSecret(scratch)).toBe(secret);
    expect(mode(join(scratch, "secret"))).toBe(0o600);
  });

  it("is made anew when the file holds no whole one", () => {
    fs.writeFileSync(join(scratch, "secret"), "half");
    expect(keepSecret(scratch)).not.toContain("half");
  });
});
