"""What towns contribute; the only room that imports django-machina."""
