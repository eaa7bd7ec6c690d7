"""The three roles of the administration, and the way from draft to publication.

Wagtail's own groups "Editors" and "Moderators" become Éditeurs and Modérateurs, so that nothing
which other migrations gave them is lost; its default workflow becomes ours.
"""

from django.db import migrations

from members.grants import grant, permission
from members.roles import Role

WAGTAIL_NAMES = {Role.EDITOR: "Editors", Role.MODERATOR: "Moderators"}
TERMS = ("theme", "pillar", "challenge", "audience", "resourcekind")

# On every page: who may do what (permission types of Wagtail's Page).
PAGES = {
    Role.EDITOR: ("add", "change"),
    Role.MODERATOR: ("add", "change", "publish", "lock", "unlock"),
    Role.ADMINISTRATOR: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
FILES = {
    Role.EDITOR: ("add", "choose"),
    Role.MODERATOR: ("add", "change", "choose"),
    Role.ADMINISTRATOR: ("add", "change", "delete", "choose"),
}
COLLECTIONS = {
    Role.EDITOR: (),
    Role.MODERATOR: ("add", "change"),
    Role.ADMINISTRATOR: ("add", "change", "delete"),
}


def on_models(app, models, *actions):
    return [f"{app}.{action}_{model}" for model in models for action in actions]


ENTER = ("wagtailadmin.access_admin", "wagtail_localize.submit_translation")
EDIT = (*ENTER, *on_models("taxonomy", TERMS, "add", "change", "view"))
MODERATE = (
    *EDIT,
    *on_models("taxonomy", TERMS, "delete"),
    *on_models("wagtailredirects", ["redirect"], "add", "change", "delete"),
)
ADMINISTER = (
    *MODERATE,
    *on_models("members", ["user"], "add", "change", "delete", "view"),
    *on_models("wagtailcore", ["workflow", "task", "site", "locale"], "add", "change", "delete"),
    *on_models("wagtailcore", ["groupapprovaltask"], "add", "change", "delete"),
)
MODELS = {Role.EDITOR: EDIT, Role.MODERATOR: MODERATE, Role.ADMINISTRATOR: ADMINISTER}


def make_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Page = apps.get_model("wagtailcore", "Page")
    Collection = apps.get_model("wagtailcore", "Collection")
    OnPage = apps.get_model("wagtailcore", "GroupPagePermission")
    OnCollection = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = Page.objects.filter(depth=1).order_by("path").first()
    collections = Collection.objects.filter(depth=1).first()
    for role in Role:
        group = Group.objects.filter(name=WAGTAIL_NAMES.get(role, role)).first()
        group = group or Group.objects.get_or_create(name=role)[0]
        group.name = role
        group.save()
        group.permissions.clear()
        grant(apps, role, *MODELS[role])
        OnPage.objects.filter(group=group).delete()
        for action in PAGES[role]:
            OnPage.objects.create(
                group=group, page=root, permission=permission(apps, f"wagtailcore.{action}_page")
            )
        OnCollection.objects.filter(group=group).delete()
        names = [
            *on_models("wagtailimages", ["image"], *FILES[role]),
            *on_models("wagtaildocs", ["document"], *FILES[role]),
            *on_models("wagtailcore", ["collection"], *COLLECTIONS[role]),
        ]
        for name in names:
            OnCollection.objects.create(
                group=group, collection=collections, permission=permission(apps, name)
            )


def make_workflow(apps, schema_editor):
    """Draft → review → published: what editors submit, moderators or administrators approve."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    Task = apps.get_model("wagtailcore", "GroupApprovalTask")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).order_by("path").first()
    content_type, _ = ContentType.objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    task = Task.objects.filter(name="Moderators approval").first() or Task(
        content_type=content_type, active=True
    )
    task.name = "Relecture"
    task.save()
    task.groups.set(Group.objects.filter(name__in=[Role.MODERATOR, Role.ADMINISTRATOR]))
    workflow = Workflow.objects.filter(name="Moderators approval").first() or Workflow(active=True)
    workflow.name = "Brouillon, relecture, publication"
    workflow.save()
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0003_admin_managed"),
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("taxonomy", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(make_workflow, migrations.RunPython.noop),
    ]
