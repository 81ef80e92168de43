"""What two officers have confirmed about a bundle stays as it is; cosigned heads are append-only."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON records_cosigning
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER confirmed_stays BEFORE UPDATE OR DELETE ON records_evidencerecord
    FOR EACH ROW WHEN (OLD.state = 'confirmed') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON records_evidencerecord
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

BACKWARD = """
DROP TRIGGER never_emptied ON records_evidencerecord;
DROP TRIGGER confirmed_stays ON records_evidencerecord;
DROP TRIGGER append_only ON records_cosigning;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0012_evidence")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
