package openstack_test

import (
	"cmp"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

var eventLine = regexp.MustCompile(`(?m)^\t//oslo:event (\S+)(?: priority=(\S+))?$`)

// TestSamples compares the event types of nova/events, and their priorities, with
// those of the samples of notifications in nova's source, which
// testdata/nova_samples lists.
func TestSamples(t *testing.T) {
	samples, err := os.ReadFile("testdata/nova_samples")
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile("nova/events/events.go")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range eventLine.FindAllStringSubmatch(string(src), -1) {
		got = append(got, m[1]+" "+cmp.Or(m[2], "info"))
	}
	slices.Sort(got)
	want := strings.Split(strings.TrimSpace(string(samples)), "\n")
	if diff := gocmp.Diff(want, slices.Compact(got)); diff != "" {
		t.Errorf("nova's samples (-) and nova/events (+):\n%s", diff)
	}
}
