package wiretype

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// typeNamed type-checks declarations and returns the type T among them.
func typeNamed(t *testing.T, source string) types.Type {
	t.Helper()
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "p.go", "package p\n\n"+source, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := (&types.Config{}).Check("p", fset, []*ast.File{tree}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg.Scope().Lookup("T").Type()
}

const (
	writes = "func (%s) MarshalText() ([]byte, error) { return nil, nil }\n"
	reads  = "func (*%s) UnmarshalText([]byte) error { return nil }\n"
)

func methods(name string) string {
	return strings.ReplaceAll(writes+reads, "%s", name)
}

func TestUnsendable(t *testing.T) {
	for source, want := range map[string]string{
		"type T struct{ A []map[int]*T; b chan int }":                                              "",
		"type T map[string]struct{}":                                                               "",
		"type T any":                                                                               "",
		"type T struct{ A struct{ B []chan int } }":                                                ".A.B: a channel has no form on the wire",
		"type T struct{ F func() `json:\"-\"` }":                                                   "",
		"type T struct{ F func() }":                                                                "leave the field out",
		"type T struct{ a int }":                                                                   "it has no exported field",
		"type T struct{}":                                                                          "",
		"type T complex128":                                                                        "complex128 has no form on the wire",
		"type T interface{ M() }":                                                                  "nobody could say which type",
		"type T map[bool]int":                                                                      "the keys of a map must be",
		"type T int\n" + strings.ReplaceAll(writes, "%s", "T"):                                     "add the method",
		"type T int\n" + methods("T"):                                                              "",
		"type K struct{ a int }\n" + methods("K") + "type T map[K]int":                             "",
		"type M struct{ A int }\n" + methods("M") + "type T struct{ M; B int }":                    "field B would be lost",
		"type M struct{ A int }\n" + methods("M") + "type T struct{ *M }":                          "may be nil",
		"type T struct{ A int `json:\"x\"`; B int `json:\"x\"` }":                                  "two fields have the name x",
		"type B struct{ A int `json:\"x\"` }\ntype T struct{ B; A int `json:\"x\"` }":              "",
		"type b struct{ A int }\ntype T struct{ *b }":                                              "is unexported",
		"type T struct{ R map[string]any `oslo:\"rest\"`; S map[string]any `oslo:\"rest\"` }":      "two fields have the tag",
		"type L struct{}\nfunc (*L) Lock() {}\nfunc (*L) Unlock() {}\ntype T struct{ A int; l L }": "",
	} {
		path, reason := Unsendable(typeNamed(t, source), nil)
		if got := path + reason; want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s\n got %q\nwant %q", source, got, want)
		}
	}
}

func TestLockIn(t *testing.T) {
	const lock = "type L struct{}\nfunc (*L) Lock() {}\nfunc (*L) Unlock() {}\n"
	for source, want := range map[string]string{
		"type T struct{ A [2]struct{ l L } }": "p.L",
		"type T struct{ l *L }":               "",
		"type T []L":                          "",
	} {
		if got := LockIn(typeNamed(t, lock+source), 0); got != want {
			t.Errorf("%s: got %q, want %q", source, got, want)
		}
	}
}

// The fields of a struct are those that encoding/json finds, in the order of the
// source. A field hides those deeper within.
func TestFields(t *testing.T) {
	const source = `type Base struct {
	ID   string ` + "`json:\"id\"`" + `
	Name string ` + "`json:\"name,omitempty\"`" + `
	Size int
}

type T struct {
	Base
	Name  string         ` + "`json:\"name\"`" + `
	Skip  int            ` + "`json:\"-\"`" + `
	Dash  int            ` + "`json:\"-,\"`" + `
	Rest  map[string]any ` + "`oslo:\"rest\"`" + `
	notes string
}`
	var got []string
	for _, f := range Fields(typeNamed(t, source).Underlying().(*types.Struct)) {
		word := f.GoName + "=" + f.Wire
		if f.Depth < 0 {
			word = "rest of " + f.Type.String()
		}
		got = append(got, word)
	}
	if want := "ID=id Size=Size Name=name Dash=- rest of any"; strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}
