"""What visitors and machines see of publications: pages, feeds, sitemap, cards."""
