"""Addresses of the community; French at the root, English under /en/.

Numbers are the keys, words are for people: wrong words lead to the right ones.
"""

from django.urls import path

from community.views import attachments, categories, feeds, members, topics

app_name = "community"

urlpatterns = [
    path("", categories.index, name="index"),
    path("flux/", feeds.everything, name="feed"),
    path("sans-reponse/", categories.unanswered, name="unanswered"),
    path("membres/<int:pk>/", members.member, name="member"),
    path("messages/<int:pk>/", topics.post, name="post"),
    path("pieces-jointes/<int:pk>/", attachments.download, name="attachment"),
    path("<slug:words>-<int:pk>/", categories.category, name="category"),
    path("<slug:words>-<int:pk>/flux/", feeds.category, name="category-feed"),
    path("<slug:category>/<slug:words>-<int:pk>/", topics.topic, name="topic"),
]
