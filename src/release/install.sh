#!/bin/sh
# Installs pxOS Orchestrator @VERSION@ for the user who runs this: into ~/.local, without root.
#   curl -fsSL https://github.com/@REPOSITORY@/releases/latest/download/install.sh | sh
# PXOS_PREFIX names another place than ~/.local; PXOS_FROM another source than the release, such as a folder.
set -eu
version=@VERSION@
from=${PXOS_FROM:-https://github.com/@REPOSITORY@/releases/download/v$version}
prefix=${PXOS_PREFIX:-$HOME/.local}
name=pxos-orchestrator-$version

say() { printf '%s\n' "$*" >&2; }

get() {
    case $from in
        *://*) curl -fsSL -o "$2" "$from/$1" ;;
        *) cp "$from/$1" "$2" ;;
    esac
}

checksum() {
    if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
get "$name.tar.gz" "$work/archive"
get SHA256SUMS "$work/sums"
wanted=$(sed -n "s/^\([0-9a-f]*\)  $name\.tar\.gz\$/\1/p" "$work/sums")
if [ -z "$wanted" ] || [ "$(checksum "$work/archive")" != "$wanted" ]; then
    say "The archive is not what the release lists; nothing was installed."
    exit 1
fi
tar -xzf "$work/archive" -C "$work"
mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share/man/man1"
rm -rf "$prefix/lib/pxos-orchestrator"
mv "$work/$name" "$prefix/lib/pxos-orchestrator"
ln -sf ../lib/pxos-orchestrator/bin/pxos "$prefix/bin/pxos"
ln -sf ../../../lib/pxos-orchestrator/share/man/man1/pxos.1 "$prefix/share/man/man1/pxos.1"
say "Installed pxOS Orchestrator $version: $prefix/bin/pxos"
case :$PATH: in
    *":$prefix/bin:"*) ;;
    *) say "Put $prefix/bin on PATH, such as with: export PATH=$prefix/bin:\$PATH" ;;
esac
say "Next: pxos doctor"
