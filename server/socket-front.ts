import { createServer, type Server, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import { ClientMessages, fatalError, ServerMessages } from "./wire-messages";

/** A connection that keeps a transaction open without a word holds up all others: for this long, then it is closed. */
const IDLE_IN_TRANSACTION_MS = 10_000;

type FrontOptions = {
  /** PGlite threw or gave up: its memory can no longer be trusted. Must end the process at once; PGlite may never return. */
  onBroken(error: unknown): void;
  idleInTransactionMs?: number;
};

/**
 * Lets many connections take turns on one session. A turn lasts from a connection's first message to the next
 * ReadyForQuery outside a transaction, so that neither a transaction nor the Parse/Bind/Execute/Sync of one
 * statement is ever interleaved with another connection's. (pglite-socket queues single messages: under
 * concurrent extended queries it answers 'portal "" does not exist'.)
 * Session state (SET, named prepared statements, session-level advisory locks) is shared by all connections.
 */
export function serveDatabase(db: PGlite, options: FrontOptions): Server {
  const front: Front = {
    db,
    options,
    channels: new Map(),
    turns: new Turns(),
  };
  return createServer((socket) => new Connection(front, socket));
}

type Front = {
  db: PGlite;
  options: FrontOptions;
  /** Which connection listens to what. */
  channels: Map<Socket, Set<string>>;
  turns: Turns;
};

const sync = () => new Uint8Array([0x53, 0, 0, 0, 4]);
const ignored = { onRawData: () => {} };

type Turn = { begun: Promise<void>; end(): void };

/** One after the other, in the order asked for. */
class Turns {
  private last: Promise<void> = Promise.resolve();

  next(): Turn {
    const begun = this.last;
    let end = () => {};
    this.last = new Promise((resolve) => {
      end = resolve;
    });
    return { begun, end };
  }
}

class Connection {
  private readonly messages = new ClientMessages();
  private batch: Buffer[] = [];
  private turn: Turn | undefined;
  private work: Promise<void> = Promise.resolve();
  private closed = false;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly front: Front,
    private readonly socket: Socket,
  ) {
    socket.on("data", (chunk: Buffer) => this.receive(chunk));
    socket.on("close", () => this.leave());
    socket.on("error", () => this.leave());
  }

  private receive(chunk: Buffer) {
    for (const message of this.messages.read(chunk)) {
      if (message.kind === "encryption") this.socket.write("N");
      else if (message.kind === "startup") this.enqueue([message.bytes], true);
      else if (message.kind === "message") {
        if (message.listensTo) this.listen(message.listensTo);
        this.batch.push(message.bytes);
        if (message.endsBatch) this.enqueue(this.batch.splice(0), false);
      } else this.socket.end();
    }
  }

  private listen(channel: string) {
    const channels = this.front.channels.get(this.socket) ?? new Set();
    this.front.channels.set(this.socket, channels.add(channel));
  }

  private enqueue(batch: Buffer[], isStartup: boolean) {
    const bytes = new Uint8Array(Buffer.concat(batch));
    this.work = this.work.then(() => this.execute(bytes, isStartup));
  }

  private async execute(bytes: Uint8Array, isStartup: boolean) {
    clearTimeout(this.idle);
    this.turn ??= this.front.turns.next();
    await this.turn.begun;
    if (this.closed) return;

    const answers = new ServerMessages({
      onAnswer: (answer) => void this.socket.write(answer),
      onNotification: (channel, message) => this.notify(channel, message),
      onPanic: (message) => this.front.options.onBroken(new Error(message)),
    });
    try {
      await this.front.db.runExclusive(() =>
        this.front.db.execProtocolRawStream(bytes, { onRawData: (chunk) => answers.read(chunk) }),
      );
    } catch (error) {
      this.front.options.onBroken(error);
      return;
    }
    if (answers.status === "I" || (isStartup && answers.status === undefined)) this.endTurn();
    else this.idle = setTimeout(() => this.giveUp(), this.idleLimit);
  }

  private get idleLimit() {
    return this.front.options.idleInTransactionMs ?? IDLE_IN_TRANSACTION_MS;
  }

  private notify(channel: string, message: Buffer) {
    for (const [socket, channels] of this.front.channels) {
      if (channels.has(channel)) setImmediate(() => socket.write(message));
    }
  }

  private giveUp() {
    const reason = "terminating connection due to idle-in-transaction timeout";
    this.socket.end(fatalError("25P03", reason));
    this.leave();
  }

  private leave() {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.idle);
    this.front.channels.delete(this.socket);
    this.work = this.work.then(() => this.rollBack());
  }

  private async rollBack() {
    if (!this.turn) return;
    await this.turn.begun;
    try {
      // A batch that failed before its Sync leaves the session deaf until one comes.
      await this.front.db.runExclusive(() => this.front.db.execProtocolRawStream(sync(), ignored));
      await this.front.db.exec("ROLLBACK");
    } catch (error) {
      this.front.options.onBroken(error);
    }
    this.endTurn();
  }

  private endTurn() {
    this.turn?.end();
    this.turn = undefined;
  }
}
