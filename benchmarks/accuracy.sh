#!/bin/sh
# accuracy.sh: trains an example over the split seeds 1 to 5 and prints each result and their median.
#
#   benchmarks/accuracy.sh                              digits, diabetes and the perceptron
#   benchmarks/accuracy.sh MODEL.nn METRIC [OPTION...]  one model, such as digits.nn accuracy; options go to nnc train
set -eu

home=$(CDPATH='' cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints the last line of JSON's number of this name.
number() {
  sed -n "\$s/.*\"$1\":\([-0-9.eE]*\).*/\1/p"
}

measure() {
  model=$1
  metric=$2
  shift 2
  echo "$(basename "$model"), $metric held out"
  : >"$work/values"
  for seed in 1 2 3 4 5; do
    "$home/nnc" train "$model" --quiet --json --split-seed "$seed" --output "$work/run" "$@" 2>"$work/log" >"$work/result" || {
      cat "$work/log" >&2
      exit 1
    }
    value=$(number "validation_$metric" <"$work/result")
    [ -n "$value" ] || { echo "$model has no metric $metric" >&2; exit 1; }
    echo "  split seed $seed  $value"
    echo "$value" >>"$work/values"
  done
  echo "  median        $(sort -g "$work/values" | sed -n 3p)"
}

if [ $# -eq 0 ]; then
  measure "$home/examples/01-perceptron/perceptron.nn" accuracy
  measure "$home/examples/02-regression/diabetes.nn" r2
  measure "$home/examples/03-digits/digits.nn" accuracy
elif [ $# -eq 1 ]; then
  echo "usage: $0 [MODEL.nn METRIC [OPTION...]]" >&2
  exit 2
else
  measure "$@"
fi
