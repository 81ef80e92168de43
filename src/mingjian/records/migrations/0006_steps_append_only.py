"""Steps of cases are append-only like the events; and every measure's case is known to exist."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON records_step
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE records_measure VALIDATE CONSTRAINT records_measure_case_id_fk;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0005_cases")]

    operations = [migrations.RunSQL(FORWARD, "DROP TRIGGER append_only ON records_step")]
