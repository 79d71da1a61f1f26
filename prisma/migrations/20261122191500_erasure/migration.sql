-- An erased person is named by nothing new. Whoever found the user a moment before the erasure committed waits here for it,
-- and then starts over (a serialization failure, which commitChange retries): the name is unknown by then.
CREATE FUNCTION person_is_not_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "User" WHERE "id" = NEW."userId" AND "targetingKey" IS NOT NULL FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this person was erased' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Toggle_of_nobody_erased" BEFORE INSERT ON "Toggle" FOR EACH ROW EXECUTE FUNCTION person_is_not_erased();
CREATE TRIGGER "Configuration_of_nobody_erased" BEFORE INSERT ON "Configuration" FOR EACH ROW EXECUTE FUNCTION person_is_not_erased();
CREATE TRIGGER "PersonalToken_of_nobody_erased" BEFORE INSERT ON "PersonalToken" FOR EACH ROW EXECUTE FUNCTION person_is_not_erased();
CREATE TRIGGER "Membership_of_nobody_erased" BEFORE INSERT ON "Membership" FOR EACH ROW EXECUTE FUNCTION person_is_not_erased();
