package gen_test

import (
	"maps"
	"strings"
	"testing"
)

// harmlessBefore is a module before each of the harmless changes.
var harmlessBefore = map[string]string{
	"api/api.go": `package api

import (
	"context"
	"errors"
	"time"
)

// ErrNotFound says that there is no such disk.
var ErrNotFound = errors.New("not found")

const topic = "disks"

// Limits are what a disk may use.
type Limits struct {
	Size  int64  ` + "`json:\"size\"`" + `
	Speed *int   ` + "`json:\"speed,omitempty\"`" + `
	notes string
}

// Disk is a disk.
type Disk struct {
	Limits
	ID   string    ` + "`json:\"id\"`" + `
	Made time.Time ` + "`json:\"made\"`" + `
	Tags map[string]string
}

// Disks are all disks.
//
//oslo:rpc topic={topic} version=2.3 also=1.4 legacy_namespaces=old, timeout=30s
//oslo:release yoga=1.4 zed=2.1
//oslo:error cinder.NotFound ErrNotFound expected
type Disks interface {
	// Get returns a disk.
	//
	//oslo:call timeout=10s
	Get(ctx context.Context, id string) (Disk, error)

	// Grow makes a disk larger.
	//
	//oslo:cast since=1.2 until=2.3
	Grow(ctx context.Context,
		//oslo:server
		host string,
		disk *Disk,
		//oslo:arg since=2.1 below=drop
		reason string,
		//oslo:arg default=true
		online bool,
		//oslo:arg was=limit renamed=2.2
		limits Limits) error

	//oslo:call name=list
	ListDisks(ctx context.Context, ids []string) ([]Disk, error)

	//oslo:call
	Move(ctx context.Context,
		//oslo:request
		r MoveRequest) error
}

// MoveRequest is the arguments of move.
type MoveRequest struct {
	Volume string ` + "`json:\"volume\"`" + `
	//oslo:arg since=2.2 optional
	Pool string ` + "`json:\"pool\"`" + `
}
`,
	"api/events.go": `package api

import "context"

//oslo:notify publisher=disks:{host}
type Events interface {
	//oslo:event disk.grow.end
	Grown(ctx context.Context, disk Disk) error
}
`,
	"impl/impl.go": `package impl

// Server runs it.
type Server struct{}
`,
}

// harmless is a change: pairs of texts to replace, in all files, or a function on the
// files.
type harmless struct {
	name    string
	replace []string
	change  func(files map[string]string)
}

var harmlessChanges = []harmless{
	{name: "nothing"},
	{name: "a comment", replace: []string{"// Get returns a disk.", "// Get looks a disk up.\n\t// It is fast."}},
	{name: "reformatted", replace: []string{"\n\t//oslo:call name=list", "\n\n\n\t//oslo:call   name=list", "ctx context.Context, id string", "\n\t\tctx context.Context,\n\t\tid string,\n\t"}},
	{name: "a moved file", change: func(f map[string]string) { f["api/disks.go"] = f["api/api.go"]; delete(f, "api/api.go") }},
	{name: "a renamed package", replace: []string{"package api", "package diskapi"}},
	{name: "a moved package", change: func(f map[string]string) {
		for _, name := range []string{"api.go", "events.go"} {
			f["internal/disks/"+name] = f["api/"+name]
			delete(f, "api/"+name)
		}
	}},
	{name: "a renamed module", change: func(f map[string]string) { f["go.mod"] = "module example.com/other\n\ngo 1.26\n" }},
	{name: "a renamed interface", replace: []string{"type Disks interface", "type DiskService interface", "// Disks are", "// DiskService is"}},
	{name: "a renamed interface of events", replace: []string{"type Events interface", "type DiskEvents interface"}},
	{name: "a Go method with its name kept", replace: []string{"//oslo:call timeout=10s\n\tGet(", "//oslo:call name=get timeout=10s\n\tLookUp("}},
	{name: "another Go name where the wire has one", replace: []string{"ListDisks(", "All("}},
	{name: "a renamed parameter that keeps its name", replace: []string{"id string) (Disk", "\n\t\t//oslo:arg name=id\n\t\tdiskID string) (Disk"}},
	{name: "a renamed parameter for the server", replace: []string{"host string,\n\t\tdisk", "target string,\n\t\tdisk"}},
	{name: "a renamed context", replace: []string{"Get(ctx context", "Get(c context"}},
	{name: "a parameter in another case", replace: []string{"ids []string", "IDs []string"}},
	{name: "reordered methods", change: func(f map[string]string) {
		const list = "\n\t//oslo:call name=list\n\tListDisks(ctx context.Context, ids []string) ([]Disk, error)\n"
		f["api/api.go"] = strings.Replace(strings.Replace(f["api/api.go"], list, "", 1), "type Disks interface {\n", "type Disks interface {"+list+"\n", 1)
	}},
	{name: "reordered fields", replace: []string{"\tID   string    `json:\"id\"`\n\tMade time.Time `json:\"made\"`\n", "\tMade time.Time `json:\"made\"`\n\tID   string    `json:\"id\"`\n"}},
	{name: "reordered parameters", replace: []string{
		"\t\tdisk *Disk,\n\t\t//oslo:arg since=2.1 below=drop\n\t\treason string,\n", "\t\t//oslo:arg since=2.1 below=drop\n\t\treason string,\n\t\tdisk *Disk,\n"}},
	{name: "an alias for a type", replace: []string{"([]Disk, error)", "([]Volume, error)", "// Disks are", "// Volume is a disk.\ntype Volume = Disk\n\n// Disks are"}},
	{name: "a renamed struct", replace: []string{"type Disk struct", "type Volume struct", "Disk)", "Volume)", "*Disk", "*Volume", "]Disk", "]Volume", "(Disk", "(Volume"}},
	{name: "a defined type for a field", replace: []string{"ID   string ", "ID   DiskID ", "// Disks are", "// DiskID names a disk.\ntype DiskID string\n\n// Disks are"}},
	{name: "a renamed Go field with a tag", replace: []string{"ID   string", "UUID string"}},
	{name: "an unexported field", replace: []string{"\tnotes string\n", "\tnotes []string\n\tmore int\n"}},
	{name: "a field that never travels", replace: []string{"\tnotes string\n", "\tCache any `json:\"-\"`\n"}},
	{name: "an embedded struct written out", replace: []string{"\tLimits\n", "\tSize  int64 `json:\"size\"`\n\tSpeed *int `json:\"speed,omitempty\"`\n"}},
	{name: "a nil that is left out", replace: []string{"`json:\"speed,omitempty\"`", "`json:\"speed\"`"}},
	{name: "int64 for int", replace: []string{"Speed *int ", "Speed *int64 "}},
	{name: "a set for a list", replace: []string{"ids []string", "ids map[string]struct{}"}},
	{name: "a new argument with its version", replace: []string{"version=2.3", "version=2.4", "ids []string", "ids []string,\n\t\t//oslo:arg since=2.4\n\t\tpool string"}},
	{name: "a new optional argument with its version", replace: []string{"version=2.3", "version=2.4", "ids []string", "ids []string,\n\t\t//oslo:arg since=2.4 optional\n\t\tpool string"}},
	{name: "a new argument of an older major's next version", replace: []string{"also=1.4", "also=1.5", "ids []string", "ids []string,\n\t\t//oslo:arg since=1.5 until=1.5\n\t\tpool string"}},
	{name: "an argument that goes", replace: []string{"version=2.3", "version=2.4", "//oslo:arg since=2.1 below=drop", "//oslo:arg since=2.1 until=2.3 below=drop"}},
	{name: "an argument with a new name", replace: []string{"version=2.3", "version=2.4", "ids []string", "\n\t\t//oslo:arg was=ids renamed=2.4\n\t\tdiskIDs []string"}},
	{name: "an argument with a new type", replace: []string{
		"version=2.3", "version=2.4", "since=1.2 until=2.3", "since=1.2", "\t\t//oslo:arg since=2.1 below=drop\n\t\treason string", "\t\t//oslo:arg since=2.4 below=convert:text\n\t\treason Limits",
		"// Disks are", "func text(l Limits) (string, error) { return l.notes, nil }\n\n// Disks are"}},
	{name: "a new field of a request with its version", replace: []string{
		"version=2.3", "version=2.4", "\tPool string", "\tForce bool `json:\"force\"`\n\t//oslo:arg since=2.2 optional\n\tPool string", "since=2.2 optional\n\tForce", "since=2.4\n\tForce"}},
	{name: "a field of a request that goes", replace: []string{"version=2.3", "version=2.4", "since=2.2 optional", "since=2.2 until=2.3 optional"}},
	{name: "a field of a request with a new name", replace: []string{"version=2.3", "version=2.4", "since=2.2 optional", "since=2.2 optional was=pool renamed=2.4", "json:\"pool\"", "json:\"target\""}},
	{name: "optional in the tag", replace: []string{"since=2.2 optional", "since=2.2", "json:\"pool\"", "json:\"pool,omitempty\""}},
	{name: "arguments as a request", replace: []string{
		"ids []string) ([]Disk", "\n\t\t//oslo:request\n\t\tr ListRequest) ([]Disk", "// Disks are", "// ListRequest is the arguments of list.\ntype ListRequest struct {\n\tIDs []string `json:\"ids\"`\n}\n\n// Disks are"}},
	{name: "a request as arguments", replace: []string{"//oslo:request\n\t\tr MoveRequest", "volume string,\n\t\t//oslo:arg since=2.2 optional\n\t\tpool string", "//oslo:arg since=2.2 optional\n\tPool", "Pool"}},
	{name: "a new method with its version", replace: []string{"version=2.3", "version=2.4", "\n\t//oslo:call name=list", "\n\t//oslo:call since=2.4\n\tShrink(ctx context.Context, id string) error\n\n\t//oslo:call name=list"}},
	{name: "a method with a new name", replace: []string{"version=2.3", "version=2.4", "\t//oslo:call timeout=10s\n\tGet(", "\t//oslo:call was=get renamed=2.4\n\tLookUp("}},
	{name: "a method that goes", replace: []string{"version=2.3", "version=2.4", "//oslo:call name=list", "//oslo:call name=list until=2.3"}},
	{name: "a new major", replace: []string{"version=2.3 also=1.4", "version=3.0 also=2.3,1.4"}},
	{name: "a new release", replace: []string{"zed=2.1", "zed=2.1 antelope=2.3"}},
	{name: "waits", replace: []string{"timeout=30s", "timeout=90s monitor=30s", "timeout=10s", "mandatory retry=2"}},
	{name: "what a pinned client does", replace: []string{"below=drop", "below=refuse"}},
	{name: "a further class of an error", replace: []string{"cinder.NotFound ErrNotFound expected", "cinder.NotFound,cinder.DiskNotFound ErrNotFound"}},
	{name: "a renamed Go error", replace: []string{"ErrNotFound", "ErrNoDisk"}},
	{name: "a further namespace", replace: []string{"legacy_namespaces=old,", "legacy_namespaces=old,,older"}},
	{name: "a constant written out", replace: []string{"topic={topic}", "topic=disks"}},
	{name: "a renamed parameter of a publisher", replace: []string{"disks:{host}", "disks:{server}"}},
	{name: "the default topic and priority written out", replace: []string{"publisher=disks:{host}", "publisher=disks:{host} topic=notifications", "disk.grow.end", "disk.grow.end priority=info"}},
	{name: "a further topic of events", replace: []string{"publisher=disks:{host}", "publisher=disks:{host} topic=notifications,audit"}},
	{name: "a new event", replace: []string{"\t//oslo:event disk.grow.end", "\t//oslo:event disk.shrink\n\tShrunk(ctx context.Context, id string) error\n\n\t//oslo:event disk.grow.end"}},
	{name: "an interface in two", change: func(f map[string]string) {
		const list = "\n\t//oslo:call name=list\n\tListDisks(ctx context.Context, ids []string) ([]Disk, error)\n"
		f["api/api.go"] = strings.Replace(f["api/api.go"], list, "", 1)
		f["api/list.go"] = "package api\n\nimport \"context\"\n\n//oslo:rpc topic=disks version=2.3 also=1.4 legacy_namespaces=old,\ntype Lists interface {" + list + "}\n"
	}},
	{name: "a method of an embedded interface", change: func(f map[string]string) {
		const list = "\n\t//oslo:call name=list\n\tListDisks(ctx context.Context, ids []string) ([]Disk, error)\n"
		f["api/api.go"] = strings.Replace(f["api/api.go"], list, "\n\tLists\n", 1) + "\n// Lists is embedded.\ntype Lists interface {" + list + "}\n"
	}},
	{name: "code", replace: []string{"type Server struct{}", "type Server struct{ Name string }\n\nfunc (srv *Server) run() {}"}},
}

// TestHarmlessChanges checks that no change that peers can't notice is a finding.
func TestHarmlessChanges(t *testing.T) {
	if len(harmlessChanges) < 40 {
		t.Errorf("%d changes: want at least 40", len(harmlessChanges))
	}
	for _, h := range harmlessChanges {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			after := maps.Clone(harmlessBefore)
			for n := 0; n < len(h.replace); n += 2 {
				after = replaced(t, after, h.replace[n], h.replace[n+1])
			}
			if h.change != nil {
				h.change(after)
			}
			for _, f := range compareSources(t, harmlessBefore, after) {
				t.Error(f)
			}
		})
	}
}

// replaced replaces a text that some file has.
func replaced(t *testing.T, files map[string]string, old, now string) map[string]string {
	t.Helper()
	out, found := map[string]string{}, false
	for name, text := range files {
		out[name] = strings.ReplaceAll(text, old, now)
		found = found || out[name] != text
	}
	if !found {
		t.Errorf("no file has %q", old)
	}
	return out
}
