# The site: gunicorn, and every manage.py command (compose.yaml runs both).
FROM python:3.13-slim-trixie

ENV DJANGO_SETTINGS_MODULE=config.settings.production \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONPATH=site:. \
    PYTHONUNBUFFERED=1
WORKDIR /srv/terrain

COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

COPY . .
# Static files are made here, on variables that serve for nothing else.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    ALLOWED_HOSTS=localhost SITE_URL=https://localhost DATABASE_URL=sqlite:///:memory: \
    python manage.py collectstatic --no-input \
    && useradd --system --no-create-home terrain \
    && install --directory --owner=terrain var/media var/private

USER terrain
EXPOSE 8000
CMD ["gunicorn", "--pythonpath", "site", "--no-control-socket", "--bind", "0.0.0.0:8000", "--workers", "3", "config.wsgi"]
