# Sourced by the scripts here: sets JAVA to the java of a JDK 21 or newer, wherever the machine keeps one, and says how much
# memory the platform is given.
# JAVA_HOME wins, then the PATH, then the usual folders, newest first.

java_version() {
  "$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
}

find_java() {
  local candidate version best='' best_version=0
  for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" "$(command -v java 2>/dev/null)"; do
    [ -x "$candidate" ] || continue
    version=$(java_version "$candidate")
    if [ "${version:-0}" -ge 21 ]; then
      JAVA=$candidate
      return 0
    fi
  done
  for candidate in /usr/lib/jvm/*/bin/java /opt/*jdk*/bin/java /opt/java/*/bin/java \
      "$HOME"/.sdkman/candidates/java/*/bin/java "$HOME"/.jdks/*/bin/java \
      /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java; do
    [ -x "$candidate" ] || continue
    version=$(java_version "$candidate")
    if [ "${version:-0}" -gt "$best_version" ]; then
      best=$candidate
      best_version=$version
    fi
  done
  if [ "$best_version" -ge 21 ]; then
    JAVA=$best
    return 0
  fi
  echo "Holdfast needs a JDK 21 or newer, and none was found: install one, or point JAVA_HOME to it." >&2
  return 1
}

# MB of heap for the platform: a quarter of the machine's memory, or of the container's, and never less than 1,500.
heap_megabytes() {
  local bytes limit
  bytes=$(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1000/p' /proc/meminfo 2>/dev/null)
  [ -n "$bytes" ] || bytes=$(sysctl -n hw.memsize 2>/dev/null || echo 0)
  limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || echo max)
  if [ "$limit" != max ] && [ "$limit" -lt "$bytes" ]; then
    bytes=$limit
  fi
  local quarter=$((bytes / 4000000))
  echo $((quarter > 1500 ? quarter : 1500))
}
