// The package ships no types. Only what is used here.
declare module "fs-native-extensions" {
  /** Takes the kernel's exclusive lock on an open file; false when another process has it. */
  export function tryLock(descriptor: number): boolean;
}
