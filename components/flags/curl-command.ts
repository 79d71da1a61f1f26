/** The command that reads an address of the management API, or posts a body there; the token stays out of it. */
export function curlCommand(origin: string, path: string, body?: unknown): string {
  const token = `curl -H "Authorization: Bearer $HOIST_TOKEN"`;
  const address = `"${origin}/api/v1${path}"`;
  if (body === undefined) return `${token} ${address}`;
  // In single quotes a shell takes everything as it is but the single quote.
  const data = JSON.stringify(body).replaceAll("'", `'\\''`);
  return `${token} -H "Content-Type: application/json" -d '${data}' ${address}`;
}
