
-- CreateEnum
CREATE TYPE "Role" AS ENUM ('member', 'viewer', 'editor', 'approver', 'admin');

-- CreateEnum
CREATE TYPE "FlagType" AS ENUM ('boolean', 'string', 'number', 'object');

-- CreateEnum
CREATE TYPE "Visibility" AS ENUM ('public', 'restricted');

-- CreateEnum
CREATE TYPE "KeyKind" AS ENUM ('client', 'server');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "username" TEXT,
    "usernameKey" TEXT,
    "targetingKey" TEXT,
    "email" TEXT,
    "passwordHash" TEXT,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "confirmed" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3),

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "projectId" UUID,
    "role" "Role" NOT NULL,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Configuration" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Configuration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Environment" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "protected" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Environment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FlagKey" (
    "projectId" UUID NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "FlagKey_pkey" PRIMARY KEY ("projectId","key")
);

-- CreateTable
CREATE TABLE "FeatureFlag" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "type" "FlagType" NOT NULL DEFAULT 'boolean',
    "variants" JSONB NOT NULL,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "visibility" "Visibility" NOT NULL DEFAULT 'public',
    "clientSide" BOOLEAN NOT NULL DEFAULT true,
    "selfService" BOOLEAN NOT NULL DEFAULT false,
    "salt" TEXT NOT NULL,
    "creatorId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archivedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FeatureFlag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FlagState" (
    "projectId" UUID NOT NULL,
    "flagId" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "killed" BOOLEAN NOT NULL DEFAULT false,
    "offVariant" TEXT NOT NULL,
    "prerequisites" JSONB NOT NULL DEFAULT '[]',
    "rules" JSONB NOT NULL DEFAULT '[]',
    "fallthrough" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FlagState_pkey" PRIMARY KEY ("flagId","environmentId")
);

-- CreateTable
CREATE TABLE "Toggle" (
    "id" UUID NOT NULL,
    "flagId" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "variant" TEXT NOT NULL,
    "reason" TEXT,
    "expiresAt" TIMESTAMPTZ(3),
    "creatorId" UUID NOT NULL,
    "selfService" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Toggle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Segment" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "conditions" JSONB NOT NULL,
    "included" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "excluded" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "KeyKind" NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "streamSecret" TEXT NOT NULL,
    "identitySecret" TEXT NOT NULL,
    "allowedOrigins" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "requireIdentity" BOOLEAN NOT NULL DEFAULT false,
    "creatorId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonalToken" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "readOnly" BOOLEAN NOT NULL DEFAULT false,
    "loginEpoch" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PersonalToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditLog" (
    "sequence" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "changeSet" UUID NOT NULL,
    "timestamp" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "actorId" UUID,
    "projectId" UUID,
    "environmentId" UUID,
    "flagId" UUID,
    "userId" UUID,
    "canonical" TEXT NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditLog_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "AuditPersonal" (
    "auditId" UUID NOT NULL,
    "salt" TEXT NOT NULL,
    "document" TEXT NOT NULL,

    CONSTRAINT "AuditPersonal_pkey" PRIMARY KEY ("auditId")
);

-- CreateTable
CREATE TABLE "Ledger" (
    "id" INTEGER NOT NULL,
    "sequence" BIGINT NOT NULL,
    "head" TEXT NOT NULL,
    "installation" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "Ledger_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_usernameKey_key" ON "User"("usernameKey");

-- CreateIndex
CREATE UNIQUE INDEX "User_targetingKey_key" ON "User"("targetingKey");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "User_createdAt_id_idx" ON "User"("createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_userId_scope_key" ON "Membership"("userId", "scope");

-- CreateIndex
CREATE UNIQUE INDEX "Configuration_userId_key_key" ON "Configuration"("userId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Project_key_key" ON "Project"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Environment_projectId_key_key" ON "Environment"("projectId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Environment_projectId_id_key" ON "Environment"("projectId", "id");

-- CreateIndex
CREATE INDEX "FeatureFlag_projectId_updatedAt_idx" ON "FeatureFlag"("projectId", "updatedAt");

-- CreateIndex
CREATE INDEX "FeatureFlag_tags_idx" ON "FeatureFlag" USING GIN ("tags");

-- CreateIndex
CREATE UNIQUE INDEX "FeatureFlag_projectId_key_key" ON "FeatureFlag"("projectId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "FeatureFlag_projectId_id_key" ON "FeatureFlag"("projectId", "id");

-- CreateIndex
CREATE INDEX "FlagState_environmentId_idx" ON "FlagState"("environmentId");

-- CreateIndex
CREATE INDEX "Toggle_environmentId_userId_idx" ON "Toggle"("environmentId", "userId");

-- CreateIndex
CREATE INDEX "Toggle_userId_idx" ON "Toggle"("userId");

-- CreateIndex
CREATE INDEX "Toggle_creatorId_idx" ON "Toggle"("creatorId");

-- CreateIndex
CREATE UNIQUE INDEX "Toggle_flagId_environmentId_userId_key" ON "Toggle"("flagId", "environmentId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Segment_projectId_key_key" ON "Segment"("projectId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_hash_key" ON "ApiKey"("hash");

-- CreateIndex
CREATE INDEX "ApiKey_environmentId_createdAt_idx" ON "ApiKey"("environmentId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "PersonalToken_hash_key" ON "PersonalToken"("hash");

-- CreateIndex
CREATE INDEX "PersonalToken_userId_createdAt_idx" ON "PersonalToken"("userId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "AuditLog_id_key" ON "AuditLog"("id");

-- CreateIndex
CREATE INDEX "AuditLog_projectId_sequence_idx" ON "AuditLog"("projectId", "sequence");

-- CreateIndex
CREATE INDEX "AuditLog_flagId_sequence_idx" ON "AuditLog"("flagId", "sequence");

-- CreateIndex
CREATE INDEX "AuditLog_userId_sequence_idx" ON "AuditLog"("userId", "sequence");

-- CreateIndex
CREATE INDEX "AuditLog_actorId_sequence_idx" ON "AuditLog"("actorId", "sequence");

-- CreateIndex
CREATE INDEX "AuditLog_action_sequence_idx" ON "AuditLog"("action", "sequence");

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Configuration" ADD CONSTRAINT "Configuration_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Environment" ADD CONSTRAINT "Environment_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FlagKey" ADD CONSTRAINT "FlagKey_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeatureFlag" ADD CONSTRAINT "FeatureFlag_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeatureFlag" ADD CONSTRAINT "FeatureFlag_projectId_key_fkey" FOREIGN KEY ("projectId", "key") REFERENCES "FlagKey"("projectId", "key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeatureFlag" ADD CONSTRAINT "FeatureFlag_creatorId_fkey" FOREIGN KEY ("creatorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FlagState" ADD CONSTRAINT "FlagState_projectId_flagId_fkey" FOREIGN KEY ("projectId", "flagId") REFERENCES "FeatureFlag"("projectId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FlagState" ADD CONSTRAINT "FlagState_projectId_environmentId_fkey" FOREIGN KEY ("projectId", "environmentId") REFERENCES "Environment"("projectId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Toggle" ADD CONSTRAINT "Toggle_flagId_environmentId_fkey" FOREIGN KEY ("flagId", "environmentId") REFERENCES "FlagState"("flagId", "environmentId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Toggle" ADD CONSTRAINT "Toggle_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Toggle" ADD CONSTRAINT "Toggle_creatorId_fkey" FOREIGN KEY ("creatorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Segment" ADD CONSTRAINT "Segment_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonalToken" ADD CONSTRAINT "PersonalToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say. -------------------------------------------------------------------------

ALTER TABLE "User"
  ADD CONSTRAINT "User_usernameKey_follows" CHECK ("usernameKey" IS NOT DISTINCT FROM lower("username")),
  ADD CONSTRAINT "User_username_form" CHECK ("username" ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
  ADD CONSTRAINT "User_targetingKey_length" CHECK (char_length("targetingKey") BETWEEN 1 AND 256),
  ADD CONSTRAINT "User_email_lower" CHECK ("email" = lower("email")),
  ADD CONSTRAINT "User_named_or_erased" CHECK (("username" IS NULL) = ("targetingKey" IS NULL)),
  ADD CONSTRAINT "User_attributes_object" CHECK (jsonb_typeof("attributes") = 'object');
-- Prefix search over names. Collation "C" serves LIKE as well as text_pattern_ops does, and Prisma can compare it.
CREATE INDEX "User_usernameKey_prefix" ON "User" ("usernameKey" COLLATE "C");
CREATE INDEX "User_targetingKey_prefix" ON "User" (lower("targetingKey") text_pattern_ops);
CREATE INDEX "User_email_prefix" ON "User" ("email" COLLATE "C");

ALTER TABLE "Membership"
  ADD CONSTRAINT "Membership_scope_follows" CHECK ("scope" = coalesce("projectId"::text, '*'));
ALTER TABLE "FlagKey"
  ADD CONSTRAINT "FlagKey_form" CHECK ("key" ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$');
ALTER TABLE "FeatureFlag"
  ADD CONSTRAINT "FeatureFlag_variants_array" CHECK (jsonb_typeof("variants") = 'array');
ALTER TABLE "FlagState"
  ADD CONSTRAINT "FlagState_documents" CHECK (
    jsonb_typeof("prerequisites") = 'array' AND jsonb_typeof("rules") = 'array' AND jsonb_typeof("fallthrough") = 'object');
ALTER TABLE "Ledger" ADD CONSTRAINT "Ledger_one_row" CHECK ("id" = 1);
INSERT INTO "Ledger" ("id", "sequence", "head") VALUES (1, 0, repeat('0', 64));

-- The closing statement of every change: one round trip that takes the ledger's lock, numbers and chains the rows, and
-- announces them. hash = sha256(previousHash LF sequence LF timestamp LF canonical), all as UTF-8 text, hex.
-- A row: { id, action, actorId, projectId, environmentId, flagId, userId, canonical, salt, document }; `canonical` is
-- the RFC 8785 text made by the caller, `salt` and `document` (what belongs to a person) may be null.
CREATE FUNCTION append_audit(change_set uuid, entries jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  seq bigint; prev text; next_hash text; now_ms timestamptz(3); stamp text; entry jsonb; written text;
BEGIN
  SELECT "sequence", "head" INTO STRICT seq, prev FROM "Ledger" WHERE "id" = 1 FOR UPDATE;
  now_ms := clock_timestamp();
  stamp := to_char(now_ms AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  FOR entry IN SELECT * FROM jsonb_array_elements(entries) LOOP
    seq := seq + 1;
    written := entry ->> 'canonical';
    next_hash := encode(sha256(convert_to(prev || E'\n' || seq || E'\n' || stamp || E'\n' || written, 'UTF8')), 'hex');
    INSERT INTO "AuditLog" ("sequence", "id", "changeSet", "timestamp", "action", "actorId", "projectId", "environmentId", "flagId", "userId", "canonical", "previousHash", "hash")
    VALUES (seq, (entry ->> 'id')::uuid, change_set, now_ms, entry ->> 'action', (entry ->> 'actorId')::uuid, (entry ->> 'projectId')::uuid,
            (entry ->> 'environmentId')::uuid, (entry ->> 'flagId')::uuid, (entry ->> 'userId')::uuid, written, prev, next_hash);
    IF entry ->> 'document' IS NOT NULL THEN
      INSERT INTO "AuditPersonal" ("auditId", "salt", "document") VALUES ((entry ->> 'id')::uuid, entry ->> 'salt', entry ->> 'document');
    END IF;
    prev := next_hash;
  END LOOP;
  UPDATE "Ledger" SET "sequence" = seq, "head" = prev WHERE "id" = 1;
  PERFORM pg_notify('hoist_changes', seq::text);
  RETURN seq;
END $$;

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON "AuditLog" FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON "AuditLog" FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
