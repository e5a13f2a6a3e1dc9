# Shared by the scripts of this folder; sourced.

# Installs Debian packages; the list is refreshed once per run of the tests.
install_packages() {
  local why="the tests need: $*"
  if [ "$(id -u)" != 0 ]; then
    echo "$why. Install them, or run as root." >&2
    return 1
  fi
  echo "Installing what $why" >&2
  local fresh=${TESTS_SCRATCH:-}/apt-is-fresh
  if [ ! -e "$fresh" ]; then
    apt-get update -qq >&2 || echo "apt-get update failed; trying with the lists that are there" >&2
    [ -z "${TESTS_SCRATCH:-}" ] || touch "$fresh"
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null 2>&1 ||
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" </dev/null >&2
}

# A port of loopback on which nobody listens, below those that the kernel hands out by itself.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# Waits until somebody listens on the port, ten seconds at most.
await_port() {
  local tries
  for tries in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0
    sleep 0.1
  done
  echo "nothing answers on port $1" >&2
  return 1
}
