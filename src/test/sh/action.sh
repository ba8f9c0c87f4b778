#!/usr/bin/env bash
# Tests of bin/action with a stand-in of pxos: what a workflow gets of a run. Prints "N passed, N failed".
set -uo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
command -v jq >/dev/null || {
    echo "NOT TRIED: bin/action, because jq is not here."
    exit 0
}
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

cat >"$work/pxos" <<'STUB'
#!/usr/bin/env bash
echo "$*" >>"$CALLS"
case $1 in
    init) mkdir "$2" ;;
    --machine) cat "$RESULT"; exit "$CODE" ;;
    screenshot) echo picture >"${@: -1}" ;;
    try) echo '{"screen": {"rows": ["pxOS v1.0 ready", ""]}}' ;;
esac
STUB
chmod +x "$work/pxos"
export CALLS=$work/calls RESULT=$work/result CODE=0 PXOS_COMMAND=$work/pxos RUNNER_TEMP=$work
export GITHUB_OUTPUT=$work/output GITHUB_STEP_SUMMARY=$work/summary PXOS_WORKSPACE=$work/mine

run() {
    rm -f "$CALLS" "$GITHUB_OUTPUT" "$GITHUB_STEP_SUMMARY"
    said=$("$home/bin/action" 2>&1)
    code=$?
}

# shellcheck disable=SC2016
trap_goal='Add `x` <b>; $(touch '$work'/touched)'
jq -n --arg goal "$trap_goal" '{success: true, run_id: "run_1", goal: $goal, feedback: "", error: null,
  features: [{name: "hi", bytes: 31, generator: "recipes"}],
  test_result: {verdict: "PASS - 1 check passed", checks: [{name: "a|b", verdict: "PASS", new: true}]}}' >"$RESULT"
PXOS_GOAL=$trap_goal run
expect "a run that passes ends with 0" 0 "$code"
expect "a workspace is made where there is none" "init $work/mine" "$(cat "$CALLS")"
expect "the goal is one argument" "--goal=$trap_goal" "$(cat "$CALLS")"
expect "the verdict is an output" "PASS - 1 check passed" "$(cat "$GITHUB_OUTPUT")"
expect "the picture is an output" "screen.png" "$(cat "$GITHUB_OUTPUT")"
expect "the summary has the feature" "| hi | 31 | recipes |" "$(cat "$GITHUB_STEP_SUMMARY")"
expect "the summary has the checks" "| **new** a b | PASS |" "$(cat "$GITHUB_STEP_SUMMARY")"
expect "the summary has the screen" "pxOS v1.0 ready" "$(cat "$GITHUB_STEP_SUMMARY")"
expect "nothing of the goal is run" "" "$([ -e "$work/touched" ] && echo TOUCHED)"
[ ! -e "$work/touched" ] || failed=$((failed + 1))

jq -n '{success: false, run_id: "run_2", goal: "Add x", feedback: "wanted: the row X", features: [],
  error: {stage: "test", message: "it failed", hint: "Mend it."},
  test_result: {verdict: "FAIL - 100 %\nX", checks: [{name: "a", verdict: "FAIL", new: true, evidence: "got: the row Y"}]}}' >"$RESULT"
CODE=1 PXOS_AUTO=true PXOS_UNTIL=M7 run
expect "the exit code is passed on" 1 "$code"
expect "auto and until are passed on" "--auto --until=M7" "$(cat "$CALLS")"
expect "an annotation says what failed" "::error title=pxOS::FAIL - 100 %25%0AX" "$said"
expect "the summary has the evidence" "got: the row Y" "$(cat "$GITHUB_STEP_SUMMARY")"
expect "and what the author is told" "wanted: the row X" "$(cat "$GITHUB_STEP_SUMMARY")"

# What a model wrote can be in the result, and in what is printed on the way.
# shellcheck disable=SC2016
jq -n '{success: true, run_id: "run_3", goal: "Add x", features: [{name: "x", bytes: 1, generator: "<script>|`m`"}],
  test_result: {verdict: "PASS ````\n# not a heading", checks: []}}' >"$RESULT"
CODE=0 PXOS_GOAL=--help PXOS_WORKSPACE=--version run
rm -rf -- ./--version
expect "a goal that looks like an option is none" "--goal=--help" "$(cat "$CALLS")"
expect "nor is a workspace" "--workspace=./--version" "$(cat "$CALLS")"
expect "a name means nothing to Markdown" "| x | 1 |  script   m  |" "$(cat "$GITHUB_STEP_SUMMARY")"
expect "nothing ends the block of the verdict" "PASS \`\`\` " "$(cat "$GITHUB_STEP_SUMMARY")"
expect "what is printed is no command to the runner" "::stop-commands::pxos-" "$said"
token=$(sed -n 's/^::stop-commands:://p' <<<"$said")
expect "afterwards commands count again" "
::$token::" "$said"

rm "$RESULT"
CODE=3 run
expect "where pxOS gives no result, its exit code is passed on" 3 "$code"
expect "the outputs say so" "ERROR - pxOS ended with 3" "$(cat "$GITHUB_OUTPUT")"
expect "and the annotation" "::error title=pxOS::ERROR" "$said"

printf 'Tests of bin/action: %s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
