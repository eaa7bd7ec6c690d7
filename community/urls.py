"""Addresses of the community; French at the root, English under /en/.

Numbers are the keys, words are for people: wrong words lead to the right ones.
"""

from django.urls import path

from community.views import (
    answers,
    appeals,
    attachments,
    categories,
    feeds,
    following,
    members,
    moderation,
    polls,
    rearranging,
    reports,
    topic_moderation,
    topics,
    towns,
    writing,
)

app_name = "community"

urlpatterns = [
    path("", categories.index, name="index"),
    path("flux/", feeds.everything, name="feed"),
    path("sans-reponse/", categories.unanswered, name="unanswered"),
    path("membres/<int:pk>/", members.member, name="member"),
    path("structures/<int:pk>/", members.organisation, name="organisation"),
    path("personnes.json", members.people, name="people"),
    path("messages/<int:pk>/", topics.post, name="post"),
    path("pieces-jointes/<int:pk>/", attachments.download, name="attachment"),
    path("ecrire/", writing.start, name="start"),
    path("sujets/<int:pk>/repondre/", writing.answer, name="answer"),
    path("sujets/<int:pk>/fermer/", topic_moderation.close, name="close"),
    path("sujets/<int:pk>/epingler/", topic_moderation.pin, name="pin"),
    path("sujets/<int:pk>/deplacer/", topic_moderation.move, name="move"),
    path("sujets/<int:pk>/sondage/", polls.change, name="poll"),
    path("sujets/<int:pk>/sondage/voter/", polls.cast, name="vote"),
    path("sujets/<int:pk>/sondage/clore/", polls.close, name="close-poll"),
    path("sujets/<int:pk>/reunir/", rearranging.merge, name="merge"),
    path("messages/<int:pk>/separer/", rearranging.split, name="split"),
    path("messages/<int:pk>/modifier/", writing.change, name="change"),
    path("messages/<int:pk>/versions/", reports.former_versions, name="versions"),
    path("messages/<int:pk>/signaler/", reports.report_post, name="report"),
    path("messages/<int:pk>/supprimer/", moderation.delete, name="delete"),
    path("messages/<int:pk>/accepter/", answers.accept_answer, name="accept"),
    path("messages/<int:pk>/utile/", answers.find_useful, name="useful"),
    path("messages/<int:pk>/approuver/", moderation.approve, name="approve"),
    path("messages/<int:pk>/refuser/", moderation.refuse, name="refuse"),
    path("messages/<int:pk>/conserver/", moderation.keep, name="keep"),
    path("sujets/<int:pk>/suivre/", following.follow_topic, name="follow-topic"),
    path("sujets/<int:pk>/pas-moi/", following.not_me, name="not-me"),
    path("categories/<int:pk>/suivre/", following.follow_category, name="follow-category"),
    path("territoires/", towns.territories, name="territories"),
    path("territoires/<int:pk>/suivre/", towns.follow, name="follow-territory"),
    path("communes-comme-la-mienne/", towns.like_mine, name="like-mine"),
    path("courriels/", following.mails, name="mails"),
    path("courriels/arreter/<str:token>/", following.no_more_mails, name="no-more-mails"),
    path("messages/<int:pk>/recours/", appeals.against_refusal, name="appeal-refusal"),
    path("recours/<int:pk>/", appeals.appeal, name="appeal"),
    path("recours/<int:pk>/decider/", appeals.decide, name="decide-appeal"),
    path("moderation/chiffres/", appeals.figures, name="figures"),
    path("moderation/", moderation.queue, name="queue"),
    path("moderation/journal/", moderation.log, name="log"),
    path("<slug:words>-<int:pk>/", categories.category, name="category"),
    path("<slug:words>-<int:pk>/flux/", feeds.category, name="category-feed"),
    path("<slug:category>/<slug:words>-<int:pk>/", topics.topic, name="topic"),
]
