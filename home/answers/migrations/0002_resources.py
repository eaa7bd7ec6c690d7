import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('answers', '0001_initial'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='request',
            name='becomes',
            field=models.CharField(choices=[('sheet', 'experience sheet'), ('resource', 'resource')], default='sheet', max_length=10, verbose_name='becomes'),
        ),
        migrations.RenameField(
            model_name='request',
            old_name='sheet',
            new_name='page',
        ),
        migrations.AlterField(
            model_name='request',
            name='page',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL),
        ),
    ]
