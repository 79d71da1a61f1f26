import pino from "pino";

/** Structured log on standard output. Never a secret, an e-mail or a context attribute. */
export const log = pino({ level: process.env.HOIST_LOG_LEVEL || "info", base: null });
