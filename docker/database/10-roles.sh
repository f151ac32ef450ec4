#!/usr/bin/env bash
# Runs once, when the database is created: the owner migrates, the runtime role works.
set -euo pipefail

psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
  --set owner_password="$(head -n 1 /run/secrets/database_owner)" \
  --set runtime_password="$(head -n 1 /run/secrets/database_runtime)" <<'SQL'
CREATE ROLE hakko_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE hakko_runtime LOGIN PASSWORD :'runtime_password';
CREATE DATABASE hakko OWNER hakko_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE hakko FROM PUBLIC;
GRANT CONNECT ON DATABASE hakko TO hakko_runtime;
SQL
