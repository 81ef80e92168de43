"""Events and seals are append-only: the database itself refuses to change, delete or truncate them."""

from django.db import migrations

FORWARD = """
ALTER TABLE records_event
    ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY,
    ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE UNIQUE INDEX event_in_order ON records_event (xid, seq);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON records_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON records_sealedleaf
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON records_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

BACKWARD = """
DROP TRIGGER append_only ON records_seal;
DROP TRIGGER append_only ON records_sealedleaf;
DROP TRIGGER append_only ON records_event;
DROP FUNCTION refuse_change();
DROP INDEX event_in_order;
ALTER TABLE records_event DROP COLUMN xid, DROP COLUMN seq;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_first")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
