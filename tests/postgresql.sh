#!/usr/bin/env bash
# Run a command against a throw-away PostgreSQL server: its own folder, a free port, loopback only.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -z "$bin" ]; then
  [ "${CI:-}" = true ] && { echo "PostgreSQL is missing: apt-get install postgresql" >&2; exit 1; }
  echo "PostgreSQL is not installed here (apt-get install postgresql): its tests are skipped."
  exit 0
fi
folder=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# The server refuses to run as root.
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
[ "$(id -u)" = 0 ] && chown postgres "$folder"
stop() { as "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT
as "$bin/initdb" -D "$folder/data" -U terrain --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off" start >/dev/null
server=postgres://terrain@127.0.0.1:$port
# Migrated once: each new database, so that of every test worker, starts as a copy of template1.
DATABASE_URL=$server/template1 DJANGO_SETTINGS_MODULE=config.settings.test \
  .venv/bin/python manage.py migrate --verbosity 0
DATABASE_URL=$server/postgres "$@"
