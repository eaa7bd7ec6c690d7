"""The documents that a page offers, apart from what it mentions, so that they can be quoted.

Documents of the index that are there already have none: the next rebuild makes them anew.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0007_unaccented")]

    operations = [
        migrations.AddField(
            model_name="documenttext",
            name="attached",
            field=models.JSONField(default=list),
        ),
    ]
