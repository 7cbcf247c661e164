// Package corpus reads the inputs of fuzzing that are worth keeping: one input a
// line, quoted as Go quotes strings. To keep more, take them from the fuzzer's
// cache ($(go env GOCACHE)/fuzz).
package corpus

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Of returns the inputs of a fuzz target, from testdata/corpus of its package.
func Of(tb testing.TB, target string) []string {
	tb.Helper()
	file := filepath.Join("testdata", "corpus", target)
	text, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	var inputs []string
	for line := range strings.Lines(string(text)) {
		input, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			tb.Fatalf("%s: %s: %v", file, line, err)
		}
		inputs = append(inputs, input)
	}
	return inputs
}
