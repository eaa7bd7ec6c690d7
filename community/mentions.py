"""Who is mentioned in a message: members and organisations, by a link to what they wrote.

`[@Name](/communaute/membres/12/)` is a mention; "@Name", typed plainly, becomes one where just one
member or organisation who wrote in the forum bears that name.
"""

import re
from collections import defaultdict

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from community.forum_conversation.models import Post
from community.markup import link, own_links
from community.models import Notice, Rhythm
from members.models import User
from members.organisations.models import Membership, Organisation, OrganisationQuerySet

MOST_MENTIONS = 5  # in one message
MOST_ENDS = 12  # of words, and of brackets, at which a name may end
ADDRESS = re.compile(r"/(?:en/)?communaute/(membres|structures)/(\d{1,9})/")
# Not within a word (an e-mail address) nor in the words of a link.
TYPED = re.compile(r"(?<![\w\[@/.])@(\w[^\n@]{0,160})")

Mention = tuple[str, int]  # "membres" or "structures", key


def people() -> QuerySet[User]:
    """Members who may be mentioned: those with a message that everybody may read."""
    posts = Post.objects.filter(poster=OuterRef("pk"), approved=True, topic__approved=True)
    return User.objects.filter(Exists(posts), is_active=True)


def organisations() -> OrganisationQuerySet:
    """Those with a confirmed member who may be mentioned."""
    belonging = Membership.objects.confirmed().filter(
        organisation=OuterRef("pk"), member__in=people().values("pk")
    )
    rows = Organisation.objects.filter(Exists(belonging))
    return rows.select_related("territory__departement")


def mentions_in(text: str) -> set[Mention]:
    """What the links of a text mention, each once; what it quotes mentions nobody."""
    found = set()
    for words, address in own_links(text):
        match = ADDRESS.fullmatch(address)
        if match and words.startswith("@"):
            found.add((match[1], int(match[2])))
    return found


def with_mentions(text: str) -> str:
    """`text` with a link for each "@Name" that just one bears; two queries, none without an @."""
    typed = {name for found in TYPED.finditer(text) for name in _beginnings(found[1])}
    if not typed:
        return text
    known: dict[str, list[str]] = defaultdict(list)
    for key, name in people().filter(display_name__in=typed).values_list("pk", "display_name"):
        known[name].append(reverse("community:member", args=[key]))
    for key, name in organisations().filter(name__in=typed).values_list("pk", "name"):
        known[name].append(reverse("community:organisation", args=[key]))

    def linked(found: re.Match[str]) -> str:
        for name in _beginnings(found[1]):
            if len(known.get(name, ())) == 1:
                return link(f"@{name}", known[name][0]) + found[1][len(name) :]
        return found.group()

    return TYPED.sub(linked, text)


def tell_mentioned(post: Post) -> None:
    """Note that those whom a post mentions are to be told; of an organisation, its referents.

    Nothing of a held post, to its author, nor to who wants no such messages.
    """
    if not post.approved or not post.topic.approved:
        return
    keys: dict[str, set[int]] = defaultdict(set)
    for kind, key in mentions_in(post.content.raw):
        keys[kind].add(key)
    if not keys:
        return
    referents = Membership.objects.confirmed().filter(
        organisation__in=keys["structures"], role=Membership.Role.REFERENT
    )
    told = people().filter(pk__in=keys["membres"]) | User.objects.filter(
        pk__in=referents.values("member"), is_active=True
    )
    told = told.exclude(pk=post.poster_id).exclude(mailing__mentioned=Rhythm.NEVER)
    Notice.objects.bulk_create(
        [Notice(member=each, post=post, kind=Notice.Kind.MENTIONED) for each in told],
        ignore_conflicts=True,
    )


def _beginnings(typed: str) -> list[str]:
    """What may be the name at the beginning of some words, the longest first."""
    ends = [found.end() for found in re.finditer(r"\w(?!\w)|\)", typed)]
    return [typed[:end] for end in reversed(ends[:MOST_ENDS])]
