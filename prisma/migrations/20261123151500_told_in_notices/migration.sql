-- The closing statement of every change, of one change set or several: each entry names its own as `changeSet`. It takes the
-- ledger's lock, numbers and chains the rows, and announces each change set by a notice that tells its rows, so that who listens
-- need not ask: [[sequence, timestamp, previousHash, hash, canonical, document], …], or the sequence alone where that is too much
-- for a notice. Gives the last sequence; null where entries are null.
-- An entry is what `append_audit` of the first migration takes, and its hash is the same.
CREATE FUNCTION append_audit(entries jsonb) RETURNS bigint STRICT LANGUAGE plpgsql AS $$
DECLARE
  seq bigint; prev text; next_hash text; now_ms timestamptz(3); stamp text; entry record; open_set uuid; told text := '';
BEGIN
  SELECT "sequence", "head" INTO STRICT seq, prev FROM "Ledger" WHERE "id" = 1 FOR UPDATE;
  now_ms := clock_timestamp();
  stamp := to_char(now_ms AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  FOR entry IN SELECT * FROM jsonb_to_recordset(entries) AS given ("id" uuid, "changeSet" uuid, "action" text, "actorId" uuid,
      "projectId" uuid, "environmentId" uuid, "flagId" uuid, "userId" uuid, "canonical" text, "salt" text, "document" text) LOOP
    IF entry."changeSet" <> open_set THEN
      PERFORM announce_audit(seq, told);
      told := '';
    END IF;
    open_set := entry."changeSet";
    seq := seq + 1;
    next_hash := encode(sha256(convert_to(prev || E'\n' || seq || E'\n' || stamp || E'\n' || entry."canonical", 'UTF8')), 'hex');
    INSERT INTO "AuditLog" ("sequence", "id", "changeSet", "timestamp", "action", "actorId", "projectId", "environmentId", "flagId", "userId", "canonical", "previousHash", "hash")
    VALUES (seq, entry."id", entry."changeSet", now_ms, entry."action", entry."actorId", entry."projectId", entry."environmentId",
            entry."flagId", entry."userId", entry."canonical", prev, next_hash);
    IF entry."document" IS NOT NULL THEN
      INSERT INTO "AuditPersonal" ("auditId", "salt", "document") VALUES (entry."id", entry."salt", entry."document");
    END IF;
    told := told || ',' || json_build_array(seq, stamp, prev, next_hash, entry."canonical", entry."document");
    prev := next_hash;
  END LOOP;
  UPDATE "Ledger" SET "sequence" = seq, "head" = prev WHERE "id" = 1;
  PERFORM announce_audit(seq, told);
  RETURN seq;
END $$;

-- A notice holds less than 8,000 bytes. Every role of a database may listen and notify on whatever channel it can name: this
-- one's name is known to those alone who may read the ledger.
CREATE FUNCTION announce_audit(seq bigint, told text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify((SELECT 'hoist_' || replace("installation"::text, '-', '') FROM "Ledger" WHERE "id" = 1),
    CASE WHEN octet_length(told) < 7900 THEN '[' || substr(told, 2) || ']' ELSE seq::text END);
END $$;

-- Instances of the version before this one still write by it while they are replaced.
CREATE OR REPLACE FUNCTION append_audit(change_set uuid, entries jsonb) RETURNS bigint LANGUAGE sql AS $$
  SELECT append_audit(jsonb_agg(entry || jsonb_build_object('changeSet', change_set) ORDER BY n))
  FROM jsonb_array_elements(entries) WITH ORDINALITY AS given (entry, n)
$$;
