/** A sentence for the person who starts Hoist. What happens later goes to the log. */
export function say(...sentences: string[]) {
  for (const sentence of sentences) process.stdout.write(`${sentence}\n`);
}
