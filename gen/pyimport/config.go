package pyimport

// Config selects the classes to import. A source is FILE.py or FILE.py:Class.
type Config struct {
	Clients  []string // client classes, or all sending classes of a file
	Managers []string // the classes that receive
	Objects  []string // classes of versioned objects, or all registered ones of a file
	Roots    []string // directories for modules, besides the parents of the files
	Older    string   // modules of an older release, whose methods and release names are kept
	// Decisions is a file that decides the questions that the sources leave open.
	Decisions string
	Package   string // the Go package, which defaults to the first file's directory
	Docs      bool   // keep the first line of each docstring

	old bool // this is the older release: it need not have all that is decided
}

// Result holds the imported interfaces and the findings.
type Result struct {
	Package    string       `json:"package"`
	Interfaces []*Interface `json:"interfaces"`
	// Objects holds the configured objects and the objects inside them.
	Objects       []*Object       `json:"objects,omitempty"`
	Notifications []*Notification `json:"notifications,omitempty"`
	Enums         []*Enum         `json:"enums,omitempty"`
	Structs       []*Struct       `json:"structs,omitempty"`
	Findings      []Finding       `json:"contradictions"`
	Skipped       []Todo          `json:"skipped,omitempty"` // classes that were not imported, with the reason
	Source        []byte          `json:"-"`                 // the Go file

	docs bool
}
