# Sourced by ../lectern: finds or installs what a command needs. Packages come from the system's package manager when
# this runs as root; otherwise one sentence says what to install.

fail() {
    echo "lectern: $*" >&2
    exit 1
}

apt_refreshed=no

# install PACKAGE… : Debian packages, for root only.
install() {
    local what="$*"
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        fail "This needs $what. Install it with your package manager (Debian, Ubuntu: sudo apt-get install $what) and run this again."
    fi
    echo "Installing $what …"
    if [ "$apt_refreshed" = no ]; then
        apt-get update -qq >/dev/null || fail "The package lists could not be fetched; see the lines above."
        apt_refreshed=yes
    fi
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null \
        || fail "apt-get could not install $what; see the lines above."
}

java_major() {
    java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
}

need_toolchain() {
    command -v javac >/dev/null || install openjdk-17-jdk-headless
    [ "$(java_major)" -ge 17 ] 2>/dev/null || fail "Java $(java_major) is too old: Lectern needs a JDK 17 or newer."
    command -v mvn >/dev/null || install maven
    command -v node >/dev/null || fail "Node.js is missing: install Node 20 or newer (the class's pages are built with it)."
    local node_major
    node_major=$(node -p 'process.versions.node.split(".")[0]')
    [ "$node_major" -ge 20 ] || fail "Node.js $node_major is too old: Lectern needs Node 20 or newer."
    command -v npm >/dev/null || fail "npm is missing: install the npm that belongs to your Node.js."
}

# The browser and the media tools that tests use as real peers.
need_peers() {
    command -v chromium >/dev/null || command -v google-chrome >/dev/null || install chromium
    [ -x /usr/bin/firefox-esr ] || install firefox-esr
    # Firefox runs in a network namespace that the test makes.
    command -v ip >/dev/null || install iproute2
    command -v unshare >/dev/null || install util-linux
    command -v turnserver >/dev/null || install coturn
    command -v ffmpeg >/dev/null && command -v ffprobe >/dev/null || install ffmpeg
}

# What the bridge's benchmark compares with, and what gives it a network and a core of its own.
need_bench_peers() {
    command -v janus >/dev/null || install janus
    command -v ip >/dev/null || install iproute2
    command -v unshare >/dev/null && command -v taskset >/dev/null || install util-linux
}

# Builds the jars when a source is newer than the last build.
build() {
    local stamp="$here/target/.built"
    if [ -f "$stamp" ] && [ -z "$(find "$here" \( -name target -o -name node_modules -o -name .git -o -name 'demo-data' \) -prune \
        -o -type f \( -path '*/src/*' -o -name pom.xml -o -name 'package*.json' -o -name build.mjs \) -newer "$stamp" -print -quit)" ]; then
        return
    fi
    echo "Building Lectern (the first time takes a few minutes) …"
    (cd "$here" && mvn -B -q -DskipTests -Dspotless.check.skip=true package) || fail "The build failed; see the lines above."
    mkdir -p "$here/target"
    touch "$stamp"
}
