#!/bin/sh
# Install the version that this clone holds beside those that are there, and make it the current
# one. A running server goes on as it is: restart it afterwards.
set -eu
umask 022
prefix=${PREFIX:-/opt/colonnade}
cd "$(dirname "$0")/.."

number=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
version=$number-$(git rev-parse --short HEAD)
place=$prefix/$version
if [ "$(readlink "$prefix/current" || true)" = "$place" ]; then
    echo "$version is the current version already."
    exit 0
fi

wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT
mkdir -p "$prefix"
python3 -m venv --clear "$place"
"$place/bin/pip" install -q --disable-pip-version-check --require-hashes --only-binary :all: \
    -r requirements/runtime.txt
"$place/bin/pip" wheel -q --disable-pip-version-check --no-deps --wheel-dir "$wheels" .
"$place/bin/pip" install -q --disable-pip-version-check --no-deps "$wheels"/colonnade-*.whl
"$place/bin/colonnade" --version
ln -sfn "$place" "$prefix/current"
echo "Current is now $version. Restart the server: systemctl restart colonnade"
