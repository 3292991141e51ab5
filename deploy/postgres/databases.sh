#!/bin/bash
# One database and two roles per service: the owner migrates, the other one works and cannot
# change or remove a fact. Runs once, when the server's data folder is made.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --username postgres --command 'create role hieuhoc_application nologin'
for service in registry recognition funding notifications rollups; do
  psql --set ON_ERROR_STOP=1 --username postgres \
    --set service="$service" --set owner="${service}_owner" \
    --set owner_password="$HIEUHOC_OWNER_PASSWORD" --set password="$HIEUHOC_DATABASE_PASSWORD" <<'SQL'
create role :"owner" login password :'owner_password';
create role :"service" login password :'password' in role hieuhoc_application;
create database :"service" owner :"owner";
revoke connect on database :"service" from public;
grant connect on database :"service" to :"service";
SQL
done
