# common.sh: what the scripts of this folder share: the build, the JDK, the cores, the start of programs. Sourced, not run.
#
# JAVA_HOME chooses the JDK, NNC_JAVA_OPTS adds options for its virtual machine, CORES names the cores (0 or 2,3).

benchmarks=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
home=$(dirname "$benchmarks")

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# Builds the module and what it needs, and the systems that jvm-peers was asked for, when a source is newer than the last build.
build() {
  built=$benchmarks/target/built
  modules=benchmarks
  set -- "$benchmarks/models" "$benchmarks/kernels"
  for module in grammar compiler runtime maven-plugin benchmarks; do
    set -- "$@" "$home/$module/pom.xml" "$home/$module/src/main"
  done
  for peer in djl dl4j smile; do
    if [ -f "$benchmarks/$peer/target/wanted" ]; then
      set -- "$@" "$benchmarks/$peer/pom.xml" "$benchmarks/$peer/src/main"
      modules=$modules,benchmarks/$peer
    fi
  done
  [ -f "$built" ] && [ -z "$(find "$home/pom.xml" "$@" -newer "$built" 2>&1 | head -n 1)" ] && return
  echo "building the benchmarks ..." >&2
  mkdir -p "$benchmarks/target"
  touch "$built.started" # what changes from here on is newer
  mvn -B -ntp -q -f "$home/pom.xml" -Ppeers -pl "$modules" -am process-classes -Dmaven.test.skip -Denforcer.skip </dev/null >"$built.log" 2>&1 || {
    cat "$built.log" >&2
    fail "the build failed; what Maven said is above"
  }
  mv "$built.started" "$built"
}

# Prints the last $1 of the cores that this process may use, as taskset names them; nothing where there is no taskset.
cores() {
  command -v taskset >/dev/null || return 0
  [ -z "${CORES:-}" ] || { echo "$CORES"; return; }
  taskset -cp $$ | sed 's/.*: //' | tr ',' '\n' | while IFS=- read -r from to; do
    seq "$from" "${to:-$from}"
  done | tail -n "$1" | paste -sd, -
}

# The options that README.md advises for speed, where little else runs in the JVM.
java_options='-XX:Tier4MinInvocationThreshold=20 -XX:Tier4InvocationThreshold=2000 -XX:ObjectAlignmentInBytes=64 -Xmn16m'

# Runs a program of the module on $1 cores with these options: java_on CORES CLASS ARGUMENT...
java_on() {
  pinned=$(cores "$1")
  shift
  # shellcheck disable=SC2086  # options are words
  ${pinned:+taskset -c "$pinned"} "${JAVA_HOME:+$JAVA_HOME/bin/}java" --add-modules=jdk.incubator.vector \
    $java_options ${NNC_JAVA_OPTS:-} -cp "$benchmarks/target/classes:$(cat "$benchmarks/target/class-path")" "$@"
}

# Runs a script of the peers on $1 cores: python_on CORES SCRIPT ARGUMENT...
python_on() {
  pinned=$(cores "$1")
  shift
  ${pinned:+taskset -c "$pinned"} "${PYTHON:-python3}" "$@"
}
