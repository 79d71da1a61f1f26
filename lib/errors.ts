/** The codes of the wire contract, and the HTTP status each goes out with. */
export const statusOf = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  in_use: 409,
  approval_required: 409,
  stale: 412,
  too_large: 413,
  invalid: 422,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type RefusalCode = keyof typeof statusOf;

export type FieldError = { path: string; message: string };

type Details = {
  /** The input field the refusal is about. */
  field?: string;
  /** One entry per wrong field, or per user of a thing that is in use. */
  errors?: FieldError[];
  /** Seconds until another try makes sense. */
  retryAfter?: number;
  /** Only for `invalid`: 400 when the body could not even be read. */
  status?: number;
};

/** An expected "no". Thrown inside the domain, turned into a value at the edge (`lib/action.ts`, `lib/rest.ts`). */
export class Refusal extends Error {
  readonly field: string | undefined;
  readonly errors: FieldError[] | undefined;
  readonly retryAfter: number | undefined;
  readonly status: number;

  constructor(
    readonly code: RefusalCode,
    message: string,
    details: Details = {},
  ) {
    super(message);
    this.name = "Refusal";
    this.field = details.field;
    this.errors =
      details.errors ?? (details.field ? [{ path: details.field, message }] : undefined);
    this.retryAfter = details.retryAfter;
    this.status = details.status ?? statusOf[code];
  }
}

/** Somebody was faster: `stale`. `what` is the thing, with its article: "this flag". */
export function changedMeanwhile(what: string): Refusal {
  return new Refusal(
    "stale",
    `Somebody changed ${what} since you read it. Look at it again, then repeat your change.`,
  );
}
