/** An error that the person who starts Hoist can mend: its message is one clear sentence, and needs no stack. */
export class StartFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StartFailure";
  }
}

const causes: Record<string, string> = {
  EACCES: "this user may not write there",
  EADDRINUSE: "it is in use",
  EADDRNOTAVAIL: "this machine has no such address",
  ECONNREFUSED: "nothing listens there",
  EDQUOT: "the disk quota is used up",
  EFBIG: "a file may not grow any more",
  EHOSTUNREACH: "the host cannot be reached",
  EMFILE: "too many files are open",
  ENOENT: "there is no such file or folder",
  ENOSPC: "the disk is full",
  ENOTDIR: "it is not a folder",
  ENOTFOUND: "there is no host of that name",
  EPERM: "this user may not do that",
  EROFS: "the disk is read-only",
  ETIMEDOUT: "nobody answered in time",
};

/** The cause of an error in a few words, for a sentence that names the thing. */
export function explain(error: unknown): string {
  // Node joins the failures of several addresses of one name.
  if (error instanceof AggregateError && error.errors.length > 0) return explain(error.errors[0]);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return causes[code] ?? (error instanceof Error ? error.message || code : String(error));
}
