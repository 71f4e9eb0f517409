#!/bin/sh
# Copy to /usr/local/bin/colonnade: the command as the site's own user, on the site's folder.
set -eu
cd /
exec runuser -u colonnade -- env COLONNADE_DATA=/var/lib/colonnade \
    /opt/colonnade/current/bin/colonnade "$@"
