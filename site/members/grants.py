"""How a migration gives a role its permissions, in its own app and in those above."""

from typing import TYPE_CHECKING

from members.roles import Role

if TYPE_CHECKING:
    from django.apps.registry import Apps


def grant(apps: "Apps", role: Role, *permissions: str) -> None:
    """Give the group of `role` permissions written `app.action_model` ("taxonomy.add_theme").

    Made when they are not there yet: Django makes them only after every migration. To be called
    by migrations that depend on members 0002 and on the one that makes the model.
    """
    group = apps.get_model("auth", "Group").objects.get(name=role)
    group.permissions.add(*(permission(apps, name) for name in permissions))


def permission(apps: "Apps", name: str):  # type: ignore[no-untyped-def]
    """The permission written `app.action_model`, made when it is not there yet."""
    app_label, codename = name.split(".")
    model = codename.rsplit("_", 1)[-1]
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )
    return found
