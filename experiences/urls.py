"""Addresses of what machines read: cards, sitemap, robots."""

from django.urls import path

from experiences.public import cards, sitemaps

app_name = "experiences"

# The same in each language; feeds are in `experiences.feed_urls`.
urlpatterns = [
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.section, name="sitemap-section"),
    path("cartes/<int:page_id>-<slug:key>.jpg", cards.card, name="card"),
    path("cartes/<int:page_id>.jpg", cards.card, name="card"),
]
