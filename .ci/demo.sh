# Sourced by ../lectern demo: starts Lectern and the practice LMS, and ends both.

pids=()
stopping=no

stop_all() {
    [ "$stopping" = no ] || return 0
    stopping=yes
    trap '' INT TERM
    local pid
    for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
    # Lectern finishes recordings first; after 20 s nothing is left to wait for.
    local tries=200
    for pid in "${pids[@]}"; do
        while kill -0 "$pid" 2>/dev/null && [ "$tries" -gt 0 ]; do
            sleep 0.1
            tries=$((tries - 1))
        done
        kill -KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
}
trap stop_all EXIT
trap 'stop_all; exit 130' INT
trap 'stop_all; exit 143' TERM

tool_url="http://localhost:$port"
lms_url="http://127.0.0.1:$lms_port"
mkdir -p "$data/log"
data=$(cd "$data" && pwd)

# wait_for NAME PID URL LOG : until URL answers, or the process ended.
wait_for() {
    local tries=600
    until curl_quiet "$3"; do
        if ! kill -0 "$2" 2>/dev/null; then
            tail -n 5 "$4" >&2
            fail "$1 did not start."
        fi
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || fail "$1 did not answer within a minute; its log is $4."
        sleep 0.1
    done
}

# A GET without curl, which a fresh machine may lack.
curl_quiet() {
    node -e 'fetch(process.argv[1]).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "$1"
}

# Each child in a session of its own: a Ctrl-C at the terminal reaches this script only, which ends them in order.
setsid java -Xmx128m -cp "$practice_cp" lectern.practice.PracticeMain \
    --port "$lms_port" --tool "$tool_url" >"$data/log/practice-lms.log" 2>&1 &
pids+=($!)
lms_pid=$!
# The practice LMS connects as any school does, only that nobody has to approve it.
echo 'lectern.lti.dynamic-registration = "open"' >"$data/demo.conf"
setsid java "${media_java[@]}" -cp "$lectern_cp" lectern.Main \
    --config "$data/demo.conf" --port "$port" --data "$data" >"$data/log/lectern.log" 2>&1 &
pids+=($!)
lectern_pid=$!
wait_for "The practice LMS" "$lms_pid" "$lms_url/" "$data/log/practice-lms.log"
wait_for "Lectern" "$lectern_pid" "$tool_url/health" "$data/log/lectern.log"

# Of the first start with this folder only; ./lectern console link makes another.
console_link=$(cat "$data/console-link" 2>/dev/null || true)

cat <<EOF

A made-up school on this computer. Open $lms_url/path and follow the first steps: connect the tool, hold a
class, look at what comes of it. Or choose who you are, once it is connected:
  Prof. Ada      teaches Physics 101; starts the class
  Tomás          assists her, and is a host as well
  six students   wait in the lobby until the class starts (open them in other windows)
  a parent, an administrator, a preview student

${console_link:+The console, for whoever runs this server (works once, for one hour):
  $console_link

}Data and logs: $data
Ctrl-C stops everything.

EOF
if [ "$browser" = yes ] && command -v xdg-open >/dev/null && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    xdg-open "$lms_url/path" >/dev/null 2>&1 || true
fi
echo "Lectern is ready: $tool_url  Practice LMS: $lms_url"

# Either process ending ends the demo.
wait -n "${pids[@]}" || true
[ "$stopping" = yes ] || { tail -n 5 "$data/log/lectern.log" >&2; fail "A part of the demo ended by itself; logs are in $data/log."; }
