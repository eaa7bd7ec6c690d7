"""Who could sign in until now still can: the addresses of their accounts count as confirmed."""

from django.db import migrations


def confirm_addresses(apps, schema_editor):
    EmailAddress = apps.get_model("account", "EmailAddress")
    EmailAddress.objects.bulk_create(
        EmailAddress(user_id=pk, email=email, verified=True, primary=True)
        for pk, email in apps.get_model("members", "User").objects.values_list("pk", "email")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0003_consents"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(confirm_addresses, migrations.RunPython.noop)]
