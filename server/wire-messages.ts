// PostgreSQL's frontend/backend protocol 3.0, as far as cutting bytes into messages needs it:
// https://www.postgresql.org/docs/current/protocol-message-formats.html

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const ERROR = 0x45; // E
const READY_FOR_QUERY = "Z".charCodeAt(0);
const NOTIFICATION = "A".charCodeAt(0);

/** Messages after which the server answers, or is to answer, before the client goes on. */
const endsBatch = new Set(["Q", "S", "H", "c", "f"]);

export type ClientMessage =
  | { kind: "encryption" | "cancel" | "terminate" }
  | { kind: "startup"; bytes: Buffer }
  | { kind: "message"; bytes: Buffer; endsBatch: boolean; listensTo: string | undefined };

/** Cuts what one client sends into messages. */
export class ClientMessages {
  private input: Buffer = Buffer.alloc(0);
  private started = false;

  /** The messages that this chunk completes. */
  *read(chunk: Buffer): Generator<ClientMessage> {
    this.input = this.input.length === 0 ? chunk : Buffer.concat([this.input, chunk]);
    for (;;) {
      const message = this.started ? this.nextMessage() : this.nextStartup();
      if (!message) return;
      yield message;
    }
  }

  private take(length: number): Buffer {
    const bytes = this.input.subarray(0, length);
    this.input = this.input.subarray(length);
    return bytes;
  }

  private nextStartup(): ClientMessage | undefined {
    if (this.input.length < 8 || this.input.length < this.input.readInt32BE(0)) return undefined;
    const bytes = this.take(this.input.readInt32BE(0));
    const code = bytes.readInt32BE(4);
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: "encryption" };
    if (code === CANCEL_REQUEST) return { kind: "cancel" };
    this.started = true;
    return { kind: "startup", bytes };
  }

  private nextMessage(): ClientMessage | undefined {
    if (this.input.length < 5 || this.input.length < 1 + this.input.readInt32BE(1))
      return undefined;
    const bytes = this.take(1 + this.input.readInt32BE(1));
    const type = String.fromCharCode(bytes[0] ?? 0);
    if (type === "X") return { kind: "terminate" };
    const sql = type === "Q" ? bytes.subarray(5, -1).toString() : "";
    const listensTo = /^\s*listen\s+"?(\w+)"?/i.exec(sql)?.[1];
    return { kind: "message", bytes, endsBatch: endsBatch.has(type), listensTo };
  }
}

/** Whether the session is idle, in a transaction, or in a failed one. */
export type TransactionStatus = "I" | "T" | "E";

type ServerHandlers = {
  /** Whole messages for the client whose turn it is. */
  onAnswer(bytes: Buffer): void;
  onNotification(channel: string, bytes: Buffer): void;
  /** The server gave up, and would have ended where it is a process of its own; what it said last. */
  onPanic(message: string): void;
};

/** Cuts what the server says into answers and notifications, and keeps the last transaction status. */
export class ServerMessages {
  status: TransactionStatus | undefined;
  private output: Buffer = Buffer.alloc(0);

  constructor(private readonly handlers: ServerHandlers) {}

  read(chunk: Uint8Array) {
    // PGlite uses its buffer again for the next chunk: copy.
    this.output = Buffer.concat([this.output, chunk]);
    let sent = 0;
    let at = 0;
    let panic: string | undefined;
    const answerUntil = (end: number) => {
      if (end > sent) this.handlers.onAnswer(this.output.subarray(sent, end));
      sent = end;
    };
    while (at + 5 <= this.output.length) {
      const end = at + 1 + this.output.readInt32BE(at + 1);
      if (end > this.output.length) break;
      if (this.output[at] === ERROR) panic ??= panicOf(this.output.subarray(at + 5, end));
      if (this.output[at] === READY_FOR_QUERY) {
        this.status = String.fromCharCode(this.output[at + 5] ?? 0) as TransactionStatus;
      }
      if (this.output[at] === NOTIFICATION) {
        answerUntil(at);
        const message = this.output.subarray(at, end);
        this.handlers.onNotification(
          message.subarray(9, message.indexOf(0, 9)).toString(),
          message,
        );
        sent = end;
      }
      at = end;
    }
    answerUntil(at);
    this.output = this.output.subarray(at);
    if (panic !== undefined) this.handlers.onPanic(panic);
  }
}

/** The message of an ErrorResponse of this severity. */
function panicOf(fields: Buffer): string | undefined {
  const texts = fields.toString().split("\0");
  return texts.includes("VPANIC")
    ? texts.find((text) => text.startsWith("M"))?.slice(1)
    : undefined;
}

/** An ErrorResponse that ends a connection. */
export function fatalError(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
