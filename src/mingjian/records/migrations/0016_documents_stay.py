"""A sealed document stays as it was sealed: only its service, withdrawal and step may still be noted beside it."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER sealed_stays BEFORE UPDATE ON records_document FOR EACH ROW
    WHEN (OLD.sealed_at IS NOT NULL AND (
        ROW(OLD.case_id, OLD.measure_id, OLD.party_id, OLD.unit_id, OLD.code, OLD.number, OLD.template, OLD.snapshot,
            OLD.snapshot_digest, OLD.digest, OLD.address, OLD.signers, OLD.sealed_at, OLD.drafted_by_id)
        IS DISTINCT FROM
        ROW(NEW.case_id, NEW.measure_id, NEW.party_id, NEW.unit_id, NEW.code, NEW.number, NEW.template, NEW.snapshot,
            NEW.snapshot_digest, NEW.digest, NEW.address, NEW.signers, NEW.sealed_at, NEW.drafted_by_id)))
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sealed_is_kept BEFORE DELETE ON records_document FOR EACH ROW
    WHEN (OLD.sealed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON records_document
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

BACKWARD = """
DROP TRIGGER never_emptied ON records_document;
DROP TRIGGER sealed_is_kept ON records_document;
DROP TRIGGER sealed_stays ON records_document;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0015_case_files")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
