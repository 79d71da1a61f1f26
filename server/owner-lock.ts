import fs from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { tryLock } from "fs-native-extensions";
import { makeFolder } from "./make-folder";

/**
 * Takes the kernel's lock on a file, trying for `milliseconds`. It ends with this process, however that ends; a
 * frozen owner keeps it. False when another process has it.
 */
export async function takeOwnerLock(path: string, milliseconds: number): Promise<boolean> {
  makeFolder(dirname(path));
  const descriptor = fs.openSync(path, "a+", 0o600);
  const deadline = performance.now() + milliseconds;
  while (!tryLock(descriptor)) {
    if (performance.now() >= deadline) {
      fs.closeSync(descriptor);
      return false;
    }
    await wait(50);
  }
  return true;
}
