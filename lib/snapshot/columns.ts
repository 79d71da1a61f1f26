// What is read of the tables. Instants become epoch milliseconds in SQL: a million Dates would be made for nothing.

const instant = (column: string) =>
  `(extract(epoch FROM "${column}") * 1000)::float8 AS "${column}"`;

export const keyColumns = `"id", "environmentId", "kind"::text, "hash", "streamSecret", "identitySecret", "allowedOrigins",
  "requireIdentity", ${instant("expiresAt")}, ${instant("revokedAt")}`;

export const tokenColumns = `"id", "userId", "hash", "loginEpoch", ${instant("expiresAt")}, ${instant("revokedAt")}`;

/** Small tables, each read by one statement. */
export const whole = {
  project: `SELECT "id", "key" FROM "Project" ORDER BY "id"`,
  environment: `SELECT "id", "projectId", "key" FROM "Environment" ORDER BY "id"`,
  flag: `SELECT "id", "projectId", "key", "variants", "salt", "archivedAt" IS NOT NULL AS "archived", "clientSide"
    FROM "FeatureFlag" ORDER BY "id"`,
  segment: `SELECT "id", "projectId", "key", "conditions", "included", "excluded" FROM "Segment" ORDER BY "id"`,
  state: `SELECT "flagId", "environmentId", "enabled", "killed", "offVariant", "prerequisites", "rules", "fallthrough"
    FROM "FlagState"`,
  key: `SELECT ${keyColumns} FROM "ApiKey"`,
  token: `SELECT ${tokenColumns} FROM "PersonalToken"`,
};

/** Large tables, read in pieces: rows with an id above $1, at most $2. */
export const inPieces = {
  user: `SELECT "id", "targetingKey", "confirmed", "active", "epoch" FROM "User" WHERE "id" > $1 ORDER BY "id" LIMIT $2`,
  toggle: `SELECT "id", "flagId", "environmentId", "userId", "variant", ${instant("expiresAt")}, "selfService"
    FROM "Toggle" WHERE "id" > $1 ORDER BY "id" LIMIT $2`,
  configuration: `SELECT "id", "userId", "key", "value"::text FROM "Configuration" WHERE "id" > $1 ORDER BY "id" LIMIT $2`,
};
