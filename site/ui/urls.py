"""Address of the gallery; included only where settings.GALLERY is true."""

from django.urls import path

from ui.views import gallery

app_name = "ui"
urlpatterns = [path("galerie/", gallery, name="gallery")]
