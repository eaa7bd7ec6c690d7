"""What editors publish: sheets, dossiers, resources, news, pages."""
