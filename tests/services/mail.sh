#!/usr/bin/env bash
# A real mail pair on loopback, thrown away afterwards: Exim takes mail by SMTP and hands it to Dovecot, which shows it by
# IMAP. Run as root.
#
#   mail.sh start FOLDER   prints "SMTP=port IMAP=port" when both answer
#   mail.sh stop FOLDER    stops both and removes FOLDER
#
# Anybody @example.test has a mailbox, password "secret"; it comes into being with the first mail. No other domain is taken.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
act=${1:?start or stop} folder=${2:?a folder}

start() {
  if ! command -v exim4 >/dev/null || ! command -v dovecot >/dev/null || [ ! -e /usr/lib/dovecot/lmtp ]; then
    install_packages exim4-daemon-light dovecot-imapd dovecot-lmtpd
  fi
  smtp=$(free_port) imap=$(free_port) lmtp=$(free_port)
  mkdir -p "$folder"/{dovecot,boxes,spool,log}
  chmod 711 "$(dirname "$folder")"
  chmod 755 "$folder"
  chown mail: "$folder/boxes"
  chown -R Debian-exim: "$folder/spool" "$folder/log"
  certificate
  dovecot_settings >"$folder/dovecot.conf"
  exim_settings >"$folder/exim.conf"
  dovecot -c "$folder/dovecot.conf" >&2
  exim4 -C "$folder/exim.conf" -bd -q2s >&2
  for port in "$lmtp" "$imap" "$smtp"; do await_port "$port"; done
  echo "SMTP=$smtp IMAP=$imap"
}

certificate() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 7 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
    -keyout "$folder/tls.key" -out "$folder/tls.crt" 2>/dev/null
  chown Debian-exim: "$folder/tls.key"
  chmod 600 "$folder/tls.key"
}

dovecot_settings() {
  cat <<CONF
protocols = imap lmtp
listen = 127.0.0.1
base_dir = $folder/dovecot
state_dir = $folder/dovecot
log_path = $folder/log/dovecot.log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:$folder/boxes/%n
first_valid_uid = 1
mail_max_userip_connections = 100
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=mail gid=mail home=$folder/boxes/%n allow_all_users=yes
}
namespace inbox {
  inbox = yes
}
service imap-login {
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    port = $lmtp
  }
}
CONF
}

exim_settings() {
  cat <<CONF
primary_hostname = mail.example.test
spool_directory = $folder/spool
log_file_path = $folder/log/exim-%s.log
pid_file_path = $folder/exim.pid
local_interfaces = <; [127.0.0.1]:$smtp
daemon_smtp_ports = $smtp
domainlist ours = example.test
never_users =
deliver_drop_privilege = true
disable_ipv6 = true
host_lookup =
rfc1413_query_timeout = 0s
notifier_socket =
tls_advertise_hosts = *
tls_certificate = $folder/tls.crt
tls_privatekey = $folder/tls.key
acl_smtp_rcpt = only_ours
acl_smtp_data = accept

begin acl
only_ours:
  accept domains = +ours
  deny message = we do not relay

begin routers
to_dovecot:
  driver = manualroute
  domains = +ours
  route_list = * 127.0.0.1
  transport = by_lmtp
  self = send

begin transports
by_lmtp:
  driver = smtp
  protocol = lmtp
  port = $lmtp
  hosts_try_fastopen =

begin retry
* * F,1m,1s; F,10m,10s
CONF
}

stop() {
  local file
  for file in "$folder/exim.pid" "$folder/dovecot/master.pid"; do
    [ ! -s "$file" ] || kill "$(cat "$file")" 2>/dev/null || true
  done
  rm -rf "$folder"
}

case $act in
  start) start ;;
  stop) stop ;;
  *) echo "mail.sh: start or stop, not '$act'" >&2; exit 2 ;;
esac
