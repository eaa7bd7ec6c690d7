"""One measured process: fills its database, then opens the addresses that come in."""

import sys
import time
from datetime import timedelta

import django


def main() -> None:
    which, forums, topics, posts = sys.argv[1], *map(int, sys.argv[2:])
    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    addresses = fill(forums, topics, posts, stock=which == "stock")
    print(" ".join(f"{what}={address}" for what, address in addresses.items()), flush=True)
    for line in sys.stdin:
        client = Client()  # a visitor without a cookie
        started = time.perf_counter()
        response = client.get(line.strip())
        passed = time.perf_counter() - started
        assert response.status_code == 200, line
        print(passed, flush=True)


def fill(forums: int, topics: int, posts: int, *, stock: bool) -> dict[str, str]:
    """Categories with topics of one post, the first topic with many; the addresses to open."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import AnonymousUser
    from django.db import transaction
    from django.utils import timezone
    from machina.core.db.models import get_model

    Forum, Topic, Post = (
        get_model("forum", "Forum"),
        get_model("forum_conversation", "Topic"),
        get_model("forum_conversation", "Post"),
    )
    User = get_user_model()
    named = {"username": "agent"} if stock else {"email": "agent@mairie.example"}
    author = User.objects.create(**named)
    with transaction.atomic():
        made = [
            Forum.objects.create(
                type=Forum.FORUM_POST,
                name=f"Thème {number}",
                description="Éclairage, eau, déchets.",
            )
            for number in range(forums)
        ]
        day = timezone.now() - timedelta(days=400)
        for forum in made:
            rows = [
                Topic(
                    forum=forum,
                    poster=author,
                    subject=f"Question {number} : comment en parler ?",
                    slug="question",
                    type=Topic.TOPIC_POST,
                    status=Topic.TOPIC_UNLOCKED,
                    last_post_on=day + timedelta(minutes=number),
                    posts_count=1,
                )
                for number in range(topics)
            ]
            Topic.objects.bulk_create(rows, 1_000)
            written = [
                Post(topic=row, poster=author, subject=row.subject, content="Par où commencer ?")
                for row in rows
            ]
            Post.objects.bulk_create(written, 1_000)
            for row, post in zip(rows, written, strict=True):
                row.first_post = row.last_post = post
            Topic.objects.bulk_update(rows, ["first_post", "last_post"], 500)
            forum.update_trackers()
        first = Topic.objects.order_by("pk").first()
        for number in range(posts - 1):
            Post.objects.create(
                topic=first,
                poster=author,
                subject=first.subject,
                content=f"Un **essai** de {number} mois.\n\n- un\n- deux\n\nVoir https://example.org",
            )
    if stock:
        from machina.apps.forum_permission.shortcuts import assign_perm

        for codename in ("can_see_forum", "can_read_forum", "can_download_file"):
            assign_perm(codename, AnonymousUser(), None)
    return found(made[0], first, stock=stock)


def found(forum, topic, *, stock: bool) -> dict[str, str]:  # type: ignore[no-untyped-def]
    from django.urls import reverse

    topic.refresh_from_db()
    forum.refresh_from_db()
    if stock:
        keys = {"forum_slug": forum.slug, "forum_pk": forum.pk}
        topic_keys = {"slug": topic.slug, "pk": topic.pk}
        return {
            "index": reverse("forum:index"),
            "topic": reverse("forum_conversation:topic", kwargs=keys | topic_keys),
        }
    return {
        "index": reverse("community:index"),
        "category": forum.get_absolute_url(),
        "topic": topic.get_absolute_url(),
    }


if __name__ == "__main__":
    main()
