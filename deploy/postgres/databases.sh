#!/bin/bash
# One database and two roles per service: the owner migrates, the other one works and cannot
# change or remove a fact. Each role has a password of its own and gets into its own database only.
# Runs once, when the server's data folder is made.
set -euo pipefail

services=(registry recognition funding notifications rollups)

refuse() {
  echo "databases.sh: $1" >&2
  exit 2
}

# Ends unless the variable holds a secret that is nobody else's.
require_secret() {
  local variable=$1 secret=${!1:-} other
  [[ -n ${secret//[[:space:]]/} ]] || refuse "set $variable"
  [[ ${secret,,} != *change*me* ]] || refuse "$variable is the word of an example: make one of your own"
  for other in "${seen[@]}"; do
    [[ $secret != "${!other}" ]] || refuse "$variable and $other are the same: each needs its own"
  done
  seen+=("$variable")
}

seen=()
require_secret POSTGRES_PASSWORD
for service in "${services[@]}"; do
  require_secret "${service^^}_OWNER_PASSWORD"
  require_secret "${service^^}_DATABASE_PASSWORD"
done

psql --set ON_ERROR_STOP=1 --username postgres --command 'create role hieuhoc_application nologin' \
  --command 'revoke connect on database postgres, template1 from public'
for service in "${services[@]}"; do
  owner_password="${service^^}_OWNER_PASSWORD" password="${service^^}_DATABASE_PASSWORD"
  # \getenv, for what stands among a program's arguments is seen by everybody on the host.
  OWNER_PASSWORD=${!owner_password} PASSWORD=${!password} \
    psql --set ON_ERROR_STOP=1 --username postgres \
    --set service="$service" --set owner="${service}_owner" <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv password PASSWORD
create role :"owner" login password :'owner_password';
create role :"service" login password :'password' in role hieuhoc_application;
create database :"service" owner :"owner";
revoke connect on database :"service" from public;
grant connect on database :"service" to :"service";
SQL
done
