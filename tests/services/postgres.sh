#!/usr/bin/env bash
# A PostgreSQL server of our own on loopback, thrown away afterwards. Run as root.
#
#   postgres.sh start FOLDER [durable]   prints its connection string, without the database, when it answers
#   postgres.sh stop FOLDER              stops it and removes FOLDER
#
# Without "durable" it does not wait for the disk: tests kill our processes, never the database. The benchmarks ask for
# "durable", which is PostgreSQL as it comes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
act=${1:?start or stop} folder=${2:?a folder} mode=${3:-fast}

programs() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }
as_postgres() { (cd / && runuser -u postgres -- "$@"); }

start() {
  [ -n "$(programs)" ] || install_packages postgresql
  local bin port options
  bin=$(programs)
  port=$(free_port)
  mkdir -p "$folder"
  chmod 711 "$(dirname "$folder")"
  chown postgres: "$folder"
  chmod 700 "$folder"
  # C.UTF-8: with another locale trigram search finds no Chinese.
  as_postgres "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c max_connections=400"
  [ "$mode" = durable ] || options+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  as_postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 -o "$options" start >/dev/null
  echo "Host=127.0.0.1;Port=$port;Username=postgres"
}

stop() {
  [ -d "$folder/data" ] || return 0
  as_postgres "$(programs)/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}

case $act in
  start) start ;;
  stop) stop ;;
  *) echo "postgres.sh: start or stop, not '$act'" >&2; exit 2 ;;
esac
