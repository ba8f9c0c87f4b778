#!/usr/bin/env bash
# Tests of the scripts in bin, as a stranger meets them: what is installed, built and run, with stand-ins for the
# programs that would reach outside. Prints "N passed, N failed".
set -uo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# expect NAME WANTED GOT: GOT has to contain WANTED.
expect() {
    case $3 in
        *"$2"*) passed=$((passed + 1)) ;;
        *)
            failed=$((failed + 1))
            printf 'FAILED %s\n  wanted: %s\n  got: %s\n' "$1" "$2" "$3"
            ;;
    esac
}

# expect_absent NAME UNWANTED GOT
expect_absent() {
    case $3 in
        *"$2"*)
            failed=$((failed + 1))
            printf 'FAILED %s\n  unwanted: %s\n  got: %s\n' "$1" "$2" "$3"
            ;;
        *) passed=$((passed + 1)) ;;
    esac
}

# tools FOLDER: a folder for PATH with the system's basic commands and nothing else.
tools() {
    local name
    mkdir -p "$1"
    for name in bash sh env cat cp ln mv rm mkdir mktemp dirname readlink find grep sed tail tee sleep touch chmod; do
        ln -sf "$(command -v "$name")" "$1/$name"
    done
}

# stub FILE LINE…: a program that does what the lines say.
stub() {
    local file=$1
    shift
    # A link would lead to a program of the system.
    rm -f "$file"
    printf '%s\n' '#!/usr/bin/env bash' "$@" >"$file"
    chmod +x "$file"
}

# A clone whose Maven wrapper makes an empty jar and whose Java says what it was started with.
clone() {
    mkdir -p "$1/src/main"
    cp -R "$home/bin" "$1/bin"
    touch "$1/pom.xml"
    stub "$1/mvnw" 'echo "maven $*" >>"$CALLS"' 'sleep "${SLOW:-0}"' 'mkdir -p target' 'echo jar >target/pxos-orchestrator.jar'
}

# java_stub FOLDER VERSION: a Java that says what it was started with, and archives classes as the real one does.
java_stub() {
    mkdir -p "$1"
    stub "$1/java" 'for word; do case $word in -XX:ArchiveClassesAtExit=*) echo archive >"${word#*=}" ;; esac; done' \
        'echo "java $*"' 'echo "PXOS_HOME=$PXOS_HOME PXOS_TERMINAL=$PXOS_TERMINAL"'
    stub "$1/javac" "echo javac $2"
    printf '%s\n' 'IMPLEMENTOR="Nobody"' "JAVA_RUNTIME_VERSION=\"$2+1\"" "JAVA_VERSION=\"$2\"" >"$1/../release"
}

export CALLS=$work/calls
reset() { : >"$CALLS"; }
unset JAVA_HOME PXOS_QEMU PXOS_NO_INSTALL
apt='echo "apt-get $*" >>"$CALLS"'
arrives='case $* in install*) for name in qemu-system-i386 nasm; do ln -sf "$(command -v cat)" "$(dirname "$0")/$name"; done ;; esac'

# --- Everything is missing, and root installs it.
bare=$work/bare/bin
tools "$bare"
java_stub "$bare" 17.0.1
stub "$bare/apt-get" "$apt" "$arrives"
stub "$bare/id" 'echo 0'
clone "$work/a clone"
cd "$work" || exit 1
reset
out=$(PATH=$bare "$work/a clone/bin/pxos" --goal "some goal" 2>&1)
calls=$(cat "$CALLS")
expect "installs QEMU and nasm in one call" "install -y -qq --no-install-recommends qemu-system-x86 nasm" "$calls"
expect "builds the jar" "maven -q -B" "$calls"
expect "gives Java the jar" "-cp $work/a clone/target/pxos-orchestrator.jar " "$out"
expect "passes the arguments on" "pxos.cli.Main --goal some goal" "$out"
expect "tells the program where it lives" "PXOS_HOME=$work/a clone" "$out"
expect "tells the program that stderr is no terminal" "PXOS_TERMINAL=0" "$out"
reset
PATH=$bare "$work/a clone/bin/pxos" --goal again >/dev/null 2>&1
expect "does nothing twice" "[]" "[$(cat "$CALLS")]"

# --- Class data: left behind by the first run.
classes="$work/a clone/target/classes-17.0.1+1.jsa"
rm "$classes"
out=$(PATH=$bare "$work/a clone/bin/pxos" history 2>&1)
expect_absent "archives nothing for what is no run" "ArchiveClassesAtExit" "$out"
out=$(PATH=$bare "$work/a clone/bin/pxos" --goal first 2>&1)
expect "has the first run archive its classes" "-XX:ArchiveClassesAtExit=$classes" "$out"
out=$(PATH=$bare "$work/a clone/bin/pxos" history 2>&1)
expect "uses the archive for every command" "-XX:SharedArchiveFile=$classes pxos.cli.Main history" "$out"
java_stub "$work/java 21/bin" 21.0.2
out=$(JAVA_HOME="$work/java 21" PATH=$bare "$work/a clone/bin/pxos" --goal newer 2>&1)
expect "leaves it to a newer Java to keep its archive" "-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=$work/a clone/target/classes-21.0.2+1.jsa" "$out"

# --- From elsewhere, through a link, with a changed source.
ln -s "$work/a clone/bin/pxos" "$work/pxos"
out=$(cd / && PATH=$bare "$work/pxos" --goal linked 2>&1)
expect "works through a symbolic link" "PXOS_HOME=$work/a clone" "$out"
touch "$work/a clone/src/main/Changed.java"
reset
PATH=$bare "$work/pxos" --goal changed >/dev/null 2>&1
expect "rebuilds a stale jar" "maven" "$(cat "$CALLS")"

# --- Several first runs at once.
clone "$work/many"
reset
for run in 1 2 3 4; do
    SLOW=0.3 PATH=$bare "$work/many/bin/pxos" --goal "$run" >"$work/many.$run" 2>&1 &
done
wait
expect "builds once for several first runs" "1" "$(grep -c maven "$CALLS")"
for run in 1 2 3 4; do
    expect "first run $run of several works" "--goal $run" "$(cat "$work/many.$run")"
done
expect_absent "leaves no lock" "building" "$(ls "$work/many/target")"

# --- A folder that cannot be written.
clone "$work/readonly"
touch "$work/readonly/target"
out=$(PATH=$bare "$work/readonly/bin/pxos" --goal x 2>&1)
expect "ends where it cannot build" "3" "$?"
expect "says that it cannot write" "Cannot write in $work/readonly/target" "$out"

# --- Help needs no QEMU.
rm "$bare/nasm" "$bare/qemu-system-i386"
clone "$work/help"
reset
out=$(PATH=$bare "$work/help/bin/pxos" --help 2>&1)
expect "help works in a fresh clone" "--help" "$out"
expect_absent "help installs nothing" "apt-get" "$(cat "$CALLS")"

# --- Neither root nor sudo.
stub "$bare/id" 'echo 1000'
reset
out=$(PATH=$bare "$work/help/bin/pxos" --goal x 2>&1)
expect "prints the one command" "apt-get install -y qemu-system-x86 nasm" "$out"
expect "goes on, and the program says what it misses" "--goal x" "$out"
expect_absent "does not call apt-get without rights" "apt-get" "$(cat "$CALLS")"

# --- sudo.
stub "$bare/sudo" 'echo "sudo $*" >>"$CALLS"' 'exec "$@"'
reset
PATH=$bare "$work/help/bin/pxos" --goal x >/dev/null 2>&1
expect "installs with sudo" "sudo env DEBIAN_FRONTEND=noninteractive apt-get install" "$(cat "$CALLS")"

# --- Old package lists.
rm "$bare/nasm" "$bare/qemu-system-i386" "$bare/sudo"
stub "$bare/id" 'echo 0'
stub "$bare/apt-get" "$apt" 'case $* in update*) touch "$CALLS.updated" ;; install*) [ -f "$CALLS.updated" ] || exit 100 ;; esac' "$arrives"
reset
PATH=$bare "$work/help/bin/pxos" --goal x >/dev/null 2>&1
expect "fetches the package lists when an installation fails" "apt-get update" "$(cat "$CALLS")"

# --- macOS.
mac=$work/mac/bin
tools "$mac"
java_stub "$mac" 17.0.1
stub "$mac/brew" 'echo "brew $*" >>"$CALLS"'
reset
PATH=$mac "$work/help/bin/pxos" --goal x >/dev/null 2>&1
expect "installs with Homebrew" "brew install qemu nasm" "$(cat "$CALLS")"

# --- No Java.
rm "$bare/java" "$bare/javac"
stub "$bare/apt-get" "$apt"
stub "$bare/apt-cache" 'case $2 in openjdk-21-*) ;; *) exit 100 ;; esac'
clone "$work/nojava"
reset
PATH=$bare "$work/nojava/bin/pxos" --version >/dev/null 2>&1
expect "installs the newest JDK on offer" "install -y -qq --no-install-recommends openjdk-21-jdk-headless" "$(cat "$CALLS")"

# --- An unknown system.
none=$work/none/bin
tools "$none"
java_stub "$none" 17.0.1
out=$(PATH=$none "$work/help/bin/pxos" --goal x 2>&1)
expect "names what is missing on an unknown system" "Missing: qemu nasm" "$out"

# --- bin/check installs all it needs in one call.
checked=$work/checked
clone "$checked"
mkdir -p "$checked/src/test/sh"
stub "$checked/src/test/sh/one.sh" "echo one"
all=$work/all/bin
tools "$all"
java_stub "$all" 17.0.1
stub "$all/apt-get" "$apt"
stub "$all/id" 'echo 0'
stub "$checked/mvnw" 'echo "[WARNING] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0"' 'echo "[INFO] BUILD SUCCESS"'
reset
out=$(PATH=$all "$checked/bin/check" 2>&1)
expect "check exits as Maven does" "0" "$?"
expect "check installs everything in one call" \
    "qemu-system-x86 nasm nodejs jq mtools dosfstools optipng pngcrush imagemagick" "$(cat "$CALLS")"
expect "check makes one installation" "1" "$(grep -c install "$CALLS")"
expect "check ends with the totals" "Tests run: 7, Failures: 0, Errors: 0, Skipped: 0<end>" "$out<end>"
stub "$checked/mvnw" 'echo "[ERROR] Tests run: 7, Failures: 1, Errors: 0, Skipped: 0"' 'exit 1'
PATH=$all "$checked/bin/check" >/dev/null 2>&1
expect "check fails as Maven does" "1" "$?"

# --- A release: no sources, and its jar elsewhere.
mkdir -p "$work/release/lib"
cp -R "$home/bin" "$work/release/bin"
echo jar >"$work/release/lib/pxos-orchestrator.jar"
there=$work/there/bin
tools "$there"
java_stub "$there" 17.0.1
stub "$there/apt-get" "$apt" "$arrives"
stub "$there/id" 'echo 0'
stub "$there/nasm" ':'
stub "$there/qemu-system-i386" 'echo none'
reset
out=$(PATH=$there "$work/release/bin/pxos" --goal released 2>&1)
expect "a release has its jar in lib" "-cp $work/release/lib/pxos-orchestrator.jar " "$out"
expect "a release builds nothing" "[]" "[$(cat "$CALLS")]"
expect "a release keeps class data beside its jar" "classes-17.0.1+1.jsa" "$(ls "$work/release/lib")"

# --- A display, and a QEMU without a window.
reset
DISPLAY=:0 PATH=$there "$work/release/bin/pxos" boot >/dev/null 2>&1
expect "boot installs what a window needs" "install -y -qq --no-install-recommends qemu-system-gui" "$(cat "$CALLS")"
reset
DISPLAY=:0 PATH=$there "$work/release/bin/pxos" boot --terminal >/dev/null 2>&1
PATH=$there "$work/release/bin/pxos" boot >/dev/null 2>&1
stub "$there/qemu-system-i386" 'echo gtk'
DISPLAY=:0 PATH=$there "$work/release/bin/pxos" boot >/dev/null 2>&1
expect "boot installs nothing for the terminal, or a window that is there" "[]" "[$(cat "$CALLS")]"

# --- The install script of a release.
mkdir -p "$work/published/pxos-orchestrator-9.9/bin" "$work/prefix"
stub "$work/published/pxos-orchestrator-9.9/bin/pxos" 'echo installed'
(cd "$work/published" && tar -czf pxos-orchestrator-9.9.tar.gz pxos-orchestrator-9.9 &&
    sha256sum pxos-orchestrator-9.9.tar.gz >SHA256SUMS)
sed 's:@VERSION@:9.9:g; s:@REPOSITORY@:someone/pxos:g' "$home/src/release/install.sh" >"$work/published/install.sh"
out=$(PXOS_FROM=$work/published PXOS_PREFIX="$work/prefix" sh "$work/published/install.sh" 2>&1)
expect "says what it installed" "Installed pxOS Orchestrator 9.9: $work/prefix/bin/pxos" "$out"
expect "says what to put on PATH" "export PATH=$work/prefix/bin" "$out"
expect "installs a program that runs" "installed" "$("$work/prefix/bin/pxos")"
echo tampered >>"$work/published/pxos-orchestrator-9.9.tar.gz"
rm -rf "$work/prefix"
out=$(PXOS_FROM=$work/published PXOS_PREFIX="$work/prefix" sh "$work/published/install.sh" 2>&1)
expect "refuses an archive that is not the release's" "1" "$?"
expect "says that it installed nothing" "nothing was installed" "$out"
expect_absent "installs nothing of it" "pxos" "$(ls "$work/prefix" 2>&1 | grep bin)"

echo "Tests of the scripts: $passed passed, $failed failed"
[ "$failed" = 0 ]
