package randpkg

import "math/rand/v2"

// pick returns one of list.
func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

var interfaceNames = []string{
	"Compute", "compute", "API", "L3Agent", "Größe", "RPC", "Server", "Client", "Conductor_", "X", "newThing", "Register", "Foo", "foo",
	"Adapter", "Errors", "HTTP2", "Volume", "volumeAPI", "Unimplemented", "Manager", "ServerGroup",
}

var methodNames = []string{
	"Get", "Put", "Client", "Server", "Adapter", "Errors", "RebootInstance", "Args", "HTTPGet", "Call", "Cast", "Notify", "Start",
	"Stop", "Decode", "Größe", "SetID", "GetIDs", "X", "Ab", "Register", "String", "Ping_", "Do2", "New", "Topic", "Version",
}

var paramNames = []string{
	"c", "a", "ctx2", "in", "args", "err", "result", "oslo", "dispatch", "context", "time", "opts", "tr", "srv", "impl", "version",
	"type_", "id", "instanceUUID", "größe", "string_", "value", "payload", "server", "rpc", "self", "l", "t", "notify", "name", "groupIDs",
	"target", "method", "nova_host", "Upper", "len_", "nil_", "true_", "types", "check", "reflect", "errors",
}

// declared are package-level names that generated code might want.
var declared = []string{
	"oslo", "dispatch", "c", "a", "in", "args", "result", "opts", "tr", "srv", "impl", "target", "version", "notify", "ctx",
	"computeAdapter", "computeGet", "fooGetArgs", "apiErrors", "xPut", "oslo2", "err",
}

var docs = []string{
	"", "", "%s is short.", "%s   has   spaces.", "%s is\nof two lines.", "%s is long.\n\nIt has a paragraph.",
	"%s has a list:\n  - one\n  - two\n    - nested\n  - three", "%s has numbers:\n 1. one\n 2. two\n\nand an end.",
	"%s has code:\n\n\tx := 1\n\n\t\ty := 2\n\nand text.", "%s has\n\n# A heading\n\nand text.",
	"%s has a [link] and a [Type.Method].\n\n[link]: https://example.com", "%s is old.\n\nDeprecated: use another.",
	"%s has\n * stars\n * and\n\n   more", "- %s is a list\n- at once", "%s: a \"quote\" and `code` and \\ and %% and /* */.",
	"%s has trailing  \n spaces   ", "\t%s is indented.\n\tTwice.", "%s is ünïcödé, 名前.", "%s\n\n\n\nhas empty lines.", "  - %s\n\n  - apart\n      deeper\n",
	"%s has + a\n  + b\n    1. c\n       - d", "Deprecated: %s is.", "%s goes on\n   with an indent\nand back.", "nolint:all\n%s", "1. %s\n2. two\n   * three",
}

// typeForms are types by the text that writes them. Values of them survive the
// wire. T stands for the package of types.
var typeForms = []string{
	"string", "int", "int64", "uint8", "bool", "float64", "[]string", "map[string]int", "[]byte", "[2]int", "*string", "[][]int", "map[string][]bool",
	"Kind", "Spec", "*Spec", "[]Spec", "map[string]*Spec", "Alias", "T.Disk", "*T.Disk", "[]T.Disk", "T.Box[int]", "T.Box[T.Box[string]]",
	"T.Box[*Spec]", "map[Kind]Spec", "T.Label[<-chan T.Disk]", "T.Label[chan<- int]", "T.Label[func(a int) (c error)]", "T.Label[func(...string) bool]",
	"T.Label[struct{ A, B int }]", "T.Label[interface{ M(x int) }]", "T.Label[map[string][]func()]", "T.Label[*[3]chan (<-chan int)]", "Time.Time", "*Time.Time",
	"Pair[string]", "Opt[Pair[Kind]]", "*Opt[int]", "map[Kind][]Opt[Spec]",
	"T.Label[struct {\n\tA int `json:\"a\"`\n}]", "T.Label[func() func() (int, error)]", "T.Label[interface {\n\terror\n\tN() (a, b int)\n}]", "T.Label[[1 << 3]int]",
}
