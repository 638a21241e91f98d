#!/usr/bin/env bash
# Baremo as strangers get it: from sdist and wheel, far from this checkout, on every Python that is given or found. There
# every command runs on the built-in content, with the newest and the lowest versions allowed, and no compiler at hand;
# then `make scorecards` without a compiler and with one. The tests at the lowest versions: make test-lowest.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
builder=${BUILDER:-.venv/bin/python}

STEPS=$(cat <<'END'
  baremo=venv/bin/baremo
  $baremo --version
  $baremo score --format json >cards.json
  $baremo report --to out
  $baremo why colombia collective.implemented >why.txt
  $baremo compare colombia mexico >compare.txt
  $baremo compare colombia --around resolution-1085 >around.txt
  $baremo timeline mexico >timeline.txt
  $baremo whatif guatemala --as-of 2017-03-31 --adopt general-directive >whatif.txt
  $baremo standards UNDHRD/12.2 >standards.txt
  $baremo check >check.txt
  $baremo schema scorecard >schema.json
  $baremo export --to data
  $baremo evidence --format json >evidence.json
  $baremo publish honduras --to release --release 2017-1 --format html --as-of 2017-03-31 --yes
  $baremo verify release
  ! $baremo reply honduras collective.granted </dev/null 2>reply.txt
  $baremo init own
  (cd own && ../$baremo new costa-rica --country CR && ! ../$baremo check >unfinished.txt 2>&1 && grep -q mechanism.yaml unfinished.txt)
  (cd own && rm -r mechanisms/costa-rica && echo "Some words of it." >words.txt && ../$baremo text amnesty-2017 words.txt)
  mkdir -p own/mechanisms/honduras/drafts
  for coder in coder-a coder-b; do
    printf 'document: amnesty-2017\nread: whole\nspeaker: amnesty\nstatus: draft\ncoded: [{by: %s}]\nclaims: []\n' $coder \
      >own/mechanisms/honduras/drafts/amnesty-2017.$coder.yaml
    (cd own && ../$baremo hand-in honduras amnesty-2017 --coder $coder)
  done
  (cd own && ../$baremo agreement honduras && ! ../$baremo accept honduras amnesty-2017 --coder coder-a)
  (cd own && ../$baremo reconcile honduras amnesty-2017 --by editor --on 2026-11-25 </dev/null)
  $baremo ask --format json >ask.json
  $baremo score --exact --format csv >exact.csv
  $baremo plan mexico --target 40 >plan.txt
  if [ -n "$1" ]; then
    $baremo report honduras --to office --format pdf --format docx --format xlsx --robustness
    $baremo robustness --draws 1000 >robustness.txt
    $baremo questionnaire honduras --document amnesty-2017 --to sheet.xlsx
    (cd own && ../$baremo import ../sheet.xlsx --coder coder-c --dry-run)
    (cd own && ! ../$baremo translate pt --to ../pt.xlsx 2>../pt.txt && grep -q . ../pt.txt)
    timeout 10 $baremo app --no-open --workspace own >app.txt || [ $? = 124 ]
    grep -q localhost app.txt
  else
    needs() {
      if "${@:2}" 2>said.txt; then exit 1; fi
      grep -q "pip install 'baremo\[$1\]'" said.txt
    }
    needs office $baremo report --to office --format pdf
    needs analysis $baremo robustness
  fi
END
)

build() {
  "$builder" -m pip install --quiet build
  "$builder" -m build --outdir "$work/dist" . >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
  "$builder" -m build --wheel --outdir "$work/direct" . >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
  wheel=$(ls "$work"/dist/*.whl)
  cmp "$wheel" "$work"/direct/*.whl
  [ ! -e .git ] || diff <(whole) <("$builder" -m zipfile --list "$wheel" | sed '1d; s/ .*//; /dist-info/d' | sort)
  tar -xf "$work"/dist/*.tar.gz -C "$work"
  sdist=$(ls -d "$work"/baremo-*)
  echo "ok: the sdist makes the same wheel as the checkout, and all the content is in it, and nothing else"
}

# What belongs into the wheel, under the names it has there.
whole() {
  git ls-files engine/baremo standards mechanisms reports/{templates,styles,locales,letterhead.docx} \
    | grep -v /drafts/ | sed 's,^engine/,,; t; s,^,baremo/content/,' | sort
}

every_command_is_run() {
  local command
  for command in $("$builder" -c "from baremo.cli import COMMANDS; print(*COMMANDS)"); do
    grep -Fq "\$baremo $command" <<<"$STEPS" || { echo "tests/fresh.sh does not run: baremo $command"; exit 1; }
  done
}

find_pythons() {
  local version python
  for version in 3.11 3.12 3.13; do
    for python in "python$version" "$HOME/.pyenv/versions/$version."*/bin/python; do
      if "$python" -c "import venv, ensurepip" 2>/dev/null; then
        found+=("$("$python" -c "import sys; print(sys.executable)")")
        break
      fi
    done
  done
}

# Runs a command where the PATH leads to all that it leads to here, but to no compiler; what pip has compiled and kept
# before must not stand in for one either.
without_compiler() {
  env -u CC -u CXX PATH="$work/bin" PIP_CACHE_DIR="$work/cache" "$@"
}

hide_compilers() {
  local folder
  mkdir "$work/bin"
  while read -r folder; do
    ln -s "$folder"/* "$work/bin" 2>/dev/null || true
  done < <(tr : '\n' <<<"$PATH")
  find "$work/bin" -regextype posix-extended -regex '.*/([^/]*-)?(t?cc|gcc|clang|([cg]|clang)\+\+)(-[0-9.]+)?' -delete
  if without_compiler bash -c 'command -v cc gcc clang'; then echo "a compiler is still there"; exit 1; fi
}

# Every command from the wheel, first alone and then with its extras; a file of constraints may hold the versions down.
commands() {
  local python=$1 lowest=${2:-} home extras
  home=$(mktemp -d "$work/home.XXXX")
  "$python" -m venv "$home/venv"
  install() { without_compiler "$home/venv/bin/python" -m pip install ${lowest:+--constraint "$lowest"} "$@"; }
  for extras in "" "[office,analysis,texts,forms,app,plan]"; do
    install --quiet "$wheel$extras"
    (cd "$home" && bash -euo pipefail -c "$STEPS" steps "$extras") >"$home/log" 2>&1 || { cat "$home/log"; exit 1; }
    rm -rf "$home"/{own,out,data,release}
  done
  if install "${wheel}[durable]" >"$home/log" 2>&1; then echo "durable-rules is there without a compiler"; exit 1; fi
  grep -q "Failed .*durable.rules" "$home/log" || { cat "$home/log"; exit 1; }
  "$home/venv/bin/baremo" score >"$home/log" 2>&1
  rm -rf "$home"
  echo "ok: every command, $("$python" --version), $([ -n "$lowest" ] && echo lowest || echo newest) versions"
}

# `make scorecards` in the unpacked sdist, without a compiler and then with one.
main_job() {
  local python=$1 venv
  venv=$(mktemp -du "$work/venv.XXXX")
  made_by without_compiler
  grep -q "Note: durable-rules could not be built" "$work/log" || { cat "$work/log"; exit 1; }
  evaluated_by "reference"
  grep -q "Note: evaluated by the reference engine alone" "$work/said"
  echo "ok: make scorecards, $("$python" --version), without a compiler"
  if command -v cc >/dev/null; then
    rm "$venv/.installed"
    made_by env
    evaluated_by "durable reference"
    echo "ok: make scorecards, $("$python" --version), with a compiler"
  fi
  rm -rf "$venv"
}

made_by() {
  "$@" make -C "$sdist" scorecards PYTHON="$python" VENV="$venv" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
}

evaluated_by() {
  local engines
  engines=$("$venv/bin/baremo" score --format json 2>"$work/said" \
    | "$python" -c "import json, sys; print(*json.load(sys.stdin)['engines'])")
  [ "$engines" = "$1" ] || { cat "$work/log"; echo "evaluated by $engines, not by $1"; exit 1; }
}

build
every_command_is_run
found=("$@")
[ ${#found[@]} != 0 ] || find_pythons
hide_compilers
"$builder" tests/lowest.py >"$work/lowest.txt"
for python in "${found[@]}"; do
  commands "$python"
  commands "$python" "$work/lowest.txt"
  main_job "$python"
done
