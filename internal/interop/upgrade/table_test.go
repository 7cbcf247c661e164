package upgrade

import (
	"testing"

	"github.com/oslogen/oslogen/examples/versions/disks"
	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/internal/ladder"
)

// arg is an argument of a method: its name on the wire, and its values.
type arg struct {
	name        string
	set, absent any
	older       any // the set value in its older form
	olderAbsent any
}

// table has the arguments of each method, in the order of the Go parameters.
var table = map[string][]arg{
	"Create":    {{name: "name", set: "n", absent: ""}, {name: "size", set: 7, absent: 0}},
	"Delete":    {disk, {name: "force", set: true, absent: false}},
	"Extend":    {disk, {name: "new_size", set: 7, absent: 0}},
	"Attach":    {disk, host, {name: "mode", set: "ro", absent: "rw"}},
	"Detach":    {disk},
	"Release":   {disk, host},
	"Move":      {disk, host},
	"Snapshot":  {disk, {name: "limits", set: &disks.Limits{Bytes: 7}, absent: (*disks.Limits)(nil)}},
	"Restore":   {disk, {name: "source", set: disks.Source{Snapshot: "s", Pool: "p"}, absent: disks.Source{}, older: "s", olderAbsent: ""}},
	"Tag":       {disk, {name: "tags", set: []string{"t"}, absent: []string{}}},
	"Scrub":     {{name: "depth", set: 7, absent: 0}},
	"Stats":     {disk, {name: "detailed", set: true, absent: false}},
	"Rescan":    {host},
	"Replicate": {disk, host, {name: "priority", set: 7, absent: 0}, {name: "verify", set: false, absent: true}},
}

var (
	disk = arg{name: "disk", set: "d", absent: ""}
	host = arg{name: "host", set: "h", absent: ""}
)

// versions are those of the interface, in order.
var versions = []string{"1.0", "1.1", "1.2", "1.3", "1.4", "2.0", "2.1", "2.2"}

// history is the interface over all its versions, as oslogen matrix sees it.
func history(t *testing.T) *ladder.Interface {
	t.Helper()
	list, err := gen.Histories(gen.Config{}, "github.com/oslogen/oslogen/examples/versions/disks")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range list[0].Steps() {
		got = append(got, s.String())
	}
	if len(list) != 1 || len(list[0].Methods) != len(table) || len(got) != len(versions) {
		t.Fatalf("%d interfaces, %d methods, versions %v", len(list), len(list[0].Methods), got)
	}
	return list[0]
}

func rung(text string) ladder.Version {
	v, err := ladder.Parse(text)
	if err != nil {
		return ladder.Version{}
	}
	return v
}

// sets are the ways to call a method: with all arguments absent, each one set, and
// all set.
func sets(args []arg) []ladder.Set {
	list := []ladder.Set{0}
	all := ladder.Set(0)
	for k := range args {
		list, all = append(list, ladder.Set(0).With(k)), all.With(k)
	}
	return append(list, all)
}
