/** What is likely to be asked for again: the last so many, each until it is taken. */
export class Recent<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly most: number) {}

  /** Whoever takes it puts back what it has become; after a failure nothing is there. */
  take(key: string): Value | undefined {
    const value = this.values.get(key);
    this.values.delete(key);
    return value;
  }

  put(key: string, value: Value): void {
    this.values.set(key, value);
    const [oldest] = this.values.size > this.most ? this.values.keys() : [];
    if (oldest !== undefined) this.values.delete(oldest);
  }
}
