#!/usr/bin/env bash
# namespace.sh COMMAND…: runs it where there is no network but the sink's (sink/index.mjs). The sink has its address
# on the loopback; whatever is sent anywhere else leaves by the interface `outer`, is counted there, and reaches
# nobody. Needs no rights: a user namespace gives them. Exit code 77 where none can be made.
set -euo pipefail

sink=203.0.113.9
flags=(--net --mount)
[ "$(id -u)" = 0 ] || flags+=(--map-root-user)
unshare "${flags[@]}" true 2>/dev/null || exit 77

set_up='
  set -e
  ip link set lo up
  ip address add '$sink'/32 dev lo
  ip link add outer type veth peer name nobody
  # Neither neighbours nor routers are looked for: what is counted is sent by somebody.
  ip link set outer addrgenmode none
  ip link set nobody addrgenmode none
  ip address add 198.51.100.2/24 dev outer
  ip link set outer up
  ip link set nobody up
  ip neighbour add 198.51.100.1 lladdr 02:00:00:00:00:01 dev outer nud permanent
  ip route add default via 198.51.100.1 dev outer
  # Groups are what browsers look for screens and printers by, whatever a page does.
  ip route add multicast 224.0.0.0/4 dev lo
  ip link set lo multicast on
  resolver=$(mktemp)
  echo nameserver '$sink' >"$resolver"
  mount --bind "$resolver" /etc/resolv.conf
  rm "$resolver"
  exec "$@"
'
exec unshare "${flags[@]}" bash -c "$set_up" namespace "$@"
