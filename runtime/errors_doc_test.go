package oslo_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// errorOf returns an error with each code, as a caller gets it.
func errorOf(t *testing.T) map[string]error {
	t.Helper()
	tr := oslotest.Open(t)
	newer := &oslo.Method{Name: "reboot", Version: "1.4"}
	return map[string]error{
		"unavailable":         fmt.Errorf("call: %w", oslo.ErrUnavailable),
		"undeliverable":       fmt.Errorf("call: %w", oslo.ErrUndeliverable),
		"too_many_calls":      oslo.ErrTooManyCalls,
		"too_large":           oslo.ErrTooLarge,
		"invalid_target":      oslo.NewClient(tr, oslo.Target{}).Call(t.Context(), &reboot, nil, nil),
		"version_cap":         oslo.NewClient(tr, compute, oslo.Pin("1.1")).Call(t.Context(), newer, nil, nil),
		"refused":             oslo.ErrRefused,
		"reply_lost":          oslo.ErrReplyLost,
		"timeout":             &oslo.TimeoutError{},
		"closed":              oslo.ErrClosed,
		"canceled":            context.Canceled,
		"no_such_method":      &oslo.NoSuchMethodError{},
		"unsupported_version": &oslo.UnsupportedVersionError{},
		"argument":            &oslo.ArgumentError{},
		"remote":              &oslo.RemoteError{},
		"no_result":           oslo.ErrNoResult,
		"payload":             &oslo.PayloadError{},
		"error":               errors.New("of an interceptor"),
	}
}

var (
	codeRow     = regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\| [^|]* \\| (true|false) \\|")
	codeSection = regexp.MustCompile("(?m)^### ([a-z_]+)$")
	codeLine    = regexp.MustCompile("(?m)^//\t([a-z_]+) +(Err|\\*)")
)

// TestErrorsPage: docs/errors.md and the package comment name every code, and say
// what CodeOf and NotSent answer.
func TestErrorsPage(t *testing.T) {
	page, comment := text(t, "../docs/errors.md"), text(t, "doc.go")
	rows := map[string]string{}
	for _, m := range codeRow.FindAllStringSubmatch(page, -1) {
		rows[m[1]] = m[2]
	}
	sections := firsts(codeSection.FindAllStringSubmatch(page, -1))
	lines := firsts(codeLine.FindAllStringSubmatch(comment, -1))
	for code, err := range errorOf(t) {
		if got := oslo.CodeOf(err); got != code {
			t.Errorf("CodeOf(%v) is %s, want %s", err, got, code)
		}
		if want := fmt.Sprint(oslo.NotSent(err)); rows[code] != want {
			t.Errorf("the page says NotSent is %q for %s, and it is %s", rows[code], code, want)
		}
		if !slices.Contains(sections, code) {
			t.Errorf("the page has no section %s", code)
		}
		if !slices.Contains(lines, code) && code != "canceled" && code != "error" {
			t.Errorf("the package comment has no line %s", code)
		}
		delete(rows, code)
	}
	for code := range rows {
		t.Errorf("the page has a row for %s, which is no code", code)
	}
}

func firsts(matches [][]string) []string {
	var list []string
	for _, m := range matches {
		list = append(list, strings.TrimSpace(m[1]))
	}
	return list
}

func text(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
