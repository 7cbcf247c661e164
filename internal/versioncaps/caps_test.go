// Package versioncaps compares what annotated interfaces send at each version with
// what OpenStack's own classes send at each version_cap: nova compute, cinder volume
// and ironic conductor. testdata/recorded.json has what the classes of Debian
// bookworm sent, as scripts/importcheck recorded it.
package versioncaps

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/internal/ladder"
)

// classes are the Python classes, the newest version that they send, and the
// interfaces that were written for them.
var classes = map[string]struct{ version, pkg string }{
	"nova.compute.rpcapi.ComputeAPI":       {"6.1", "./nova/compute"},
	"cinder.volume.rpcapi.VolumeAPI":       {"3.18", "./cinder/volume"},
	"ironic.conductor.rpcapi.ConductorAPI": {"1.55", "./ironic/conductor"},
}

// row is one call of a Python method at some caps. "" is no cap.
type row struct {
	Caps    []string
	Variant string // which arguments are set
	Error   string
	Sent    []sent
}

type sent struct {
	Method, Kind, Label string
	Args, Absent        []string // absent are those that are None or False
}

// TestVersionCaps compares message by message: the same method, the same arguments
// after their defaults, a label that is not higher, refused in the same cases. Each
// difference has its reason in docs/versions-of-openstack.md.
func TestVersionCaps(t *testing.T) {
	text, err := os.ReadFile("testdata/recorded.json")
	if err != nil {
		t.Fatal(err)
	}
	var recorded map[string]map[string][]row
	if err := json.Unmarshal(text, &recorded); err != nil {
		t.Fatal(err)
	}
	c := &comparison{differences: map[string]int{}}
	for name, of := range classes {
		list, err := gen.Histories(gen.Config{Dir: "../../openstack"}, of.pkg)
		if err != nil {
			t.Fatal(err)
		}
		c.i, c.client = list[0], rung(of.version)
		for method, rows := range recorded[name] {
			c.where = list[0].Name + "." + method
			c.methods++
			c.compare(rows)
		}
	}
	c.explain(t)
	t.Logf("%d methods, %d messages and refusals", c.methods, c.compared)
}

type comparison struct {
	i                 *ladder.Interface
	client            ladder.Version
	where             string
	methods, compared int
	differences       map[string]int
}

func (c *comparison) differ(format string, args ...any) {
	c.differences[c.where+": "+fmt.Sprintf(format, args...)]++
}

// explain compares the differences with those that the document explains.
func (c *comparison) explain(t *testing.T) {
	doc, err := os.ReadFile("../../docs/versions-of-openstack.md")
	if err != nil {
		t.Fatal(err)
	}
	var known []string
	for line := range strings.Lines(string(doc)) {
		if cells := strings.Split(line, " | "); len(cells) == 4 && strings.HasPrefix(line, "| `") {
			known = append(known, strings.Trim(cells[0], "| `")+": "+cells[1])
		}
	}
	for _, d := range slices.Sorted(maps.Keys(c.differences)) {
		if !slices.Contains(known, d) {
			t.Errorf("%s, at %d caps: the document does not explain it", d, c.differences[d])
		}
	}
	for _, k := range known {
		if c.differences[k] == 0 {
			t.Errorf("%s: the document explains what is not so", k)
		}
	}
}

// compare compares the rows of one Python method.
func (c *comparison) compare(rows []row) {
	for _, free := range rows {
		if !slices.Contains(free.Caps, "") || len(free.Sent) == 0 {
			continue
		}
		for k, msg := range free.Sent {
			n := c.find(msg)
			if n < 0 {
				c.differ("%s %s is not in the interface", msg.Kind, msg.Method)
				continue
			}
			for _, r := range rows {
				if r.Variant == free.Variant {
					c.capped(n, k, free, r)
				}
			}
		}
	}
}

// find is the number of the method that sends such a message.
func (c *comparison) find(msg sent) int {
	return slices.IndexFunc(c.i.Methods, func(m ladder.Operation) bool {
		return m.Kind == msg.Kind && m.At(c.client) == msg.Method
	})
}

// capped compares message number k of a call at the caps of a row.
func (c *comparison) capped(n, k int, free, r row) {
	m := &c.i.Methods[n]
	set := present(m, free.Sent[k])
	if len(r.Sent) == len(free.Sent) {
		set |= present(m, r.Sent[k])
	}
	for _, text := range r.Caps {
		c.compared++
		limit := c.client
		if text != "" {
			limit = rung(text)
		}
		ours := c.i.Predict(ladder.Pair{Client: c.client, Pin: limit, Server: c.client}, n, set)
		_, refused := errors.AsType[*ladder.CapError](ours.Err)
		switch {
		case len(r.Sent) != len(free.Sent) && refused:
		case len(r.Sent) != len(free.Sent):
			c.differ("Python raises %s, ours sends %s labelled %s", r.Error, ours.Method, ours.Label)
		case refused:
			c.differ("ours refuses, Python sends %s labelled %s", r.Sent[k].Method, r.Sent[k].Label)
		default:
			c.message(m, ours, set, r.Sent[k])
		}
	}
}

// present are the arguments of a message that are not None or False.
func present(m *ladder.Operation, msg sent) (set ladder.Set) {
	for k := range m.Args {
		for _, name := range []string{m.Args[k].Name, m.Args[k].Was} {
			if name != "" && slices.Contains(msg.Args, name) && !slices.Contains(msg.Absent, name) {
				set = set.With(k)
			}
		}
	}
	return set
}

func (c *comparison) message(m *ladder.Operation, ours ladder.Outcome, set ladder.Set, theirs sent) {
	if ours.Method != theirs.Method {
		c.differ("ours sends %s, Python %s", ours.Method, theirs.Method)
	}
	if rung(theirs.Label).Below(ours.Label) {
		c.differ("ours is labelled %s, Python's %s", ours.Label, theirs.Label)
	}
	for k := range m.Args {
		name := m.Args[k].At(ours.Label)
		if ours.Sent.Has(k) && set.Has(k) && !slices.Contains(theirs.Args, name) {
			c.differ("ours sends %s, Python does not", name)
		}
	}
	for _, name := range theirs.Args {
		if !slices.Contains(theirs.Absent, name) && !slices.Contains(ours.Names, name) {
			c.differ("Python sends %s, ours does not", name)
		}
	}
}

func rung(text string) ladder.Version {
	v, err := ladder.Parse(text)
	if err != nil {
		return ladder.Version{}
	}
	return v
}
