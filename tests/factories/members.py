"""People who sign in, by role."""

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from members.addresses import vouch_for_address
from members.consents import agree
from members.models import User
from members.roles import Role

PASSWORD = "une phrase de passe longue"


class UserFactory(DjangoModelFactory):
    """A member without any role, whose address is confirmed and who agreed to the terms.

    Traits `editor`, `moderator`, `administrator`, `superuser`.
    """

    class Meta:
        model = User

    class Params:
        editor = factory.Trait(role=Role.EDITOR)
        moderator = factory.Trait(role=Role.MODERATOR)
        administrator = factory.Trait(role=Role.ADMINISTRATOR)
        superuser = factory.Trait(is_superuser=True, is_staff=True)

    role = None
    agreed = True
    email = factory.Sequence(lambda number: f"agent-{number}@mairie.example")
    display_name = factory.Sequence(lambda number: f"Agent {number}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        role = kwargs.pop("role")
        agreed = kwargs.pop("agreed")
        password = kwargs.pop("password", PASSWORD)
        user = model_class.objects.create_user(*args, password=password, **kwargs)
        vouch_for_address(user=user)
        if agreed:
            agree(user=user)
        if role:
            user.groups.add(Group.objects.get(name=role))
        return user
