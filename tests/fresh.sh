#!/usr/bin/env bash
# The wheel, as strangers get it: built from the sdist, installed into an empty environment far from this checkout, and
# every command run there on the built-in content; on every Python that is given, or found.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
builder=${BUILDER:-.venv/bin/python}
"$builder" -m pip install --quiet build
"$builder" -m build --outdir "$work/dist" . >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
wheel=$(ls "$work"/dist/*.whl)

STEPS=$(cat <<'END'
  baremo=venv/bin/baremo
  $baremo --version
  $baremo score --format json >cards.json
  $baremo report --to out
  $baremo why colombia collective.implemented >why.txt
  $baremo compare colombia mexico >compare.txt
  $baremo compare colombia --around resolution-1085 >around.txt
  $baremo timeline mexico >timeline.txt
  $baremo whatif guatemala --adopt general-directive >whatif.txt
  $baremo standards UNDHRD/12.2 >standards.txt
  $baremo check >check.txt
  $baremo schema scorecard >schema.json
  $baremo init own
  (cd own && ../$baremo new costa-rica --country CR && ../$baremo score costa-rica)
  if [ -n "$1" ]; then
    $baremo report honduras --to office --format pdf --format docx --format xlsx --robustness
    $baremo score --exact --format csv >exact.csv
    $baremo plan mexico --target 40 >plan.txt
  else
    if $baremo plan mexico --target 40 2>said.txt; then exit 1; fi
    grep -q "pip install 'baremo\[plan\]'" said.txt
  fi
END
)

try() {
  local python=$1 extras=$2 home
  home=$(mktemp -d "$work/home.XXXX")
  "$python" -m venv "$home/venv"
  "$home/venv/bin/python" -m pip install --quiet "$wheel$extras"
  (cd "$home" && bash -euo pipefail -c "$STEPS" steps "$extras") >"$home/log" 2>&1 || { cat "$home/log"; exit 1; }
  echo "ok: $("$python" --version), extras: ${extras:-none}"
}

found=("$@")
if [ ${#found[@]} = 0 ]; then
  for version in 3.11 3.12 3.13; do
    for python in "python$version" "$HOME/.pyenv/versions/$version."*/bin/python; do
      if command -v "$python" >/dev/null && "$python" -c "import venv" 2>/dev/null; then found+=("$python"); break; fi
    done
  done
fi
for python in "${found[@]}"; do
  try "$python" ""
done
try "${found[0]}" "[office,analysis,plan]"
